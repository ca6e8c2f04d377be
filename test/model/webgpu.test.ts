// The choice of what computes, where there is no graphics card. Runs in Node.
import { expect, test } from 'vitest';
import { webgpuObstacle } from '../../model/webgpu.ts';

test('says why it does not use a graphics card', async () => {
  expect(await webgpuObstacle('processor')).toMatch(/processor was chosen/);
  expect(await webgpuObstacle('automatic')).toMatch(/no graphics card/);
  expect(await webgpuObstacle('graphics card')).toMatch(/no graphics card/);
});
