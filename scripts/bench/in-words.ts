// The bench's figures as a small table for people. Runs in Node.
import type { Figures, PartFigures } from './comparison.ts';
import type { Growth } from './extension-cost.ts';
import type { BenchFigures } from './run-bench.ts';
import { PARTS, PROVIDERS, SIDES } from './side.ts';

const NAMES = { inkling: 'Inkling', onnxruntime: 'onnxruntime-web', tfjs: 'plain tfjs' };
const TITLES = { wasm: 'WebAssembly, one thread', webgpu: 'WebGPU' };
const WIDTHS = [12, 20, 20, 20, 10];

export function inWords(figures: BenchFigures): string {
  const { browser, adapter, packageBytes, peakBytes, gpuPeakBytes, growth } = figures;
  const memory = (bytes?: number) => (bytes === undefined ? 'unknown here' : megabytes(bytes));
  const loaded = `${ms(figures.loadMs)} cold, ${ms(figures.loadWarmMs)} warm`;
  return [
    `${browser}; graphics card: ${adapter}. Median milliseconds (half of the times lie between those in brackets).`,
    ...PROVIDERS.flatMap((provider) => {
      const own = figures[provider];
      return own ? ['', TITLES[provider], ...tableOf(own)] : [];
    }),
    '',
    `the extension, on ${figures.backend}: loads in ${loaded}; first description ${ms(figures.firstMs)}, later ones ${ms(figures.laterMs)}`,
    `load and first together: ${((figures.loadMs + figures.firstMs) / figures.laterMs).toFixed(1)} times a later one`,
    `its package: ${megabytes(packageBytes)} zipped; memory at most: ${memory(peakBytes)}, for graphics ${memory(gpuPeakBytes)}`,
    ...(growth ? [growthOf(growth)] : []),
  ].join('\n');
}

const growthOf = ({ descriptions, earlyBytes, lateBytes }: Growth) =>
  `${descriptions} descriptions in a row: at first at least ${megabytes(earlyBytes)} of memory, at last ${megabytes(lateBytes)}`;

function tableOf(figures: Figures): string[] {
  const header = ['', ...SIDES.map((side) => NAMES[side]), 'limit'];
  const rows = PARTS.map((part) => {
    const own = figures[part];
    return [part, ...SIDES.map((side) => timeOf(own, side)), own.limit.toFixed(1)];
  });
  return [
    ...[header, ...rows].map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(WIDTHS[i]))
        .join(' ')
        .trimEnd(),
    ),
    ...PARTS.map((part) => `${part}: Inkling is ${ratiosOf(figures[part])}`),
    'limit: the multiply-adds at the speed of the fastest matrix product of floats seen here',
    ...(figures.encoder.limitBytes ? [`with products of bytes: ${bytesLimits(figures)}`] : []),
    ...SIDES.map((side) => `${NAMES[side]}: ${figures.notes[side]}`),
  ];
}

function timeOf({ quartiles, ...medians }: PartFigures, side: (typeof SIDES)[number]): string {
  const [low, high] = quartiles[side];
  return `${medians[side].toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
}

function ratiosOf({ inkling, onnxruntime, tfjs }: PartFigures): string {
  const times = (other: number) => `${(other / inkling).toFixed(1)} times as fast as`;
  return `${times(onnxruntime)} ${NAMES.onnxruntime}, ${times(tfjs)} ${NAMES.tfjs}`;
}

const bytesLimits = (figures: Figures) =>
  PARTS.map((part) => `${part} ${figures[part].limitBytes?.toFixed(1)}`).join(', ');
const ms = (value: number) => `${Math.round(value)} ms`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
