// The content script as a whole: what Describe answers and leaves in the page, and how everything ends.
import { expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';
import { answerWith } from '../../extension-page.ts';

const { use, ask, status, open, settled, describe, html } = useContentPages();

const source = (id: string) => use.page.locator(`#${id}`).evaluate((image: HTMLImageElement) => image.src);

test('Describe speaks of pictures that have a name or need none, and writes nothing', async () => {
  await open('describe.html', 2);
  const before = await html();
  expect((await describe({ srcUrl: await source('in-link') })).sentence).toMatch(
    /^The author calls this .*\. Might be: /,
  );
  expect((await describe({ srcUrl: await source('ornament') })).sentence).toMatch(/^Marked as decorative\. Might be: /);
  expect(await html()).toBe(before);
});

test('Describe labels what automatic mode may label, even where that is off, until undo', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  const before = await html();
  const { sentence } = await describe({ srcUrl: await source('smaller') });
  expect(await use.page.locator('#smaller').getAttribute('aria-label')).toBe(sentence);
  expect(await use.page.locator('[data-inkling]').count()).toBe(1);
  expect(await status()).toMatchObject({ automatic: false, found: 2, described: 1 });
  expect(await ask('page:undo')).toEqual({ restored: 1 });
  expect(await html()).toBe(before);
});

test('Describe again repeats, then says the other guesses, then that there are no more, then the first again', async () => {
  await open('describe.html', 2);
  const guesses = ['a sheep', 'a horse'].map((text) => ({ text, probability: 0.2 }));
  await answerWith(use.inkling.worker, { guesses });
  const srcUrl = await source('covered');
  const said = [];
  for (let press = 0; press < 6; press++) said.push((await describe({ srcUrl })).sentence);
  expect(said).toEqual([
    'The author calls this Covered. Might be: two dogs',
    'The author calls this Covered. Might be: two dogs',
    'Another guess, less sure: a sheep',
    'Another guess, less sure: a horse',
    'No other guesses.',
    'The author calls this Covered. Might be: two dogs',
  ]);
});

test('another picture in between begins anew', async () => {
  await open('describe.html', 2);
  await answerWith(use.inkling.worker, {});
  const [first, second] = [await source('covered'), await source('ornament')];
  const says = async (srcUrl: string) => (await describe({ srcUrl })).sentence;
  expect([await says(first), await says(first)].map((said) => /two dogs$/.test(said))).toEqual([true, true]);
  expect(await says(first)).toBe('No other guesses.');
  await answerWith(use.inkling.worker, { text: 'a cat' });
  expect(await says(second)).toBe('Marked as decorative. Might be: a cat');
  expect(await says(first)).toMatch(/two dogs$/);
});

test('a doubtful description is said as such, and not written into the page', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  const before = await html();
  await answerWith(use.inkling.worker, { band: 'doubtful', reason: 'unsure' });
  await ask('page:renew');
  const srcUrl = await source('smaller');
  expect(await describe({ srcUrl })).toMatchObject({
    sentence: 'Not sure, could be wrong: two dogs',
    reason: 'unsure',
  });
  expect(await html()).toBe(before);
  expect(await status()).toMatchObject({ described: 0, silent: 1 });
});

test('the labels of Describe go when the user wants other descriptions, and come back only when asked for', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  const before = await html();
  const srcUrl = await source('smaller');
  await describe({ srcUrl });
  await ask('page:renew');
  expect(await html()).toBe(before);
  await answerWith(use.inkling.worker, { text: 'something else' });
  expect(await describe({ srcUrl })).toMatchObject({ sentence: 'Might be: something else' });
});

test('Describe has a reason for every silence', async () => {
  await open('describe.html', 2);
  await use.page.locator('#dot').click({ button: 'right', force: true });
  expect(await describe()).toMatchObject({ reason: 'too-small', sentence: 'This picture is too small to describe' });
  expect(await describe({ srcUrl: await source('missing') })).toMatchObject({
    sentence: 'The author calls this Missing. This picture could not be loaded: it was not found',
    reason: 'not-found',
  });
  await use.page.locator('#text').click({ button: 'right' });
  expect(await describe()).toEqual({ sentence: 'There is no image here', reason: 'no-image', shareable: true });
});

test('a picture that the site refuses can still be seen on the screen', async () => {
  await open('describe.html', 2);
  expect(await describe({ srcUrl: await source('refused') })).toMatchObject({
    reason: 'refused',
    box: { width: 200, height: 160 },
    context: { name: 'Refused' },
  });
});

test('running the content script twice changes nothing', async () => {
  await open('gallery.html', 7);
  const before = await html();
  await use.inkling.worker.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((tab) => tab.url === url);
    const [{ js }] = await chrome.scripting.getRegisteredContentScripts();
    await chrome.scripting.executeScript({ target: { tabId: tab?.id ?? -1 }, files: js as string[] });
  }, use.page.url());
  await settled(7);
  expect(await html()).toBe(before);
  expect(await ask('page:undo')).toEqual({ restored: 7 });
});

test('names the other origins that pictures come from', async () => {
  await open('gallery.html', 7);
  expect(await ask('page:origins')).toEqual([new URL(use.servers.elsewhere).origin]);
});

test('Escape, and no other key, stops the voice when a person presses it, and reaches the page', async () => {
  await open('describe.html', 2);
  await use.inkling.worker.evaluate(() => {
    Object.assign(globalThis, { stops: 0 });
    chrome.tts.stop = () => (globalThis as unknown as { stops: number }).stops++;
  });
  const stops = () => use.inkling.worker.evaluate(() => (globalThis as unknown as { stops: number }).stops);
  await ask('page:stop-on-escape');
  await use.page.evaluate(() => {
    Object.assign(globalThis, { keys: [] });
    document.addEventListener('keydown', ({ key }) => (globalThis as unknown as { keys: string[] }).keys.push(key));
  });
  await use.page.locator('#text').dispatchEvent('keydown', { key: 'Escape' }); // not a person
  await use.page.locator('#text').focus();
  for (const key of ['ArrowDown', 'a']) await use.page.keyboard.press(key);
  await status(); // what the keys may have sent has arrived
  expect(await stops()).toBe(0);
  for (const key of ['Escape', 'Escape']) await use.page.keyboard.press(key);
  await expect.poll(stops).toBe(1);
  const keys = await use.page.evaluate(() => (globalThis as unknown as { keys: string[] }).keys);
  expect(keys).toEqual(['Escape', 'ArrowDown', 'a', 'Escape', 'Escape']);
});

test('Describe says whether the page may learn the sentence', async () => {
  await open('describe.html', 2);
  const srcUrl = `${use.servers.elsewhere}pictures/coffee.jpg`;
  await use.page.evaluate((src) => {
    document.body.prepend(Object.assign(new Image(300, 200), { src, alt: 'From elsewhere' }));
    return document.images[0].decode();
  }, srcUrl);
  await answerWith(use.inkling.worker, { shareable: false });
  expect(await describe({ srcUrl })).toMatchObject({ sentence: expect.stringMatching(/two dogs$/), shareable: false });
  const own = await source('covered'); // which the page can read itself
  expect(await describe({ srcUrl: own })).toMatchObject({ shareable: true });
});

test('no label outlives the extension', async () => {
  await open('gallery.html', 7);
  await use.inkling.browserSession.send('Extensions.uninstall', { id: new URL(use.inkling.worker.url()).host });
  await expect.poll(() => use.page.locator('[data-inkling]').count(), { timeout: 20_000 }).toBe(0);
});
