// The drawn graphics: the same from the same seed, different from another, and none of them empty. Runs in Node.
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../model/gate.ts';
import { createPixelStatistics } from '../../../model/pixel-statistics.ts';
import { INPUT_LENGTH } from '../../../model/preprocess.ts';
import { startNodeEngine } from '../../../scripts/load-captioner.ts';
import { drawGraphic, FAMILIES, renderGraphic } from '../../../training/graphics/families.ts';

const pixelStatistics = createPixelStatistics(await startNodeEngine());
const draw = (index: number, seed?: number) => renderGraphic(drawGraphic(index, seed));

test('there are graphics of every kind that the gate tells apart', () => {
  expect([...new Set(FAMILIES.map(({ kind }) => kind))].sort()).toEqual(
    KINDS.filter((kind) => kind !== 'photo').sort(),
  );
});

test('the same seed draws the same, another something else', async () => {
  for (const index of [0, 17, 40]) {
    expect(await draw(index)).toEqual(await draw(index));
    expect(await draw(index, 2)).not.toEqual(await draw(index));
    expect(drawGraphic(index + FAMILIES.length)).toMatchObject({ family: FAMILIES[index].family });
    expect(drawGraphic(index + FAMILIES.length).svg).not.toBe(drawGraphic(index).svg);
  }
});

describe('every family', () => {
  test.each(FAMILIES.map(({ kind, family }, index) => ({ kind, family, index })))(
    '$kind: $family',
    async ({ family, index }) => {
      const first = drawGraphic(index);
      expect(first.svg).not.toMatch(/NaN|undefined|Infinity/);
      const pictures = await Promise.all([first, drawGraphic(index + FAMILIES.length)].map(renderGraphic));
      for (const pixels of pictures) expect(pixels).toHaveLength(INPUT_LENGTH);
      // Of two, at least one shows something, unless showing nothing is the point.
      if (family !== 'bare') {
        expect(Math.min(...pictures.map((pixels) => pixelStatistics(pixels)[0]))).toBeLessThan(0.98);
      }
    },
  );
});

test('writing is drawn: this computer has fonts', async () => {
  const page = FAMILIES.findIndex(({ family }) => family === 'page');
  const written = drawGraphic(page);
  const blank = { ...drawGraphic(page), svg: written.svg.replace(/<text.*?<\/text>/gs, '') };
  expect(await renderGraphic(written)).not.toEqual(await renderGraphic(blank));
});
