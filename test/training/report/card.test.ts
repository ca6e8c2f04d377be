// The model card belongs to the weights that lie beside it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { weightsFile } from '../../../training/files.ts';
import { modelCard } from '../../../training/report/card.ts';

const committed = () => readFileSync(weightsFile('card.md'), 'utf8');

test('what is committed is what the weights and their measurements make', () => {
  expect(committed()).toBe(modelCard()); // else: npm run calibrate, or npm run error-sheet
});

test('names the decoder by its fingerprint, and says data, settings, seed, scores, failures, licence', () => {
  const hash = createHash('sha256')
    .update(readFileSync(weightsFile('decoder.safetensors')))
    .digest('hex');
  expect(committed()).toContain(hash.slice(0, 12));
  const heads = [...committed().matchAll(/^\*\*(.+?)\*\*/gm)].map(([, head]) => head);
  expect(heads).toEqual([
    'What it is.',
    'Data.',
    'Recipe.',
    'Scores on dev',
    'When it speaks.',
    'Known failures.',
    'Licence.',
  ]);
  expect(committed()).toMatch(
    /Seed\s\d+; every setting, as options: .*learning-rate \S+, .*picturesPerStep|pictures-per-step \d+/s,
  );
  expect(committed()).toMatch(/95 % intervals of all of dev: .*CIDEr-D 0\.\d{3} to 0\.\d{3}\./);
  expect(committed()).not.toMatch(/undefined|NaN/);
});
