// The whole backward pass of every architecture against finite differences, in sizes that take no time. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { REGIONS } from '../../../model/encoder.ts';
import { ARCHITECTURES } from '../../../training/architectures/all.ts';
import { type Architecture, shapesOf } from '../../../training/architectures/architecture.ts';
import { startFastWasm } from '../../../training/fast-tfjs/start.ts';
import { pack } from '../../../training/learning/batches.ts';
import { learn } from '../../../training/learning/learner.ts';
import { maskWords } from '../../../training/learning/masks.ts';
import { initialise, type Layout, layoutOf, partOf } from '../../../training/learning/parameters.ts';
import { seededRandom } from '../../../training/random.ts';

const SIZES = { words: 20, features: 12, hidden: 8 };
const random = seededRandom(5);
const caption = (length: number) => Array.from({ length }, () => 4 + Math.floor(random() * (SIZES.words - 4)));
const batch = pack([
  { slot: 0, captions: [caption(5), caption(3), caption(1)] },
  { slot: 1, captions: [caption(4), caption(2), caption(7)] },
]);

beforeAll(() => startFastWasm());

const values = seededRandom(6);
const FEATURES = Float32Array.from({ length: 2 * REGIONS * SIZES.features }, () => Math.max(0, values() * 6 - 3));

/** Mean −log p of a word, without smoothing so that it is the loss itself; dropout with the same masks every time. */
async function loss(
  architecture: Architecture,
  parameters: Float32Array,
  gradient: Float32Array,
  features = FEATURES,
  ofGrid?: (gradient: tf.Tensor2D) => void,
): Promise<number> {
  const layout = layoutOf(shapesOf(architecture, SIZES));
  const masks = maskWords({ ...SIZES, attends: architecture.attends }, batch, 0.4, seededRandom(9));
  const grid = tf.tensor2d(features, [2 * REGIONS, SIZES.features]);
  const learner = { architecture, settings: { labelSmoothing: 0, temperature: 1 }, layout, parameters, masks };
  const sum = await learn(learner, batch, grid, batch.targets.length, gradient, ofGrid);
  grid.dispose();
  return sum / batch.targets.length;
}

/** Arrays that say what features are like, and do not learn. */
const FIXED = /\/(mean|scale)$/;
const lengthOf = (direction: Float32Array) => Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
/** No gradient may be nearly zero; the sentinel's would be, because it is one of 82 things to look at. */
function enlarge(parameters: Float32Array, layout: Layout): void {
  for (const name of layout.parts.keys()) {
    const part = partOf(parameters, layout, name);
    part.set(part.map((value) => value * (name === 'sentinel/kernel' ? 40 : 2)));
  }
}

test.each(ARCHITECTURES.map((architecture) => [architecture.name, architecture] as const))(
  '%s: the gradient of every parameter array agrees with finite differences',
  async (_, architecture) => {
    const layout = layoutOf(shapesOf(architecture, SIZES));
    const parameters = new Float32Array(layout.length);
    initialise(parameters, layout, architecture.lstms, 1);
    enlarge(parameters, layout);
    const gradient = new Float32Array(layout.length);
    const before = tf.memory().numTensors;
    expect(await loss(architecture, parameters, gradient)).toBeGreaterThan(2); // about log 20 before learning
    expect(tf.memory().numTensors).toBe(before);
    for (const name of layout.parts.keys()) {
      const direction = partOf(gradient, layout, name);
      const length = lengthOf(direction);
      if (FIXED.test(name)) {
        expect(length, name).toBe(0);
        continue;
      }
      expect(length, name).toBeGreaterThan(2e-3);
      const moved = (distance: number) => {
        const values = parameters.slice();
        const part = partOf(values, layout, name);
        direction.forEach((value, i) => {
          part[i] += (distance * value) / length;
        });
        return loss(architecture, values, new Float32Array(layout.length));
      };
      const by = 0.02 / (1 + 4 * length); // small where the loss bends
      const slope = ((await moved(by)) - (await moved(-by))) / (2 * by);
      expect(Math.abs(slope - length), name).toBeLessThan(0.01 * length + 2e-5); // 1 %, and what float32 can tell
    }
  },
);

test.each(ARCHITECTURES.map((architecture) => [architecture.name, architecture] as const))(
  '%s: so does the gradient of the features, and the others are the same with it',
  async (_, architecture) => {
    const layout = layoutOf(shapesOf(architecture, SIZES));
    const parameters = new Float32Array(layout.length);
    initialise(parameters, layout, architecture.lstms, 1);
    const [alone, together] = [new Float32Array(layout.length), new Float32Array(layout.length)];
    let direction = new Float32Array();
    await loss(architecture, parameters, alone);
    const before = tf.memory().numTensors;
    await loss(architecture, parameters, together, FEATURES, (gradient) => {
      direction = Float32Array.from(gradient.dataSync());
      gradient.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(together).toEqual(alone);
    const length = lengthOf(direction);
    const moved = (by: number) => {
      const features = FEATURES.map((value, i) => value + (by * direction[i]) / length);
      return loss(architecture, parameters, new Float32Array(layout.length), features);
    };
    const slope = ((await moved(0.02)) - (await moved(-0.02))) / 0.04;
    expect(direction.length).toBe(FEATURES.length);
    expect(Math.abs(slope - length)).toBeLessThan(0.01 * length + 2e-5);
  },
);
