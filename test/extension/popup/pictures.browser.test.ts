// The popup's list of images over a real page: what it shows, by keyboard alone, in every colour scheme.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Finding } from '../../../extension/messages.ts';
import { REASONS } from '../../../model/reasons.ts';
import { launch } from '../../browser.ts';
import { answerWith } from '../../extension-page.ts';
import { openPopup, type Popup, popupClosed } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;
let popup: Popup;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome', spy: true, sure: true });
});
beforeEach(async () => {
  page = await inkling.context.newPage();
  servers.requests.length = 0;
});
afterEach(async () => {
  await page.close();
  await inkling.worker.evaluate(() => chrome.storage.local.clear());
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

/** As the captioner names a picture. */
const KEY = `${'a'.repeat(64)}-1`;
const PICTURE = 'width="300" height="200"';
const own = (name: string, attributes = '') => `<img src="../../pictures/${name}" ${PICTURE} ${attributes}>`;

/** Opens the popup over a page with this content. */
async function open(html: string): Promise<void> {
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate((html) => {
    document.body.innerHTML = html;
    return Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
  }, html);
  await openHere();
}

async function openHere(): Promise<void> {
  popup = await openPopup(inkling.browserSession, inkling.worker, page);
  await popup.shows('Images');
}

/** What the model says from now on; pictures have a key, as those that have been looked at. */
const answer = (finding: Partial<Finding> & { key?: string }) => answerWith(inkling.worker, finding);

/** Puts the focus on a button by its accessible name and presses Enter. */
async function choose(name: string): Promise<void> {
  await popup.shows(name.replace(/ image \d+$/, ''));
  await expect.poll(() => popup.evaluate(`document.querySelector('[aria-label="${name}"]') !== null`)).toBe(true);
  await popup.evaluate(`document.querySelector('[aria-label="${name}"]').focus()`);
  await popup.press('Enter');
}

/** The same, when the popup closes over it: it may be gone before the key is up. */
async function leaveBy(name: string): Promise<void> {
  choose(name).catch(() => undefined);
  await popupClosed(inkling.browserSession);
}

const status = () => popup.evaluate<string>('document.querySelector("[role=status]").textContent');
const row = (number: number) =>
  popup.evaluate<string>(`document.querySelectorAll('.pictures > li')[${number - 1}].innerText`);
const rows = () => popup.evaluate<number>('document.querySelectorAll(".pictures > li").length');
const spoken = async () => (await inkling.spoken()).map(({ text }) => text);
/** The accessible name of what has the focus. */
const focused = () =>
  popup.evaluate<string>(
    `((each) => each.ariaLabel ?? each.labels?.[0]?.textContent ?? each.textContent)(document.activeElement)`,
  );

async function violations(): Promise<unknown> {
  await popup.evaluate(`${axe.source}; undefined`);
  return popup.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
  );
}

test('by keyboard alone, every image is reached, and each button says which image it is for', async () => {
  await open(own('coffee.jpg') + own('cat.jpg', 'alt="A cat"') + own('grass.jpg'));
  await popup.shows('Image 2');
  const way: string[] = [];
  for (let presses = 0; way.at(-1) !== 'Options'; presses++) {
    expect(presses).toBeLessThan(20);
    await popup.press('Tab');
    way.push(await focused());
  }
  expect(way).toEqual([
    'Describe images on this site automatically',
    'Undo descriptions on this page',
    'Also images that have a name or need none',
    'Describe image 1',
    'Jump to image 1',
    'How so? image 1',
    'Describe image 2',
    'Jump to image 2',
    'How so? image 2',
    'Change the keys',
    'Describe your own pictures',
    'Options',
  ]);
  const headings =
    'Array.from(document.querySelectorAll("h1, h2, h3"), ({ localName, textContent }) => localName + " " + textContent)';
  expect(await popup.evaluate(headings)).toEqual([
    ...['h1 Inkling', 'h2 On this page', 'h2 Images', 'h3 Image 1', 'h3 Image 2', 'h2 Keys'],
  ]);
});

test('describes, says it again and copies, and keeps the focus', async () => {
  await open(own('coffee.jpg'));
  const said = (await spoken()).length;
  await choose('Describe image 1');
  await popup.shows('Might be: ');
  const label = await page.locator('img').getAttribute('aria-label');
  expect(await row(1)).toContain(label);
  expect((await spoken()).slice(said)).toEqual([label]);
  expect(await focused()).toBe('Describe image 1');
  expect(await status()).toBe(''); // the browser's voice says it
  await choose('Repeat image 1');
  await expect.poll(async () => (await spoken()).slice(said)).toEqual([label, label]);
  await choose('Copy image 1');
  await popup.shows(`Copied: ${label}`);
  expect(await focused()).toBe('Copy image 1');
});

test('any key stops the voice', async () => {
  await open(own('coffee.jpg'));
  const before = (await spoken()).length;
  await choose('Describe image 1');
  await expect.poll(async () => (await spoken()).length).toBe(before + 1);
  expect((await inkling.spoken()).at(-1)?.stopped).toBe(false);
  await popup.press('Tab');
  await expect.poll(async () => (await inkling.spoken()).at(-1)?.stopped).toBe(true);
});

test.each([
  ['screen reader', 0],
  ['both', 1],
] as const)('where the user chose the voice "%s", the status region says it, again and again', async (voice, aloud) => {
  await inkling.worker.evaluate((voice) => chrome.storage.local.set({ voice }), voice);
  await open(own('coffee.jpg'));
  const before = (await spoken()).length;
  await choose('Describe image 1');
  await expect.poll(status).toMatch(/^Might be: /);
  expect((await spoken()).length - before).toBe(aloud);
  await popup.evaluate(
    'new MutationObserver(() => (globalThis.changes = (globalThis.changes ?? 0) + 1)).observe(document.querySelector("[role=status]"), { characterData: true, childList: true, subtree: true })',
  );
  await choose('Repeat image 1');
  await expect.poll(() => popup.evaluate<number>('globalThis.changes')).toBe(2); // away and there again
  expect(await status()).toMatch(/^Might be: /);
});

test('where the browser has no voice of its own, the status region says it', async () => {
  await inkling.worker.evaluate(() => {
    const { getVoices } = chrome.tts;
    Object.assign(globalThis, { getVoices });
    Object.assign(chrome.tts, { getVoices: async () => [] });
  });
  await open(own('coffee.jpg'));
  await choose('Describe image 1');
  await expect.poll(status).toMatch(/^Might be: /);
  await inkling.worker.evaluate(() => {
    Object.assign(chrome.tts, { getVoices: (globalThis as unknown as { getVoices: unknown }).getVoices });
  });
});

test('says why there is no description, and what the author says', async () => {
  await open(own('cat.jpg', 'alt="Our cat"') + own('nothing.jpg', 'style="display: block"'));
  await choose('Describe image 1');
  await popup.shows('This picture could not be loaded');
  expect(await buttons(1)).toEqual(['Describe', 'Jump to', 'How so?']); // nothing to repeat
  await popup.evaluate('document.querySelectorAll("input[type=checkbox]")[1].click()');
  await popup.shows('The author calls it “Our cat”.');
  await choose('Describe image 1');
  await popup.shows('Might be: ');
  expect(await row(1)).not.toContain('The author calls this'); // once is enough
});

test('hides a description and takes that back, also when the popup has been closed, and the page agrees', async () => {
  await open(own('coffee.jpg'));
  await answer({ key: KEY });
  await choose('Describe image 1');
  await choose('Hide image 1');
  await popup.shows('Hidden: image 1.');
  expect(await focused()).toBe('Show again image 1');
  const hidden = ['Describe', 'Jump to', 'How so?', 'Show again', 'Correct'];
  expect(await buttons(1)).toEqual(hidden);
  expect(await row(1)).toContain(`${REASONS.hidden}.`);
  expect(await row(1)).not.toContain('two dogs');
  await expect.poll(label).toBeNull();
  await reopen();
  await expect.poll(() => buttons(1)).toEqual(hidden);
  expect(await row(1)).toContain(`${REASONS.hidden}.`);
  await choose('Describe image 1');
  await expect.poll(async () => (await spoken()).at(-1)).toBe(REASONS.hidden);
  await choose('Show again image 1');
  await popup.shows('No longer hidden: image 1.');
  expect(await focused()).toBe('Correct image 1');
  await expect.poll(() => row(1)).toContain('Might be: two dogs');
  expect(await buttons(1)).toEqual(['Describe', 'Repeat', 'Copy', 'Jump to', 'How so?', 'Hide', 'Correct']);
  await expect.poll(label).toBe('Might be: two dogs');
});

test('corrected words become the label at once, wherever the picture is, and stay to be taken back', async () => {
  await open(own('coffee.jpg') + own('cat.jpg', 'alt="Our cat"'));
  await listAll();
  await answer({ key: KEY });
  for (const number of [1, 2]) {
    await choose(`Describe image ${number}`);
    await expect.poll(() => buttons(number)).toContain('Hide');
  }
  await correct('Correct image 1', 'A cup of coffee');
  const corrected = ['Describe', 'Repeat', 'Copy', 'Jump to', 'How so?', 'Take back', 'Correct'];
  for (const number of [1, 2]) {
    await expect.poll(() => row(number)).toContain('You call this A cup of coffee');
    expect(await buttons(number)).toEqual(corrected);
  }
  await expect.poll(label).toBe('A cup of coffee');
  await choose('Copy image 1');
  await popup.shows('Copied: A cup of coffee');
  await reopen();
  await listAll();
  for (const number of [1, 2]) {
    await expect.poll(() => buttons(number)).toEqual(corrected);
    expect(await row(number)).toContain('You call this A cup of coffee');
  }
  await choose('Correct image 2');
  await expect.poll(() => popup.evaluate('document.querySelector("textarea").value')).toBe('A cup of coffee');
  await choose('Take back image 2');
  await popup.shows('Your words for image 2 are taken back.');
  await expect.poll(() => row(1)).toContain('Might be: two dogs');
  await expect.poll(() => row(2)).toContain('Might be: two dogs');
  await expect.poll(label).toBe('Might be: two dogs');
});

test('what only the screen shows can be described and said again, but has no words of the user', async () => {
  await open(`<img src="${servers.elsewhere}pictures/coffee.jpg?img-only" ${PICTURE}>`);
  await choose('Describe image 1');
  await popup.shows('Might be: ');
  expect(await buttons(1)).toEqual(['Describe', 'Repeat', 'Copy', 'Jump to', 'How so?']);
  expect(await label()).toBeNull();
  await popup.evaluate('new Promise((resume) => setTimeout(resume, 1500))'); // the page is asked again, and knows less
  expect(await row(1)).toContain('Might be: ');
  await reopen();
  await popup.shows('Jump to');
  expect(await buttons(1)).toEqual(['Describe', 'Jump to', 'How so?']);
});

/** The buttons of a row, as they are shown. */
const buttons = (number: number) =>
  popup.evaluate<string[]>(
    `Array.from(document.querySelectorAll('.pictures > li')[${number - 1}]?.querySelectorAll('button') ?? [], (each) => each.textContent)`,
  );
const label = () => page.locator('img').first().getAttribute('aria-label');

async function correct(button: string, words: string): Promise<void> {
  await choose(button);
  await expect.poll(focused).toContain('Your description of');
  await popup.type(words);
  await popup.press('Tab');
  await popup.press('Enter');
  await popup.shows('Saved: ');
}

async function reopen(): Promise<void> {
  await popup.close();
  await openHere();
}

/** Also what has a name. */
async function listAll(): Promise<void> {
  await popup.shows('Image 1');
  await popup.evaluate('document.querySelectorAll("input[type=checkbox]")[1].click()');
  await popup.shows('Image 2');
}

test('takes a correction, says who can read it, and gives the focus back', async () => {
  const heard = await hear();
  await open(own('coffee.jpg'));
  await answer({ key: KEY });
  await choose('Describe image 1');
  await choose('Correct image 1');
  await popup.shows('Where automatic mode is on, pages that show this image can read it.');
  await expect.poll(focused).toContain('Your description of image 1');
  expect(await violations()).toEqual([]);
  await popup.press('Escape');
  await expect.poll(focused).toBe('Correct image 1');
  await popup.press('Enter');
  await expect.poll(focused).toContain('Your description of image 1');
  await popup.type('  A cup of coffee ');
  await popup.press('Tab');
  await popup.press('Enter');
  await popup.shows('Saved: image 1');
  expect(await focused()).toBe('Correct image 1');
  expect(await row(1)).toContain('A cup of coffee');
  expect(await heard()).toEqual([{ key: KEY, words: 'A cup of coffee' }]);
  await choose('Take back image 1');
  await popup.shows('Your words for image 1 are taken back.');
  expect((await heard()).at(-1)).toEqual({ key: KEY });
});

/** The requests about the user's own words that reach the service worker from now on. */
async function hear(): Promise<() => Promise<unknown[]>> {
  await inkling.worker.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    chrome.runtime.onMessage.addListener(({ to, request }) => {
      if (to === 'background:set-own-words') heard.push(request);
    });
  });
  return () => inkling.worker.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
}

test('jumps to an image, also in a frame, and the popup closes; opened again, the focus is still there', async () => {
  await open(`${own('coffee.jpg')}<iframe srcdoc='<img id="inside" src="/pictures/cat.jpg" ${PICTURE}>'></iframe>`);
  await page.frameLocator('iframe').locator('img').waitFor();
  await popup.close();
  await openHere();
  await leaveBy('Jump to image 2');
  const inside = page.frameLocator('iframe').locator('#inside');
  expect(await inside.evaluate((each) => each === document.activeElement)).toBe(true);
  await openHere();
  await popup.shows('Image 1');
  expect(await inside.getAttribute('tabindex')).toBe('-1');
  await leaveBy('Jump to image 1');
  expect(await page.evaluate(() => document.activeElement === document.images[0])).toBe(true);
  expect(await inside.getAttribute('tabindex')).toBeNull();
});

test('says so when the image has gone', async () => {
  await open(own('coffee.jpg'));
  await popup.shows('Image 1');
  await page.evaluate(() => document.images[0].remove());
  await choose('Jump to image 1');
  await popup.shows('This image cannot be reached');
});

test('of ten thousand images it shows a step at a time, and puts the focus on the first new one', async () => {
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate(() => {
    document.body.innerHTML = '<img src="../../pictures/coffee.jpg" width="300" height="200">'.repeat(10_000);
    return document.images[0].decode();
  });
  await openHere();
  await popup.shows('Image 20');
  await popup.shows('Show more');
  expect(await rows()).toBe(20);
  await popup.evaluate(
    'Array.from(document.querySelectorAll("button")).find((each) => each.textContent === "Show more").focus()',
  );
  await popup.press('Enter');
  await popup.shows('20 more. 40 images are shown.');
  await expect.poll(focused).toBe('Image 21');
  expect(await rows()).toBe(40);
  await choose('Describe image 21');
  await popup.shows('Might be: ');
});

test('shows small views of what Inkling may read, and asks for nothing else', async () => {
  await open(`${own('coffee.jpg')}<img src="${servers.elsewhere}pictures/cat.jpg" ${PICTURE}>`);
  const drawn = (number: number) =>
    popup.evaluate<boolean>(
      `document.querySelectorAll('canvas')[${number - 1}].getContext('2d').getImageData(0, 0, 128, 85).data.some(Boolean)`,
    );
  await popup.shows('Image 2');
  await popup.evaluate('document.querySelector("canvas").scrollIntoView()');
  await expect.poll(() => drawn(1)).toBe(true);
  await popup.evaluate('document.querySelectorAll("canvas")[1].scrollIntoView({ block: "end" })');
  await popup.evaluate('new Promise((resume) => setTimeout(resume, 1000))'); // nothing will come that could be waited for
  expect(await drawn(2)).toBe(false);
  const mine = servers.requests.filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
  expect(mine.map(({ path, headers }) => [path, headers.cookie, headers.referer])).toEqual([
    ['/pictures/coffee.jpg', undefined, undefined],
  ]);
  expect(await popup.evaluate('document.querySelector("canvas").closest("[aria-hidden=true]") !== null')).toBe(true);
});

test.each([
  ['light', {}],
  ['dark', { 'prefers-color-scheme': 'dark' }],
  ['forced colours', { 'forced-colors': 'active' }],
])('axe finds nothing to complain of in %s', async (_, features) => {
  await open(own('coffee.jpg') + own('cat.jpg', 'alt="A cat"'));
  await answer({ key: KEY });
  await choose('Describe image 1');
  await choose('Correct image 1');
  await popup.evaluate('document.querySelectorAll("input[type=checkbox]")[1].click()');
  await popup.shows('Image 2');
  await popup.screenshot(features);
  expect(await violations()).toEqual([]);
});
