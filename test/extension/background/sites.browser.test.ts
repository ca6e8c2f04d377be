// The switch for a site, from the click to the labels and back, in the product build with real permissions.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { openOptions } from '../../extension-page.ts';
import { openPopup, until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
let page: Page;

beforeAll(async () => {
  servers = await startServers();
});
beforeEach(async () => {
  inkling = await launch({ extension: 'chrome' });
  options = await openOptions(inkling.context, inkling.worker);
  page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await addPicture();
});
afterEach(() => inkling?.close());
afterAll(() => servers?.close());

const SITE = 'http://127.0.0.1/*';
const PICTURES = 'http://localhost/*';

const addPicture = (name = 'coffee.jpg') =>
  page.evaluate((src) => {
    document.body.append(Object.assign(new Image(300, 200), { src }));
  }, `${servers.elsewhere}pictures/${name}`);

const permit = (...patterns: string[]) => inkling.permit(...patterns);

const state = () =>
  options.evaluate(async () => ({
    sites: (await chrome.storage.local.get('sites')).sites as { origin: string; imageOrigins: string[] }[] | undefined,
    scripts: (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches),
    permitted: (await chrome.permissions.getAll()).origins?.sort(),
  }));

/** Asks the content script of the page; the tab's address is hidden from the extension while it has no permission. */
const status = () =>
  options.evaluate(async () => {
    const ask = ({ id = 0 }) => chrome.tabs.sendMessage(id, { to: 'page:status' }, { frameId: 0 });
    return Promise.any((await chrome.tabs.query({})).map(ask)).catch(() => undefined);
  });

/** Waits until automatic mode has dealt with every picture of the page. */
const settled = () =>
  until(async () => {
    const now = await status();
    return now?.automatic && now.found > 0 && now.waiting === 0 ? now : undefined;
  });

/** Asks as the popup does; the prompt is answered already. */
const request = (...origins: string[]) =>
  options.evaluate((origins) => chrome.permissions.request({ origins }), origins);

/** Tab to the switch, Space. */
async function toggle(): Promise<void> {
  const popup = await openPopup(inkling.browserSession, inkling.worker, page);
  await popup.shows('Describe images on this site');
  const focused = () => popup.evaluate<string>('document.activeElement.type ?? ""');
  for (let presses = 0; (await focused()) !== 'checkbox'; presses++) {
    expect(presses).toBeLessThan(5);
    await popup.press('Tab');
  }
  await popup.press(' ');
}

test('switched on, the page and its pictures are read at once and on the next visit; switched off, no trace is left', async () => {
  expect(await state()).toEqual({ sites: undefined, scripts: [], permitted: [] });
  await permit(SITE, PICTURES);
  await toggle();
  expect(await settled()).toMatchObject({ found: 1, missingOrigins: [] });
  const { origin } = new URL(page.url());
  const on = await state();
  expect(on.sites).toEqual([{ origin, imageOrigins: [new URL(servers.elsewhere).origin] }]);
  expect(on.scripts).toEqual([SITE]);

  await page.reload();
  await addPicture('cat.jpg');
  await settled();

  await toggle();
  await until(async () => ((await state()).permitted?.length === 0 ? true : undefined));
  expect(await state()).toEqual({ sites: [], scripts: [], permitted: [] });
  await until(async () => ((await status())?.automatic === false ? true : undefined));
  expect(await page.locator('[aria-label]').count()).toBe(0);
});

test('when the prompt has closed the popup, the service worker finishes', async () => {
  const { origin } = new URL(page.url());
  await options.evaluate((site) => chrome.storage.session.set({ siteBeingTurnedOn: site }), {
    origin,
    imageOrigins: [new URL(servers.elsewhere).origin],
  });
  await permit(SITE, PICTURES);
  await request(SITE);
  expect((await state()).sites).toBeUndefined(); // half of what was asked for
  await request(PICTURES);
  expect(await settled()).toMatchObject({ found: 1, missingOrigins: [] });
});

test('a permission taken back in the browser’s settings switches the site off', async () => {
  await permit(SITE, PICTURES);
  await toggle();
  await settled();
  await options.evaluate((origins) => chrome.permissions.remove({ origins }), [SITE]);
  await until(async () => ((await state()).sites?.length === 0 ? true : undefined));
  await until(async () => ((await state()).permitted?.length === 0 ? true : undefined));
  expect((await state()).scripts).toEqual([]);
});

test('a permission that another site needs too is kept', async () => {
  const { origin } = new URL(page.url());
  const pictures = new URL(servers.elsewhere).origin;
  await permit(SITE, PICTURES);
  await request(SITE, PICTURES);
  const set = (sites: object[]) => options.evaluate((sites) => chrome.storage.local.set({ sites }), sites);
  await set([
    { origin, imageOrigins: [pictures] },
    { origin: pictures, imageOrigins: [] },
  ]);
  await settled();
  await set([{ origin: pictures, imageOrigins: [] }]);
  await until(async () => ((await state()).permitted?.length === 1 ? true : undefined));
  expect(await state()).toMatchObject({ scripts: [PICTURES], permitted: [PICTURES] });
});

describe('all sites', () => {
  const EVERYWHERE = ['http://*/*', 'https://*/*'];
  const set = (settings: object) => options.evaluate((settings) => chrome.storage.local.set(settings), settings);
  const turnOnEverywhere = async () => {
    await permit(...EVERYWHERE);
    await options.getByRole('button', { name: 'On all sites, with exceptions' }).click();
    await options.getByRole('status').filter({ hasText: 'All sites are on.' }).waitFor();
  };

  test('are switched on in the options, but for the exceptions; switched off, no trace is left', async () => {
    await turnOnEverywhere();
    expect(await settled()).toMatchObject({ found: 1, missingOrigins: [] });
    expect(await state()).toEqual({ sites: undefined, scripts: EVERYWHERE, permitted: EVERYWHERE });

    const { origin } = new URL(page.url());
    await set({ exceptions: [origin] });
    await until(async () => ((await status())?.automatic === false ? true : undefined));
    const scripts = () => options.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    expect(await scripts()).toMatchObject([{ excludeMatches: [`${origin}/*`], persistAcrossSessions: true }]);
    await page.reload();
    await addPicture();
    expect(await status()).toBeUndefined(); // the script is not there at all
    await options.getByRole('button', { name: `Remove the exception ${origin}` }).click();
    expect(await settled()).toMatchObject({ found: 1 });
    await set({ exceptions: [origin] });

    await options.getByRole('button', { name: 'Only on sites that I choose' }).click();
    await until(async () => ((await state()).permitted?.length === 0 ? true : undefined));
    expect(await state()).toEqual({ sites: [], scripts: [], permitted: [] });
    expect(await options.evaluate(() => chrome.storage.local.get())).toEqual({
      sites: [],
      everywhere: false,
      exceptions: [],
    });
  });

  test('a site that was refused before the popup had closed does not come with the others', async () => {
    const { origin } = new URL(page.url());
    const refused = { origin, imageOrigins: [] };
    await options.evaluate((refused) => chrome.storage.session.set({ siteBeingTurnedOn: refused }), refused);
    await turnOnEverywhere();
    await settled();
    expect((await state()).sites).toBeUndefined();
  });

  test('switched off, the sites on the list keep what they need', async () => {
    const { origin } = new URL(page.url());
    await permit(SITE);
    await request(SITE);
    await set({ sites: [{ origin, imageOrigins: [] }] });
    await turnOnEverywhere();
    await options.getByRole('button', { name: 'Only on sites that I choose' }).click();
    await options.getByText('Only the sites in the list are on now').waitFor();
    await until(async () => ((await state()).scripts.length === 1 ? true : undefined));
    expect(await state()).toEqual({ sites: [{ origin, imageOrigins: [] }], scripts: [SITE], permitted: [SITE] });
    expect(await settled()).toMatchObject({ automatic: true });
  });

  test('the switch of a site makes an exception, and takes it back', async () => {
    const { origin } = new URL(page.url());
    await permit(SITE);
    await request(SITE);
    await set({ sites: [{ origin, imageOrigins: [] }] });
    await turnOnEverywhere();
    await settled();
    await toggle();
    await until(async () => ((await status())?.automatic === false ? true : undefined));
    expect(await page.locator('[aria-label]').count()).toBe(0);
    const off = { everywhere: true, sites: [], exceptions: [origin] };
    expect(await options.evaluate(() => chrome.storage.local.get())).toEqual(off);
    expect((await state()).permitted).toEqual(expect.arrayContaining(EVERYWHERE));
    await toggle();
    expect(await settled()).toMatchObject({ found: 1 });
    expect(await options.evaluate(() => chrome.storage.local.get())).toEqual({ ...off, exceptions: [] });
  });

  test('a site goes off the list and stays on, because all are', async () => {
    const { origin } = new URL(page.url());
    await permit(SITE);
    await request(SITE);
    await set({ sites: [{ origin, imageOrigins: [] }] });
    await turnOnEverywhere();
    await set({ sites: [] });
    await until(async () => ((await state()).permitted?.length === 2 ? true : undefined));
    expect(await state()).toMatchObject({ scripts: EVERYWHERE, permitted: EVERYWHERE });
    await page.reload();
    await addPicture();
    expect(await settled()).toMatchObject({ found: 1, missingOrigins: [] });
  });

  test('a permission taken back in the browser’s settings switches them off', async () => {
    await turnOnEverywhere();
    await settled();
    await options.evaluate((origins) => chrome.permissions.remove({ origins }), ['https://*/*']);
    await options.getByText('None. Switch a site on').waitFor();
    await until(async () => ((await state()).permitted?.length === 0 ? true : undefined));
    expect((await state()).scripts).toEqual([]);
    await until(async () => ((await status())?.automatic === false ? true : undefined));
  });
});

test('the switch of the top page counts for frames of other sites, as soon as they are there', async () => {
  const { origin } = new URL(page.url());
  await permit(SITE, PICTURES);
  await request(SITE, PICTURES);
  const site = { origin, imageOrigins: [new URL(servers.elsewhere).origin] };
  await options.evaluate((site) => chrome.storage.local.set({ sites: [site] }), site);
  await settled();
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    return new Promise((loaded) => {
      Object.assign(frame, { src, width: 400, height: 300, onload: loaded });
      document.body.append(frame);
    });
  }, `${servers.elsewhere}pages/blank.html`);
  const [tab, frame] = await options.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${url}*` });
    const target = { tabId: tab.id ?? -1 };
    const frames = await chrome.scripting.executeScript({ target: { ...target, allFrames: true }, func: () => 0 });
    return [tab.id ?? -1, frames.find(({ frameId }) => frameId !== 0)?.frameId ?? -1];
  }, page.url());
  const inFrame = () =>
    options.evaluate(
      ([tab, frame]) => chrome.tabs.sendMessage(tab, { to: 'page:status' }, { frameId: frame }).catch(() => undefined),
      [tab, frame],
    );
  await until(async () => ((await inFrame())?.automatic ? true : undefined));
  await options.evaluate(() => chrome.storage.local.set({ sites: [] }));
  await until(async () => ((await inFrame())?.automatic === false ? true : undefined));
});
