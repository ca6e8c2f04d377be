// What each runtime in the bench can do, and how the bench asks it: every one in a worker of its own. Runs in these workers.
import type { ModelSettings } from '../../model/captioner.ts';
import { SIDE } from '../../model/preprocess.ts';

export const SIDES = ['inkling', 'onnxruntime', 'tfjs'] as const;
export type SideName = (typeof SIDES)[number];
export const PROVIDERS = ['wasm', 'webgpu'] as const;
export type Provider = (typeof PROVIDERS)[number];
export const PARTS = ['description', 'encoder', 'decoder'] as const;
export type Part = (typeof PARTS)[number];

/** A runtime with the network loaded. */
export interface Side {
  /** RGB bytes [260·260·3] → features [81·1280] in ordinary memory, valid until the next call. */
  encode(pixels: Uint8Array): Promise<Float32Array>;
  /** features → the ids of the words of the best sentence. */
  say(features: Float32Array): Promise<number[]>;
  /** Both, where something is quicker than one after the other. */
  describe?(pixels: Uint8Array): Promise<number[]>;
  /** Multiplies matrices of this many rows and columns once, in each precision that it computes in. */
  multiply?: { floats: Product; bytes?: Product };
  /** Words that the decoder has read so far, by all sentences in progress together. */
  rows?(): number;
  /** What is to be known of it, in half a sentence. */
  note: string;
}

/** A product [size, size] × [size, size], `count` times in a row. */
export interface Product {
  size: number;
  count: number;
  run(): Promise<unknown>;
}

/** What a side is to load, and how it is to look for sentences. */
export interface Task extends ModelSettings {
  provider: Provider;
  /** Reads a file beside the worker's own. */
  files(name: string): Promise<ArrayBuffer>;
}

/** What it said and saw of one picture. */
export interface Result {
  features: Float32Array;
  sentence: number[];
  described: number[];
  rows: number;
}

const PICTURE = SIDE * SIDE * 3;
/** Products are repeated, for so many milliseconds at most; the fastest counts. */
const [REPEATS, PATIENCE] = [10, 2000];

export interface Bench {
  /** Loads the network and sees every picture once. */
  start(provider: Provider): Promise<{ note: string; results: Result[] }>;
  /** Milliseconds. */
  time(part: Part, picture: number): Promise<number>;
  /** Multiply-adds per millisecond at best, for each precision. */
  multiply(): Promise<{ floats?: number; bytes?: number }>;
}

/** Lets the bench use a side. @param load loads the network */
export function offer(load: (task: Task) => Promise<Side>): void {
  let side: Side;
  let pictures: Uint8Array[];
  let seen: Float32Array[];
  const describe = async (pixels: Uint8Array) => side.describe?.(pixels) ?? side.say(await side.encode(pixels));
  const parts: Record<Part, (picture: number) => Promise<unknown>> = {
    description: (i) => describe(pictures[i]),
    encoder: (i) => side.encode(pictures[i]),
    decoder: (i) => side.say(seen[i]),
  };
  const look = async (pixels: Uint8Array): Promise<Result> => {
    const features = new Float32Array(await side.encode(pixels));
    const before = side.rows?.() ?? 0;
    const sentence = await side.say(features);
    const rows = (side.rows?.() ?? 0) - before;
    return { features, sentence, described: await describe(pixels), rows };
  };

  globalThis.bench = {
    async start(provider) {
      const settings: ModelSettings = JSON.parse(new TextDecoder().decode(await files('model.json')));
      side = await load({ provider, files, ...settings });
      const all = new Uint8Array(await files('pictures'));
      pictures = Array.from({ length: all.length / PICTURE }, (_, i) => all.slice(i * PICTURE, (i + 1) * PICTURE));
      const results: Result[] = [];
      for (const pixels of pictures) results.push(await look(pixels));
      seen = results.map(({ features }) => features);
      return { note: side.note, results };
    },
    async time(part, picture) {
      const started = performance.now();
      await parts[part](picture);
      return performance.now() - started;
    },
    async multiply() {
      const { floats, bytes } = side.multiply ?? {};
      return { floats: floats && (await speedOf(floats)), bytes: bytes && (await speedOf(bytes)) };
    },
  };
}

async function files(name: string): Promise<ArrayBuffer> {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`the bench lacks ${name}`);
  return response.arrayBuffer();
}

async function speedOf({ size, count, run }: Product): Promise<number> {
  const begun = performance.now();
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < REPEATS && performance.now() - begun < PATIENCE; i++) {
    const started = performance.now();
    await run();
    best = Math.min(best, performance.now() - started);
  }
  return (count * size ** 3) / best;
}

declare global {
  // Types only: the object exists in the workers, not in Node.
  var bench: Bench;
}
