// Inkling's own WebAssembly for the shipped network, in memory of its own. Runs everywhere.

/** Builds of the kernels: with fused multiply-add and products of bytes, and without. */
export type Build = 'relaxed-simd' | 'simd';

/** What `kernels/index.ts` exports. Addresses and strides in bytes. */
interface Exports {
  heapBase(): number;
  dotOf(level: number, byte: number): number;
  unpackFloats(k: number, n: number, from: number, to: number): void;
  unpackLevels(k: number, n: number, from: number, steps: number, to: number): void;
  arrangeLevels(k: number, n: number, from: number, turned: boolean, to: number): void;
  arrangeBytes(k: number, n: number, from: number, turned: boolean, to: number): void;
  sumLevels(k: number, n: number, panels: number, offsets: number): void;
  layerSpace(layer: number, m: number): number;
  applyLayer(layer: number, m: number, x: number, after: number, y: number, space: number): void;
  stemSpace(side: number): number;
  stem(
    ...values: [
      ...[side: number, channels: number, bytes: number],
      ...[panels: number, bias: number, y: number, space: number],
    ]
  ): void;
  residualSpace(block: number): number;
  invertedResidual(block: number, x: number, y: number, space: number): void;
  attendTo(
    ...values: [
      ...[regions: number, width: number, query: number, gate: number],
      ...[keys: number, values: number, weights: number, z: number],
    ]
  ): void;
  lstmCell(hidden: number, first: number, second: number, third: number, c: number, h: number): void;
  pixelSpace(side: number): number;
  countPixels(side: number, bytes: number, counts: number, sums: number, space: number): void;
  tanhOf(count: number, first: number, second: number, third: number, to: number): void;
}

export interface Engine {
  kernels: Exports;
  /** Whether products of bytes are faster here than products of floats. */
  bytes: boolean;
  /** Memory that stays, not cleared. @returns its address */
  allocate(bytes: number): number;
  /** The same, all zero. */
  zeros(bytes: number): number;
  /** Numbers at an address; valid until something is allocated. */
  floats(address: number, count: number): Float32Array;
  doubles(address: number, count: number): Float64Array;
  whole(address: number, count: number): Uint32Array;
  /** Copies numbers to memory that stays. @param room for so many, the rest zero */
  store(values: Float32Array | Int8Array | Uint8Array | Int32Array, room?: number): number;
  /** Copies numbers to an address. */
  write(address: number, values: ArrayBufferView): void;
  /** Lends memory for as long as `use` runs, which may not allocate. */
  borrow(values: Float32Array | Int8Array | Uint8Array, use: (address: number) => void): void;
}

/** A module of one function that uses f32x4.relaxed_madd; `validate` says whether this engine knows it. */
const RELAXED_SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // magic number, version
  ...[1, 8, 1, 96, 3, 123, 123, 123, 1, 123], // a type: (v128, v128, v128) → v128
  ...[3, 2, 1, 0], // a function of it
  ...[10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11], // its body
);

/** Which build of the kernels this engine runs. */
export const buildForThisEngine = (): Build => (WebAssembly.validate(RELAXED_SIMD) ? 'relaxed-simd' : 'simd');

const PAGE = 1 << 16;
/** Memory grows by at least so many pages, 4 MB: growing takes time. */
const LEAST_GROWTH = 64;
/** What a vector instruction reads at once, four times over: a cache line. */
const LINE = 64;

/**
 * Whether products of bytes are right and fast. Outside of its range the instruction's result is left open, which tells
 * what it is made of: where pairs of products are cut off at 16 bits, three instructions of older x86 processors, slower
 * than floats; otherwise one, of newer ones (VNNI) or of ARM. Node 20 confuses the two sides.
 */
function hasFastBytes({ dotOf }: Exports): boolean {
  const isRight = dotOf(-127, 127) === -4 * 127 * 127;
  const isCutOff = dotOf(127, 255) === 2 * 32767;
  return isRight && !isCutOff;
}

/**
 * @param load fetches the build of the kernels that this browser can run
 * @param bytes whether products are of bytes; what is faster, where nothing is said
 */
export async function startEngine(load: (build: Build) => Promise<BufferSource>, bytes?: boolean): Promise<Engine> {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const build = buildForThisEngine();
  const { instance } = await WebAssembly.instantiate(await load(build), { env: { memory } });
  const kernels = instance.exports as unknown as Exports;
  let top = align(kernels.heapBase());

  const reserve = (until: number) => {
    const missing = until + LINE - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.max(LEAST_GROWTH, Math.ceil(missing / PAGE)));
  };
  const allocate = (bytes: number) => {
    const address = top;
    top = align(top + bytes);
    reserve(top);
    return address;
  };
  const zeros = (bytes: number) => {
    const address = allocate(bytes);
    new Uint8Array(memory.buffer, address, bytes).fill(0); // it may have been lent
    return address;
  };
  const write = (address: number, { buffer, byteOffset, byteLength }: ArrayBufferView) =>
    new Uint8Array(memory.buffer, address, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));

  return {
    kernels,
    bytes: bytes ?? (build === 'relaxed-simd' && hasFastBytes(kernels)),
    allocate,
    zeros,
    floats: (address, count) => new Float32Array(memory.buffer, address, count),
    doubles: (address, count) => new Float64Array(memory.buffer, address, count),
    whole: (address, count) => new Uint32Array(memory.buffer, address, count),
    store(values, room = values.length) {
      const address = zeros(room * values.BYTES_PER_ELEMENT);
      write(address, values);
      return address;
    },
    write,
    borrow(values, use) {
      reserve(top + values.byteLength);
      write(top, values);
      use(top);
    },
  };
}

const align = (address: number) => Math.ceil(address / LINE) * LINE;
