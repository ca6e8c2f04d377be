// Origins as match patterns.
import { expect, test } from 'vitest';
import { covers, isWebPage, patternOf } from '../../extension/match-patterns.ts';

test.each([
  ['https://news.example/a?b', 'https://news.example/*'],
  ['http://127.0.0.1:8001', 'http://127.0.0.1/*'],
])('%s → %s', (url, pattern) => {
  expect(patternOf(url)).toBe(pattern);
});

test.each([
  [['<all_urls>'], 'https://news.example/', true],
  [['<all_urls>'], 'chrome://extensions/', false],
  [['http://localhost/*'], 'http://localhost:8000/page', true],
  [['http://localhost/*'], 'https://localhost:8000/page', false],
  [['http://localhost/*'], 'http://localhost.example/', false],
  [[], 'http://localhost/', false],
])('%j covers %s: %s', (patterns, url, covered) => {
  expect(covers(patterns, url)).toBe(covered);
});

test('only http(s) addresses are web pages', () => {
  expect(
    ['https://a.example/', 'http://a/', 'http://', 'file:///a', 'about:blank', '', undefined].map((url) =>
      isWebPage(url),
    ),
  ).toEqual([true, true, false, false, false, false, false]);
});
