// What addons.mozilla.org says of its archive: no errors, and no warning that its reviewers are not told the reason of. Needs `npm run build`.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

type Messages = { code: string; message: string; file?: string }[];

test('web-ext lint finds no errors, and warns of what the listing explains alone', { timeout: 180_000 }, async () => {
  const command = ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', 'dist/firefox', '--output', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, command).catch((failed: { stdout: string }) => failed);
  const { errors, warnings } = JSON.parse(stdout) as { errors: Messages; warnings: Messages };
  expect(errors).toEqual([]);
  const listing = readFileSync('scripts/store/listing.md', 'utf8');
  const explained = [...listing.matchAll(/^- `([A-Z_]+)`: /gm)].map(([, code]) => code);
  expect(warnings.map(({ code }) => code)).toEqual(explained);
});

test('nothing of ours sets HTML, as the listing says', () => {
  const built = readFileSync('dist/firefox/page/content.js', 'utf8');
  expect(built.length).toBeGreaterThan(10_000);
  expect(built).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML/);
});
