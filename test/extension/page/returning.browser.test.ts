// Pages that were in the browser's memory while something changed. Pages that are loaded ahead cannot be had with a driver.
import { beforeEach, expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';

const LATER = '<!doctype html><title>Later</title><img width="300" height="200" src="/pictures/cat.jpg">';
const { use } = useContentPages({ 'later.html': LATER }, { remembering: true });
beforeEach(() => set({ exceptions: [], wording: 'full' }));

const set = (settings: object) =>
  use.inkling.worker.evaluate((settings) => chrome.storage.local.set(settings), settings);
const label = () => use.page.locator('img').getAttribute('aria-label');
const isLabelled = () => expect.poll(label).toMatch(/^Might be: /);

/** Goes on to another page and back, and does something meanwhile. */
async function leaveAndReturn(meanwhile: () => Promise<unknown>): Promise<void> {
  await use.page.goto(`${use.servers.pages}later.html`);
  await isLabelled();
  await use.page.evaluate('globalThis.isTheSame = true');
  await use.page.goto(`${use.servers.elsewhere}pages/blank.html`);
  await meanwhile();
  await use.page.goBack({ waitUntil: 'commit' }); // it does not load again
  expect(await use.page.evaluate('globalThis.isTheSame')).toBe(true);
}

test('a page that comes back loses its labels where its site has been switched off', async () => {
  await leaveAndReturn(() => set({ exceptions: [new URL(use.servers.pages).origin] }));
  await expect.poll(label).toBeNull();
});

test('a page that comes back says things as they are to be said now', async () => {
  await leaveAndReturn(() => set({ wording: 'short' }));
  await expect.poll(label).toMatch(/^(?!Might be)./);
});

test('a page that comes back is described where its site has been switched on again', async () => {
  const exceptions = [new URL(use.servers.pages).origin];
  await leaveAndReturn(() => set({ exceptions }));
  await expect.poll(label).toBeNull();
  await use.page.goto(`${use.servers.elsewhere}pages/blank.html`);
  await set({ exceptions: [] });
  await use.page.goBack({ waitUntil: 'commit' });
  await isLabelled();
});
