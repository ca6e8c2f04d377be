// How soon a page is done with, on a small one.
import { expect, test } from 'vitest';
import { measureThroughput } from '../../scripts/page-throughput.ts';
import { launch } from '../browser.ts';
import { startServers } from '../server.ts';

test('the first picture is done with before all are', async () => {
  const image = (i: number) =>
    `<img src="/pictures/coffee.jpg?${i}" style="display: block; width: 300px; height: 400px">`;
  const servers = await startServers({ 'few.html': Array.from({ length: 5 }, (_, i) => image(i)).join('') });
  const inkling = await launch({ extension: 'chrome-test' });
  try {
    const { first, screen, all } = await measureThroughput(inkling, `${servers.pages}few.html`, 5);
    expect(first).toBeGreaterThan(0);
    expect(screen).toBeGreaterThanOrEqual(first); // two of them
    expect(all).toBeGreaterThanOrEqual(screen);
  } finally {
    await inkling.close();
    servers.close();
  }
});
