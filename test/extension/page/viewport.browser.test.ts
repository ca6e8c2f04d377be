// Where elements lie relative to the viewport.
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

/** Puts a box of 100 × 200 px there. */
async function at(left: number, top: number) {
  await page.setContent(
    `<div style="position: absolute; left: ${left}px; top: ${top}px; width: 100px; height: 200px">`,
  );
  await inject(page);
  return page.evaluate(() => {
    const element = document.querySelector('div') as HTMLElement;
    const { x, y, width, height } = inkling.boxInView(element);
    return {
      box: [x, y, width, height],
      area: inkling.areaInView(element),
      away: inkling.distanceToView(element.getBoundingClientRect()),
    };
  });
}

test('only what the viewport shows counts', async () => {
  expect(await at(50, 100)).toMatchObject({ box: [50, 100, 100, 200], area: 20_000 });
  expect(await at(-40, -150)).toMatchObject({ box: [0, 0, 60, 50], area: 3000 });
  expect(await at(790, 500)).toMatchObject({ box: [790, 500, 10, 100], area: 1000 });
  expect((await at(50, 700)).area).toBe(0);
});

test('what is in view comes first, from top to bottom, then what is nearest', async () => {
  expect((await at(0, 300)).away).toBe(0.5);
  expect((await at(0, -100)).away).toBe(0);
  expect((await at(0, 700)).away).toBe(101);
  expect((await at(0, -230)).away).toBe(31);
});
