// Tests scripts/serve.ts. Runs in Node.
import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.ts';

let site: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  site = await serve('scripts/sample');
});
afterAll(() => site.close());

test('serves the index page and files, with their types', async () => {
  const page = await fetch(site.url);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain('<title>A box of old pictures</title>');
  expect((await fetch(`${site.url}cat.jpg`)).headers.get('content-type')).toBe('image/jpeg');
});

/** fetch() would tidy the path up before sending it. */
const statusOf = (path: string) =>
  new Promise((resolve, reject) => {
    get({ port: new URL(site.url).port, path }, (response) => resolve(response.resume().statusCode)).on(
      'error',
      reject,
    );
  });

test.each(['/nothing.jpg', '/../start.ts', '/..%2fstart.ts', '/%2e%2e/start.ts', '/%zz'])(
  'answers 404 to %s',
  async (path) => {
    expect(await statusOf(path)).toBe(404);
  },
);
