// Depthwise convolution and its gradients by Inkling's own kernels. Runs wherever tfjs-backend-wasm does.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { CLAMPS, work } from './matmul.ts';
import { type OwnKernels, replaceKernel } from './own-kernels.ts';

type Windows = tf.backend_util.Conv2DInfo;
type Attributes = tf.FusedDepthwiseConv2DAttrs;
type Inputs = Record<'x' | 'y' | 'dy' | 'filter', tf.TensorInfo> &
  Partial<Record<'bias' | 'preluActivationWeights', tf.TensorInfo>>;
type Shape4D = [number, number, number, number];

/**
 * Replaces tfjs's `tf.fused.depthwiseConv2d` on the backend 'wasm', with any stride and padding, and adds its gradients,
 * which are missing there. Dilation, several outputs per channel, filters that are not square and other activations than
 * ReLU and ReLU6 are left to tfjs; there are no gradients for these.
 */
export function registerDepthwise(kernels: OwnKernels): void {
  const { addressOf, allocate } = kernels;
  replaceKernel(tf.FusedDepthwiseConv2D, (theirs) => (call) => {
    const { x, filter, bias, preluActivationWeights } = call.inputs as Inputs;
    const { activation, ...attributes } = call.attrs as unknown as Attributes;
    const windows = windowsOf(x.shape as Shape4D, filter.shape as Shape4D, attributes);
    if (!isPlain(windows) || preluActivationWeights || !(activation in CLAMPS)) return theirs(call);
    const [low, high] = CLAMPS[activation];
    const y = allocate(windows.outShape);
    withShape(kernels, call.backend, windows, (shape, space) => {
      const start = bias ? addressOf(bias) : 0;
      kernels.depthwise(shape, addressOf(x), addressOf(filter), start, low, high, addressOf(y), space);
    });
    return y;
  });
}

/** The gradients of x and of the filter, given that of y; and that of clamping. */
export function registerDepthwiseGradients(kernels: OwnKernels): void {
  const { addressOf, allocate } = kernels;
  replaceKernel(tf.DepthwiseConv2dNativeBackpropInput, () => ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as Inputs;
    const { inputShape, ...attributes } = attrs as unknown as Attributes & { inputShape: Shape4D };
    const windows = windowsOf(inputShape, filter.shape as Shape4D, attributes);
    const dx = allocate(inputShape);
    withShape(kernels, backend, windows, (shape, space) =>
      kernels.depthwiseInput(shape, addressOf(dy), addressOf(filter), addressOf(dx), space),
    );
    return dx;
  });
  replaceKernel(tf.DepthwiseConv2dNativeBackpropFilter, () => ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as Inputs;
    const { filterShape, ...attributes } = attrs as unknown as Attributes & { filterShape: Shape4D };
    const windows = windowsOf(x.shape as Shape4D, filterShape, attributes);
    const sum = zeros(kernels, backend, filterShape);
    withShape(kernels, backend, windows, (shape, space) =>
      kernels.depthwiseFilter(shape, addressOf(x), addressOf(dy), addressOf(sum), space),
    );
    return sum;
  });
  replaceKernel('ClampGradient', () => ({ inputs, attrs, backend }) => {
    const { y, dy } = inputs as Inputs;
    const [low, high] = CLAMPS[(attrs as unknown as Attributes).activation];
    const [rows, columns] = y.shape;
    const [dx, sum] = [allocate(y.shape), zeros(kernels, backend, [columns])];
    kernels.clampGradient(rows, columns, addressOf(y), addressOf(dy), low, high, addressOf(dx), addressOf(sum));
    return [dx, sum];
  });
}

function zeros({ allocate }: OwnKernels, backend: unknown, shape: number[]): tf.TensorInfo {
  const info = allocate(shape);
  (backend as BackendWasm).typedArrayFromHeap(info).fill(0);
  return info;
}

function windowsOf(x: Shape4D, filter: Shape4D, { strides, dilations, pad, dimRoundingMode }: Partial<Attributes>) {
  return tf.backend_util.computeConv2DInfo(
    x,
    filter,
    strides ?? 1,
    dilations ?? 1,
    pad ?? 'same',
    dimRoundingMode,
    true,
  );
}

/** Whether the kernels can do it. */
function isPlain(windows: Windows): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = windows;
  const isSquare = filterHeight === filterWidth && strideHeight === strideWidth;
  return isSquare && dilationHeight * dilationWidth === 1 && windows.inChannels === windows.outChannels;
}

/** Lends `use` the addresses of a `Shape` (kernels/depthwise.ts) and of working memory for it. */
function withShape(
  kernels: OwnKernels,
  backend: unknown,
  windows: Windows,
  use: (shape: number, space: number) => void,
): void {
  if (!isPlain(windows)) throw new Error('there is no gradient of such a depthwise convolution');
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, strideHeight, padInfo, outHeight, outWidth } =
    windows;
  const numbers = [batchSize, inHeight, inWidth, inChannels, filterHeight, strideHeight];
  numbers.push(padInfo.top, padInfo.left, outHeight, outWidth);
  const wasm = backend as BackendWasm;
  const shape = kernels.allocate([numbers.length]);
  const { buffer, byteOffset } = wasm.typedArrayFromHeap(shape);
  new Int32Array(buffer, byteOffset, numbers.length).set(numbers);
  const space = kernels.allocate([kernels.depthwiseSpace(kernels.addressOf(shape)) / 4]);
  use(kernels.addressOf(shape), kernels.addressOf(space));
  for (const info of [shape, space]) wasm.disposeData(info.dataId);
  work.operations += 2 * filterHeight ** 2 * tf.util.sizeFromShape(windows.outShape);
}
