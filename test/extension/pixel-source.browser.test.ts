// A decoded picture as rows: the whole, a part, and colours under transparency.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../browser.ts';
import { inject } from '../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await inject(page);
});
afterAll(() => browser?.close());

/** A 6 × 4 picture whose red is the column and whose green is the row, times 20. */
const draw = () => {
  const rgba = Uint8ClampedArray.from(
    { length: 96 },
    (_, i) => [((i >> 2) % 6) * 20, Math.floor(i / 24) * 20, 0, 255][i % 4],
  );
  return createImageBitmap(new ImageData(rgba, 6, 4));
};

test('gives any rows of the whole picture', async () => {
  const seen = await page.evaluate(`(async () => {
    const source = inkling.pixelSource(await (${draw})());
    return { width: source.width, height: source.height, rows: Array.from(source.rows(1, 2)) };
  })()`);
  const expected = [1, 2].flatMap((y) => [0, 1, 2, 3, 4, 5].flatMap((x) => [x * 20, y * 20, 0, 255]));
  expect(seen).toEqual({ width: 6, height: 4, rows: expected });
});

test('gives a part of it', async () => {
  const seen = await page.evaluate(`(async () => {
    const source = inkling.pixelSource(await (${draw})(), { left: 2, top: 1, width: 3, height: 2 });
    return { width: source.width, height: source.height, rows: Array.from(source.rows(1, 1)) };
  })()`);
  expect(seen).toEqual({ width: 3, height: 2, rows: [40, 40, 0, 255, 60, 40, 0, 255, 80, 40, 0, 255] });
});
