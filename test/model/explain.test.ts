// How a description came about, with the shipped network and with made-up observations. Runs in Node.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Captioner } from '../../model/captioner.ts';
import { lookAlong } from '../../model/explain.ts';
import { START } from '../../model/vocabulary.ts';
import { readPixels } from '../../scripts/image-file.ts';
import { loadCaptioner } from '../../scripts/load-captioner.ts';

let captioner: Captioner;
const pixels = (name: string) => readPixels(readFileSync(`scripts/sample/${name}`));

beforeAll(async () => {
  captioner = await loadCaptioner();
});
afterAll(() => captioner.dispose());

test.each(['cat.jpg', 'coffee.jpg', 'astronaut.jpg', 'page-of-text.png'])(
  'of %s it says what the description says, and how that came about',
  async (name) => {
    const picture = await pixels(name);
    const { sentence, labels, steps, milliseconds, ...explained } = await captioner.explain(picture);
    const { sentence: raw, milliseconds: _, ...described } = await captioner.describe(picture);
    expect(explained).toEqual(described);
    expect(steps.encoder + steps.decoder + steps.deciding).toBeCloseTo(milliseconds);
    expect(labels.length).toBeLessThanOrEqual(5);
    expect(sentence.length).toBe(raw.words.length);
    for (const [i, { probability, attention }] of sentence.entries()) {
      expect(probability).toBe(raw.words[i].probability);
      expect(attention).toHaveLength(81);
      expect(attention.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
  },
);

test('nobody’s sex, age or origin is told by the words that were left out', async () => {
  const told = await captioner.explain(await pixels('astronaut.jpg'));
  const { sentence: raw } = await captioner.describe(await pixels('astronaut.jpg'));
  expect(raw.text).toMatch(/\b(man|woman|boy|girl)\b/);
  expect(told.sentence.map(({ word }) => word).join(' ')).not.toMatch(/\b(man|woman|boy|girl|young|old|asian)\b/);
});

test('a sentence is read again from its start, each word after the one before', () => {
  const read: [number[], number[]][] = [];
  const seen = {
    ...{ pictures: 1, words: 9, forget() {} },
    read(from: number[], ids: number[]) {
      read.push([from, ids]);
      return { scores: new Float32Array(9), attention: new Float32Array(81).fill(read.length) };
    },
  };
  const attention = lookAlong(seen, [5, 7, 6]);
  expect(read).toEqual([
    [[0], [START]],
    [[0], [5]],
    [[0], [7]],
  ]);
  expect(attention.map(([first]) => first)).toEqual([1, 2, 3]);
  expect(lookAlong(seen, [])).toEqual([]);
});
