// Training on a graphics card where it cannot be had: one line that says why. Runs in Node.
import { expect, test } from 'vitest';
import { startNodeWebgpu } from '../../../training/learning/node-webgpu.ts';

test('without the package or the card it says what is missing', async () => {
  await expect(startNodeWebgpu()).rejects.toThrow(
    /^(--gpu needs one more package: npm install|there is no graphics card)/,
  );
});
