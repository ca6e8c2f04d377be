// Times Inkling, onnxruntime-web and tfjs in turn, in one browser, with the same pictures. Runs in Node.
import type { Page, Worker } from 'playwright-core';
import { checkSame } from './same-results.ts';
import { PARTS, type Part, type Provider, type Result, SIDES, type SideName } from './side.ts';
import { type Spread, spreadOf } from './statistics.ts';
import { decoderWork, encoderWork } from './work.ts';

type Of<Names extends string, T> = Record<Names, T>;

/** Milliseconds for one part of the work. */
export interface PartFigures extends Of<SideName, number> {
  /** What it takes at least: its multiply-adds at the speed of the fastest matrix product of floats seen here. */
  limit: number;
  /** The same with products of bytes, where Inkling computes with them. */
  limitBytes?: number;
  quartiles: Of<SideName, Spread['quartiles']>;
}

export interface Figures extends Of<Part, PartFigures> {
  notes: Of<SideName, string>;
}

/** @param page of the folder that bench-files.ts makes @throws Error where the sides do not say and see the same */
export async function compareSides(
  page: Page,
  provider: Provider,
  rounds: number,
  vocabulary: string[],
): Promise<Figures> {
  const workers = await eachSide((side) => openSide(page, side));
  const started = await eachSide((side) => {
    console.error(`Starting ${side} on ${provider} …`);
    return workers[side].evaluate((provider) => globalThis.bench.start(provider), provider);
  });
  const results = mapSides((side) => started[side].results);
  checkSame(results, vocabulary);
  const speeds = await eachSide((side) => workers[side].evaluate(() => globalThis.bench.multiply()));
  console.error(`Timing on ${provider} …`);
  const times = await timeInTurn(workers, results.inkling.length, rounds);
  for (const worker of Object.values(workers)) await worker.evaluate(() => close());

  const work = workOf(results.inkling, vocabulary.length);
  const fastest = (precision: 'floats' | 'bytes') =>
    Math.max(...Object.values(speeds).map((speed) => speed[precision] ?? 0));
  const figuresOf = (part: Part): PartFigures => {
    const spreads = mapSides((side) => spreadOf(times[part][side]));
    return {
      ...mapSides((side) => spreads[side].median),
      limit: work[part] / fastest('floats'),
      ...(fastest('bytes') > 0 && { limitBytes: work[part] / fastest('bytes') }),
      quartiles: mapSides((side) => spreads[side].quartiles),
    };
  };
  const parts = Object.fromEntries(PARTS.map((part) => [part, figuresOf(part)])) as Of<Part, PartFigures>;
  return { ...parts, notes: mapSides((side) => started[side].note) };
}

/** Each part, picture by picture, by one side after the other; another one begins each time. */
async function timeInTurn(workers: Of<SideName, Worker>, pictures: number, rounds: number) {
  const times = Object.fromEntries(PARTS.map((part) => [part, mapSides((): number[] => [])]));
  for (let turn = 0; turn < rounds * pictures; turn++) {
    const order = SIDES.map((_, i) => SIDES[(turn + i) % SIDES.length]);
    for (const part of PARTS) {
      for (const side of order) {
        const task = { part, picture: turn % pictures };
        times[part][side].push(
          await workers[side].evaluate(({ part, picture }) => globalThis.bench.time(part, picture), task),
        );
      }
    }
  }
  return times as Of<Part, Of<SideName, number[]>>;
}

/** Multiply-adds, as a mean over the pictures. */
function workOf(results: Result[], words: number): Of<Part, number> {
  const each = results.map(({ rows }) => decoderWork(words, rows));
  const decoder = each.reduce((a, b) => a + b) / each.length;
  return { encoder: encoderWork(), decoder, description: encoderWork() + decoder };
}

async function openSide(page: Page, side: SideName): Promise<Worker> {
  const arriving = page.waitForEvent('worker');
  await page.evaluate((side) => {
    globalThis.sides = [...(globalThis.sides ?? []), new Worker(`./${side}.js`, { type: 'module' })];
  }, side);
  const worker = await arriving;
  const isThere = () => worker.evaluate(() => 'bench' in globalThis);
  for (let i = 0; !(await isThere()); i++) {
    if (i > 100) throw new Error(`the code of ${side} does not start`);
    await page.waitForTimeout(100);
  }
  return worker;
}

function mapSides<T>(each: (side: SideName) => T): Of<SideName, T> {
  return Object.fromEntries(SIDES.map((side) => [side, each(side)])) as Of<SideName, T>;
}

/** One after the other. */
async function eachSide<T>(each: (side: SideName) => Promise<T>): Promise<Of<SideName, T>> {
  const results: Partial<Of<SideName, T>> = {};
  for (const side of SIDES) results[side] = await each(side);
  return results as Of<SideName, T>;
}

declare global {
  // Types only: keeps the workers alive in the page.
  var sides: globalThis.Worker[] | undefined;
}
