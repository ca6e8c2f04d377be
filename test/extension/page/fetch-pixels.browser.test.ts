// Pictures of another origin: read where that origin lets everybody, without cookies, and otherwise asked for only once.
import { beforeEach, expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage();
beforeEach(async () => {
  await use.page.goto(`${use.servers.pages}pixels.html`);
  await inject(use.page);
  use.servers.requests.length = 0;
});

const read = (url: string) => use.page.evaluate((url) => inkling.fetchPixels(url), url);
const elsewhere = (path: string) => `${use.servers.elsewhere}pictures/${path}`;

test('reads what everybody may read, without cookies or referrer', async () => {
  await use.page.context().addCookies([{ name: 'who', value: 'me', url: use.servers.elsewhere }]);
  const own = await use.page.evaluate(() => inkling.readPixels(document.getElementById('own')!));
  expect(await read(elsewhere('coffee.jpg?cors'))).toBe(own);
  const [{ headers }] = use.servers.requests.filter(({ path }) => path.includes('coffee'));
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});

test('does not ask an origin again that keeps its pictures to itself', async () => {
  expect(await read(elsewhere('coffee.jpg'))).toBeNull();
  expect(await read(elsewhere('cat.jpg?cors'))).toBeNull();
  expect(use.servers.requests).toHaveLength(1);
});

test('asks it again when the user insists, and where only one picture was missing', async () => {
  expect(await read(elsewhere('coffee.jpg'))).toBeNull();
  await use.page.evaluate(() => inkling.forgetClosed());
  expect(await read(elsewhere('nothing.jpg?cors'))).toBeNull();
  expect(await read(elsewhere('cat.jpg?cors'))).not.toBeNull();
});

test.each(['coffee.jpg?cors&damaged', 'nothing.jpg?cors', '../pages/blank.html?cors'])(
  'has nothing of %s',
  async (path) => {
    expect(await read(elsewhere(path))).toBeNull();
  },
);

test('does not go to a more private network than the page, nor off the web', async () => {
  await use.page.goto('data:text/html,<title>public, for all that is known</title>');
  await inject(use.page);
  expect([await read(elsewhere('coffee.jpg?cors')), await read('data:image/png;base64,AAAA')]).toEqual([null, null]);
  expect(use.servers.requests).toEqual([]);
});
