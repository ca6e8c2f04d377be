// The encoder on the processor, by Inkling's own kernels: the equations are those of tfjs-encoder.ts. Runs everywhere.
import { BLOCKS, type Block, blockName, channelsBefore, END, FEATURES, HEAD, REGIONS } from './encoder.ts';
import type { Engine } from './engine.ts';
import { AFTER, storeLayer, storePanels } from './layers.ts';
import { SIDE } from './preprocess.ts';
import { arrayOf, type NamedArray, type NamedArrays } from './safetensors.ts';

export interface WasmEncoder {
  /** RGB bytes [260, 260, 3] → features [81·1280]; the next call overwrites them. */
  encode(pixels: Uint8Array): Float32Array;
  /**
   * In one pass, what goes into each of some blocks, in ascending order; END: the features.
   * @returns for each a copy of [81·channels]; only from block 16 on are pictures grids of 9 × 9
   */
  encodeStages(pixels: Uint8Array, before: number[]): Float32Array[];
}

/** Of the encoder's first layer, whose windows hold 3 × 3 × RGB and one zero. */
const [STEM, STEM_WINDOW] = [channelsBefore(0), 28];
/** What lies between the layers of a block stays in the cache up to so many bytes. */
const STRIP = 400_000;

/** Puts the encoder's weights into the engine's memory. @throws Error that names an array that is missing */
export function createWasmEncoder(engine: Engine, arrays: NamedArrays): WasmEncoder {
  const { kernels, allocate, floats } = engine;
  const { stem, blocks, head } = storeWeights(engine, arrays);
  const largest = (SIDE / 2) ** 2 * STEM;
  const spaces = [kernels.stemSpace(SIDE), ...blocks.map(kernels.residualSpace), kernels.layerSpace(head, REGIONS)];
  const space = allocate(Math.max(...spaces));
  const bytes = allocate(SIDE * SIDE * 3);
  const pictures = [allocate(4 * largest), allocate(4 * largest)];
  const features = allocate(4 * REGIONS * FEATURES);

  /** @returns the address of what goes into block 0 [130, 130, 32] */
  const begin = (pixels: Uint8Array) => {
    engine.write(bytes, pixels);
    kernels.stem(SIDE, STEM, bytes, stem.panels, stem.bias, pictures[0], space);
    return pictures[0];
  };
  /** @param x what goes into block `from` @returns the address of what goes into block `to` */
  const goOn = (x: number, from: number, to: number) => {
    let at = x;
    for (const block of blocks.slice(from, to)) {
      const next = pictures[at === pictures[0] ? 1 : 0];
      kernels.invertedResidual(block, at, next, space);
      at = next;
    }
    if (to < END || from === END) return at;
    kernels.applyLayer(head, REGIONS, at, AFTER.relu6, features, space);
    return features;
  };
  return {
    encode: (pixels) => floats(goOn(begin(pixels), 0, END), REGIONS * FEATURES),
    encodeStages(pixels, before) {
      let [x, from] = [begin(pixels), 0];
      return before.map((to) => {
        x = goOn(x, from, to);
        from = to;
        return floats(x, REGIONS * channelsBefore(to)).slice();
      });
    },
  };
}

/** Nothing of it holds on to the arrays, whose file is large. */
function storeWeights(engine: Engine, arrays: NamedArrays) {
  const { store } = engine;
  const get = arrayOf(arrays, 'encoder');
  const layer = (name: string) => storeLayer(engine, get(`${name}/kernel`), get(`${name}/bias`), 'many').address;
  let side = SIDE / 2;
  return {
    stem: { panels: storePanels(engine, get('stem/kernel'), STEM_WINDOW), bias: store(get('stem/bias').values) },
    blocks: BLOCKS.map((block, i) => {
      const { outSide, numbers } = shapeOf(block, i, side);
      const name = blockName(i);
      const expand = i === 0 ? 0 : layer(`${name}/expand`);
      const depthwise = store(groupChannels(get(`${name}/depthwise/kernel`)));
      const bias = store(get(`${name}/depthwise/bias`).values);
      side = outSide;
      return store(Int32Array.of(...numbers, expand, depthwise, bias, layer(`${name}/project`)));
    }),
    head: layer(blockName(HEAD)),
  };
}

/** The numbers of `Block` in kernels/residual.ts up to its addresses. */
function shapeOf({ kernel, stride, input, output }: Block, index: number, side: number) {
  const expanded = index === 0 ? input : 6 * input;
  const outSide = Math.ceil(side / stride);
  const padding = Math.max(0, (outSide - 1) * stride + kernel - side) >> 1;
  const rows = Math.min(outSide, Math.max(1, Math.floor(STRIP / (4 * side * expanded * stride))));
  const numbers = [side, side, input, expanded, output, kernel, stride, padding, outSide, outSide, rows];
  return { outSide, numbers };
}

/** A depthwise kernel [size, size, channels, 1] → [channels ∕ 8, size, size, 8]. */
function groupChannels({ shape, values }: NamedArray): Float32Array {
  const channels = shape[2];
  const places = values.length / channels;
  const grouped = new Float32Array(values.length);
  for (let place = 0, i = 0; place < places; place++) {
    for (let channel = 0; channel < channels; channel++, i++) {
      grouped[((channel >> 3) * places + place) * 8 + (channel & 7)] = values[i];
    }
  }
  return grouped;
}
