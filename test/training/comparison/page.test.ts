// The page that compares architectures, from figures made up for it. Runs in Node.
import { expect, test } from 'vitest';
import { comparisonPage } from '../../../training/comparison/page.ts';
import { compared, comparison } from '../../comparisons.ts';

const html = comparisonPage(comparison());
/** The cells of the rows of one table, found by its caption. */
function rowsOf(caption: RegExp): string[][] {
  const tables = [...html.matchAll(/<table><caption>(.*?)<\/caption>(.*?)<\/table>/gs)];
  const [, , body] = tables.find(([, title]) => caption.test(title)) ?? [];
  const rows = [...(body ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row);
  return rows.slice(1).map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell));
}

test('scores stand with their intervals, and people beside them', () => {
  const rows = rowsOf(/^Scores on dev/);
  expect(rows.map(([name]) => name)).toEqual([
    'attend',
    'merge',
    'init',
    'concat-residual',
    'conv-text',
    'adaptive',
    'two-layer',
    'people',
  ]);
  expect(rows[0]).toEqual([
    'attend',
    '0.500 (0.480 to 0.520)',
    '20.0 (19.0 to 21.0)',
    '20.0 (19.0 to 21.0)',
    '45.0 (44.0 to 46.0)',
    '2',
    '–',
  ]);
  expect(rows[1].at(-1)).toBe('−0.010 (−0.030 to +0.010)');
  expect(rows.at(-1)?.slice(0, 2)).toEqual(['people', '0.832']);
});

test('size and time, as ratios to the first', () => {
  const [first, second] = rowsOf(/^Size and time/);
  expect(first.slice(1)).toEqual([
    '1.00 million',
    '2.0',
    '9.0',
    '100 ms (× 1.00)',
    '40 ms (× 1.00)',
    '120 ms (× 1.00)',
  ]);
  expect(second.slice(1)).toEqual([
    '2.00 million',
    '4.0',
    'not noted',
    '200 ms (× 2.00)',
    '80 ms (× 2.00)',
    '160 ms (× 1.33)',
  ]);
});

test('every curve is there to see and in words, with a mark of its own', () => {
  const [, words, address] = html.match(/<img alt="(CIDEr-D on dev.*?)" src="(data:image\/svg.*?)"/) ?? [];
  const svg = decodeURIComponent(address);
  expect(words).toContain('attend from 0.300 to 0.500, merge from 0.300 to 0.490');
  expect(svg.match(/<polyline/g)).toHaveLength(7);
  expect(new Set(svg.match(/class="point [^"]*" d="M[\d.]+,[\d.]+\D/g)).size).toBeGreaterThan(7);
  expect(svg).not.toMatch(/NaN|undefined/);
  expect(rowsOf(/after each epoch/)[1]).toEqual(['merge', '0.300', '0.490']);
});

test('captions side by side, first what people agree on, and none of theirs', () => {
  expect(rowsOf(/^Picture 1, a.jpg/).slice(0, 2)).toEqual([
    ['people', 'dog'],
    ['attend', 'a dog on grass'],
  ]);
  expect(html).not.toContain('brown dog');
  expect(rowsOf(/^What 2 sentences/)[0]).toEqual(['attend', '2', '5', '1', '3.5']);
});

test('nothing is fetched, nothing runs, and no value is missing', () => {
  expect(html).not.toMatch(/<script|<link|src="(?!data:)|undefined|NaN|null/);
  expect(html).toContain('its own, so on other pictures');
  expect(html).toMatch(/merge: <code>(--epochs \d+ )?--learning-rate 0\.002<\/code>/);
});

test('one architecture alone can be shown', () => {
  const alone = comparisonPage({ ...comparison(), rows: [compared(0)], humans: undefined });
  expect(alone).not.toMatch(/undefined|NaN/);
});
