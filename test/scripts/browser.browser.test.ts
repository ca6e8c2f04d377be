// Tests scripts/browser.ts. Runs in Node with a real browser; needs `npm run build:test`.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findBrowser, openWithExtension } from '../../scripts/browser.ts';

// A place of its own for profiles: other tests make theirs at the same time.
const folder = mkdtempSync(join(tmpdir(), 'browser-test-'));
beforeEach(() => vi.stubEnv('TMPDIR', folder));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

test('CHROME_PATH comes first', () => {
  vi.stubEnv('CHROME_PATH', process.execPath);
  expect(findBrowser()).toBe(process.execPath);
});

test('a CHROME_PATH that leads nowhere is an error, not another browser', () => {
  vi.stubEnv('CHROME_PATH', '/no/such/browser');
  expect(findBrowser).toThrow('CHROME_PATH leads to no browser: /no/such/browser');
});

const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith('inkling-profile-'));

test('opens the extension in a fresh profile and cleans up', async () => {
  const before = profiles();
  const { context, worker, close } = await openWithExtension(resolve('dist/chrome-test'), { headless: true });
  expect(await worker.evaluate(() => chrome.runtime.getManifest().name)).toBe('Inkling');
  expect(context.pages()).toHaveLength(1);
  expect(profiles()).toHaveLength(before.length + 1);
  await close();
  expect(context.browser()?.isConnected()).toBe(false);
  expect(profiles()).toEqual(before);
});

test('a folder without an extension is an error that leaves nothing open', async () => {
  const before = profiles();
  await expect(openWithExtension(resolve('scripts/sample'), { headless: true })).rejects.toThrow(/manifest/i);
  expect(profiles()).toEqual(before);
});
