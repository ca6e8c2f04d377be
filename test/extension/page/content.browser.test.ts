// The content script as a whole: what it answers besides, and how everything ends.
import { expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';

const { use, ask, status, open, settled, html } = useContentPages();

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

test('no label outlives the extension', async () => {
  await open('gallery.html', 7);
  await use.inkling.browserSession.send('Extensions.uninstall', { id: new URL(use.inkling.worker.url()).host });
  await expect.poll(() => use.page.locator('[data-inkling]').count()).toBe(0);
});
