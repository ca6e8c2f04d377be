// What stores are told, beside the manifests, the limits of their forms and the measured figures. Needs `npm run build`.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Measured, ratesInWords, sourceInWords } from '../../../extension/measured.ts';
import { BUILDS } from '../../../scripts/package.ts';
import '../../interface-in-english.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const json = (file: string) => JSON.parse(read(file));

/** Heading → what stands below it. */
const fields = Object.fromEntries(
  read('scripts/store/listing.md')
    .split(/^## /m)
    .slice(1)
    .map((field) => [field.slice(0, field.indexOf('\n')), field.slice(field.indexOf('\n')).trim()]),
);
const items = (field: string) =>
  [...fields[field].matchAll(/^- `(.+?)`: (.+)$/gm)].map(([, name, text]) => ({ name, text }));

/** Characters: the least that the Chrome Web Store or AMO allows. */
const LIMITS: Record<string, number> = { Name: 50, Summary: 132, Description: 15_000, 'Single purpose': 1000 };

test.each(Object.entries(LIMITS))('%s is there, and has at most %i characters', (field, most) => {
  expect(fields[field].length).toBeGreaterThan(0);
  expect(fields[field].length).toBeLessThanOrEqual(most);
});

const manifestOf = (build: string) => json(`dist/${build}/manifest.json`);
const askedBy = (build: string): string[] => {
  const { permissions, optional_host_permissions } = manifestOf(build);
  return [...permissions, ...optional_host_permissions];
};

test.each(BUILDS)('the manifest of %s has the same name and summary', (build) => {
  const { name, description } = manifestOf(build);
  expect([name, description]).toEqual([fields.Name, '__MSG_description__']);
  expect(json(`dist/${build}/_locales/en/messages.json`).description.message).toBe(fields.Summary);
});

test('each permission that a manifest asks for is justified, and no other', () => {
  const justified = items('Permissions');
  expect(justified.map(({ name }) => name).sort()).toEqual([...new Set(BUILDS.flatMap(askedBy))].sort());
  expect(justified.filter(({ text }) => text.length > 1000)).toEqual([]);
});

test('the figures are those that were measured', () => {
  const measured: Measured = json('model/weights/measured.json');
  const plain = (text = '') => text.replaceAll('\u00a0', ' ');
  expect(fields.Description).toContain(
    `Inkling ${plain(ratesInWords(measured, 'normal'))}. ${sourceInWords(measured)}`,
  );
  const [, count, described] = read('README.md').match(/^\| real graphics: ([\d,]+) .*, (\d+) are described/m) ?? [];
  expect(fields.Description).toMatch(new RegExp(`Of ${count} real icons, .*, ${described} did\\.`));
  expect(fields.Screenshots).toContain(`measured on ${measured.photos} photos`);
});

test('every picture under a licence that asks for it is credited', () => {
  const credits = [
    ...read('scripts/sample/index.html').matchAll(/(\w+): (\w+), <a href="https:\/\/creativecommons.org\/licenses/g),
  ];
  expect(credits.length).toBeGreaterThan(1);
  for (const [, what, who] of credits) expect(fields.Description).toContain(`${what.toLowerCase()} by ${who}`);
});
