// A new version of the extension in Firefox: it waits for the next start of the browser, so that no label is left behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../../browser.ts';
import { type Servers, startServers } from '../../../server.ts';
import { undoEverywhere } from '../../../settle.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkling-updates-'));
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;

const start = async () => {
  inkling = await launch({ extension: 'chrome-test', sure: true, profile: join(folder, 'profile') });
};
const version = () => inkling.worker.evaluate(() => chrome.runtime.getManifest().version);

beforeAll(async () => {
  servers = await startServers();
  await start();
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an update waits for the next start, until which what has labelled can take everything back', async () => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages}blank.html`);
  await page.evaluate(() => document.body.append(Object.assign(new Image(300, 200), { src: '/pictures/cat.jpg' })));
  const label = () => page.locator('img').getAttribute('aria-label');
  await expect.poll(label).toMatch(/^Might be: /);
  const old = await version();
  await inkling.unload(); // an update comes whether the event page is there or not
  await inkling.update();
  await page.waitForTimeout(3000);
  expect(await version()).toBe(old);
  await undoEverywhere(inkling.worker, page);
  expect(await label()).toBeNull();
  await inkling.close();
  await start();
  expect(await version()).toBe(`${old}.1`);
});
