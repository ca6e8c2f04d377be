// The page that compares architectures, as a browser and axe-core see it, in light and dark.
import axe from 'axe-core';
import { expect, test } from 'vitest';
import { comparisonPage } from '../../../training/comparison/page.ts';
import { comparison } from '../../comparisons.ts';
import { usePlainPage } from '../../plain-page.ts';

const plain = usePlainPage();

test.each(['light', 'dark'] as const)('%s: nothing to complain of, and the plot is there', async (colorScheme) => {
  const { page } = plain;
  await page.emulateMedia({ colorScheme });
  await page.setContent(comparisonPage(comparison()));
  const violations = await page.evaluate(
    `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );
  expect(violations).toEqual([]);
  const plot = await page.locator('img').evaluate((image: HTMLImageElement) => [image.naturalWidth, image.clientWidth]);
  expect(Math.min(...plot)).toBeGreaterThan(100);
});

test('a narrow window scrolls tables, not the page', async () => {
  const { page } = plain;
  await page.setViewportSize({ width: 320, height: 600 });
  await page.setContent(comparisonPage(comparison()));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
