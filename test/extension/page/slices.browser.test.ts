// Long work is cut into slices between which the page has its turn.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 800, height: 600 } });
});
afterAll(() => browser?.close());

test('the page has its turn in between, and the time of the work is counted without it', async () => {
  await inject(page);
  const { turns, worked, whole } = await page.evaluate(async () => {
    let turns = 0;
    const page = setInterval(() => turns++);
    const start = performance.now();
    const slices = await inkling.startSlices();
    for (let i = 0; i < 60; i++) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      if (slices.over()) await slices.turn();
    }
    clearInterval(page);
    return { turns, worked: slices.worked(), whole: performance.now() - start };
  });
  expect(turns).toBeGreaterThan(3);
  expect(worked).toBeGreaterThanOrEqual(60);
  expect(worked).toBeLessThan(whole);
});
