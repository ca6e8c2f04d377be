// Pictures that come to the describe page from a tab, by the popup, and from the camera.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { pressShortcut } from '../../extension-page.ts';
import { openPopup, until } from '../../popup.ts';
import { type Servers, startServers } from '../../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome', sure: true, camera: true });
});
afterAll(async () => {
  await inkling?.close();
  await servers?.close();
});

const describePage = () =>
  until(() => inkling.context.pages().find((page) => page.url().includes('/describe/index.html')));

/** The popup over a page with this picture, and in it "How so?". */
async function explainFromPopup(src: string): Promise<{ tab: Page; page: Page }> {
  const tab = await inkling.context.newPage();
  await tab.goto(`${servers.pages}blank.html`);
  await tab.evaluate(async (src) => {
    const image = Object.assign(new Image(300, 200), { src });
    document.body.append(image);
    await image.decode();
  }, src);
  const popup = await openPopup(inkling.browserSession, inkling.worker, tab);
  await popup.shows('Image 1');
  await popup.evaluate(`document.querySelector('[aria-label="How so? image 1"]').click()`);
  return { tab, page: await describePage() };
}

const addressOf = (where: 'pages' | 'elsewhere', query = '') =>
  new URL(`/pictures/coffee.jpg${query}`, servers[where]).href;

test.each([
  ['where the page does', 'pages', ''],
  ['elsewhere, for everybody to read', 'elsewhere', '?cors'],
] as const)('a picture of a tab is explained; its file lies %s', async (_, where, query) => {
  const { tab, page } = await explainFromPopup(addressOf(where, query));
  await page.locator('.said').waitFor();
  expect(await page.locator('.said').textContent()).toMatch(/^Might be: /);
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('coffee.jpg');
  const size = await page
    .locator('.looked canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.height);
  expect(size).toBeCloseTo(1.5, 1); // as the page shows it
  await Promise.all([tab.close(), page.close()]);
});

test('a picture that only the page’s screen shows is not read, and that is said', async () => {
  const { tab, page } = await explainFromPopup(addressOf('elsewhere'));
  const reason = 'Inkling may not read pictures from this address';
  await expect.poll(() => page.locator('[role=status]').textContent()).toBe(reason);
  await Promise.all([tab.close(), page.close()]);
});

test('a picture that has gone meanwhile is reported', async () => {
  const page = await inkling.context.newPage();
  await page.goto(
    `chrome-extension://${new URL(inkling.worker.url()).host}/describe/index.html?tab=1&frame=0&picture=9`,
  );
  await expect.poll(() => page.locator('[role=status]').textContent()).toBe('There is no image here');
  await page.close();
});

test('the page opens by its key, and from the popup', async () => {
  const tab = await inkling.context.newPage();
  await tab.goto(`${servers.pages}blank.html`);
  await pressShortcut(inkling.worker, 'describe-page');
  const byKey = await describePage();
  await byKey.getByRole('heading', { name: 'Inkling: describe your pictures' }).waitFor();
  await byKey.close();
  const popup = await openPopup(inkling.browserSession, inkling.worker, tab);
  await popup.shows('Describe your own pictures');
  expect(await popup.evaluate('document.querySelector(\'a[href*="describe/"]\').href')).toBe(
    `chrome-extension://${new URL(inkling.worker.url()).host}/describe/index.html`,
  );
  await popup.close();
  await tab.close();
});

test('the camera takes a picture, and is off afterwards', async () => {
  const page = await inkling.context.newPage();
  await page.goto(`chrome-extension://${new URL(inkling.worker.url()).host}/describe/index.html`);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  const shoot = page.getByRole('button', { name: 'Take the picture' });
  await expect.poll(() => shoot.evaluate((element) => element === document.activeElement)).toBe(true);
  const track = await page.evaluateHandle(
    () => (document.querySelector('video')!.srcObject as MediaStream).getTracks()[0],
  );
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'camera.jpg' }).waitFor();
  await page.locator('.said').waitFor();
  await expect.poll(() => track.evaluate(({ readyState }) => readyState)).toBe('ended');
  expect(await page.locator('video').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Use the camera');
  await page.close();
});
