// The page of licences: everybody's text is there once, and nobody is packed without one.
import { expect, test } from 'vitest';
import { licencePage } from '../../scripts/licences.ts';

const mit = { identifier: 'MIT', text: 'MIT License <here>\n\nCopyright A & B' };

test('names each package with its version and the place of its source', () => {
  const page = licencePage([{ name: 'a', version: '1.2.3', ...mit }]);
  expect(page).toContain('<h2>a 1.2.3</h2>');
  expect(page).toContain('https://www.npmjs.com/package/a/v/1.2.3');
  expect(page).toContain('MIT License &#60;here&#62;\n\nCopyright A &#38; B');
});

test('has a text once, whoever wrapped it, for all packages under it', () => {
  const wrapped = { ...mit, text: `\r\n  ${mit.text.replaceAll('\n', '\r\n  ')}` };
  const page = licencePage([
    { name: 'a', version: '1.0.0', ...mit },
    { name: 'b', version: '2.0.0', ...wrapped },
  ]);
  expect(page).toContain('<h2>a 1.0.0, b 2.0.0</h2>');
  expect(page.match(/MIT License/g)).toHaveLength(1);
});

test('a package under our own licence needs no text of its own; any other does', () => {
  expect(licencePage([{ name: 'a', version: '1.0.0', identifier: 'Apache-2.0' }])).toContain(
    '<h2>Inkling itself, a 1.0.0',
  );
  expect(() => licencePage([{ name: 'a', version: '1.0.0', identifier: 'MIT' }])).toThrow('a has no licence text');
});

test('holds the notice of the weights', () => {
  expect(licencePage([])).toContain('WordNet 3.0 Copyright 2006 by Princeton University');
});
