// The choice of what computes, where there is no graphics card. Runs in Node.
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startWasm, webgpuObstacle } from '../../model/backend.ts';
import { WASM_PATH } from '../../training/files.ts';

test('says why it does not use a graphics card', async () => {
  expect(await webgpuObstacle('processor')).toMatch(/processor was chosen/);
  expect(await webgpuObstacle('automatic')).toMatch(/no graphics card/);
  expect(await webgpuObstacle('graphics card')).toMatch(/no graphics card/);
});

test('WebAssembly starts once and multiplies right', async () => {
  await startWasm(WASM_PATH);
  await startWasm(WASM_PATH);
  expect(tf.getBackend()).toBe('wasm');
  expect([...tf.matMul([[1, 2]], [[3], [4]]).dataSync()]).toEqual([11]);
});
