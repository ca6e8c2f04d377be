// Opens networks with onnxruntime-web, with everything that makes it faster. Runs in a worker of the bench.
import type { InferenceSession, TensorConstructor } from 'onnxruntime-web';
import * as onGraphics from 'onnxruntime-web/jspi';
import * as onProcessor from 'onnxruntime-web/wasm';
import type { Provider, Task } from './side.ts';

export interface Network {
  Tensor: TensorConstructor;
  /** Where results are that are not needed outside. */
  location: 'cpu' | 'gpu-buffer';
  open(file: string, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
}

/** Two builds of the runtime: that for graphics cards, here with the browser's own way of waiting, is slower on the processor. */
export function networkOn(provider: Provider, files: Task['files']): Network {
  const { env, InferenceSession, Tensor } = provider === 'wasm' ? onProcessor : onGraphics;
  env.wasm.numThreads = 1;
  const graphics = { name: 'webgpu', preferredLayout: 'NHWC', validationMode: 'disabled' } as const;
  const options: InferenceSession.SessionOptions = {
    executionProviders: [provider === 'wasm' ? 'wasm' : graphics],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    logSeverityLevel: 3,
  };
  return {
    Tensor,
    location: provider === 'wasm' ? 'cpu' : 'gpu-buffer',
    open: async (file, more) => InferenceSession.create(await files(`${file}.onnx`), { ...options, ...more }),
  };
}
