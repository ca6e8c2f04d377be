// How the content script gets its answers: once per picture, quietly, and again when the service worker dies.
import { expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';
import { stopWorker } from '../../extension-page.ts';

const { use, open, fetched, describe, ask } = useContentPages();

test('a picture of another origin is fetched once, without cookies, and never for what is left alone', async () => {
  const address = `${use.servers.elsewhere}pictures/astronaut.jpg?fetched`;
  await use.inkling.context.addCookies([{ name: 'who', value: 'me', url: address }]);
  await use.page.goto(`${address}-in-a-tab`);
  expect(use.servers.requests.find(({ path }) => path.includes('in-a-tab'))?.headers.cookie).toBe('who=me');
  await open('gallery.html', 7);
  await use.page.evaluate((address) => {
    const images = document.querySelectorAll<HTMLImageElement>('[data-auto], #decorative, #named, #link, #small, #dot');
    for (const image of images) image.src = `${address}${image.hasAttribute('data-auto') ? '' : image.id}`;
  }, address);
  const again = async () => (await ask('page:report')).filter(({ src, described }) => described && src === address);
  await expect.poll(() => again().then(({ length }) => length)).toBe(6);
  expect(
    fetched()
      .map(({ path }) => path)
      .filter((path) => path.includes('fetched')),
  ).toEqual(['/pictures/astronaut.jpg?fetched']);
  for (const { headers } of fetched()) {
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
  }
});

test('a picture of the own origin is not fetched at all', async () => {
  await open('many.html', 0);
  await use.page.evaluate("show('n0')");
  await expect.poll(() => ask('page:report').then((done) => done.length)).toBeGreaterThan(9);
  expect(fetched()).toEqual([]);
});

test('the death of the service worker in the middle of a request only delays the answer', async () => {
  await open('gallery.html', 7);
  await use.page.locator('#foreign').evaluate((image: HTMLImageElement) => {
    image.src += '&delay=2000';
  });
  await expect.poll(() => fetched().some(({ path }) => path.includes('delay'))).toBe(true);
  await stopWorker(use.page);
  const label = () => use.page.locator('#foreign').getAttribute('aria-label');
  await expect.poll(label).toMatch(/^Might be: /);
});

test('Describe asks again for what failed before', async () => {
  await open('describe.html', 2);
  const srcUrl = await use.page.locator('#missing').evaluate((image: HTMLImageElement) => image.src);
  expect(await describe({ srcUrl })).toMatchObject({ reason: 'not-found' });
  expect(await describe({ srcUrl })).toMatchObject({ reason: 'not-found' });
  expect(fetched().filter(({ path }) => path.includes('nothing'))).toHaveLength(2);
});

test('what a canvas shows is looked at anew each time', async () => {
  await open('describe.html', 2);
  const paint = (file: string) =>
    use.page.locator('#canvas').evaluate(async (canvas: HTMLCanvasElement, file) => {
      const image = new Image();
      image.src = file;
      await image.decode();
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.focus();
    }, file);
  await use.page.locator('#canvas').evaluate((canvas: HTMLCanvasElement) => {
    canvas.tabIndex = 0;
  });
  const sentences = [];
  for (const file of ['astronaut', 'coffee']) {
    await paint(`../pictures/${file}.jpg`);
    sentences.push((await ask('page:describe', { from: 'command' })).sentence);
  }
  expect(sentences[0]).toMatch(/^Focused picture: The author calls this Canvas\. Might be: /);
  expect(sentences[0]).not.toBe(sentences[1]);
});
