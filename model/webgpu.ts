// The graphics card: whether there is one to be used, and the encoder on it. Runs in the hidden page, Node and tests.

export type Compute = 'automatic' | 'graphics card' | 'processor';

/** Whether WebGPU is to be tried, and if not, why. A software adapter is slower than WebAssembly, so only a forced choice takes it. */
export async function webgpuObstacle(compute: Compute): Promise<string | null> {
  if (compute === 'processor') return 'the processor was chosen in the options';
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return 'there is no graphics card that WebGPU can use';
  const software = adapter.info?.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(adapterName(adapter));
  return software && compute === 'automatic' ? 'the only WebGPU adapter is software' : null;
}

function adapterName({ info }: GPUAdapter): string {
  return `${info?.vendor} ${info?.architecture} ${info?.device} ${info?.description}`;
}
