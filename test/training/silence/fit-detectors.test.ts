// Word detectors learn what the features say. Runs in Node.
import { beforeAll, expect, test } from 'vitest';
import { FEATURES } from '../../../model/encoder.ts';
import { createWordDetectors, opinionOf } from '../../../model/word-detectors.ts';
import { startNodeEngine } from '../../../scripts/load-captioner.ts';
import { seededRandom } from '../../../training/random.ts';
import { fitDetectors } from '../../../training/silence/fit-detectors.ts';
import { startWasm } from '../../../training/start-wasm.ts';

beforeAll(() => startWasm());

test('a word whose features are there is detected; rare words get no detector', { timeout: 60_000 }, async () => {
  const random = seededRandom(6);
  const count = 200;
  const pooled = new Float32Array(count * FEATURES).map(() => random());
  const captions = Array.from({ length: count }, (_, i) => {
    const dog = i % 2 === 0;
    for (let j = 0; j < 200; j++) pooled[i * FEATURES + j] += dog ? 1 : 0;
    return [dog ? 'a dog on the grass' : 'a person on the grass', i === 0 ? 'a zebra' : 'grass'];
  });
  const detectors = createWordDetectors(await startNodeEngine(), new Uint8Array(fitDetectors(pooled, captions)).buffer);
  expect([...detectors.lemmas].sort()).toEqual(['dog', 'grass', 'person']);
  const picture = (i: number) => opinionOf(detectors, detectors.detect(pooled.slice(i * FEATURES, (i + 1) * FEATURES)));
  expect(picture(0)('dog')?.now).toBeGreaterThan(1);
  expect(picture(1)('dog')?.now).toBeLessThan(-1);
  expect(picture(1)('person')?.now).toBeGreaterThan(1);
  expect(picture(1)('dog')?.before).toBeCloseTo(0);
});
