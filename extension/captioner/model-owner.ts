// Loads the model on first need, describes one picture at a time, and loads anew after a failure. Runs in the captioner page.
import { type Captioner, type Description, type Explanation, load } from '../../model/captioner.ts';
import { ReasonError } from '../../model/reasons.ts';
import type { Carefulness, Compute, InUse } from '../messages.ts';
import { createQueue } from '../queue.ts';
import { checkFiles, readKernels, readWeights } from './package-files.ts';

/** What the user chose. */
export interface Wish {
  compute: Compute;
  carefulness: Carefulness;
}

interface Loaded {
  compute: Compute;
  captioner: Promise<Captioner>;
}

const oneAtATime = createQueue(1);
let loaded: Loaded | undefined;

/** @throws ReasonError 'cancelled', 'no-weights' or 'model-failed' */
export async function describePixels(pixels: Uint8Array, wish: Wish, signal: AbortSignal): Promise<Description> {
  const { sentence: _, ...description } = await use(wish, signal, (model, options) => model.describe(pixels, options));
  return description; // without what the network would have said, had it been sure
}

/** The same with how it came about. */
export function explainPixels(pixels: Uint8Array, wish: Wish, signal: AbortSignal): Promise<Explanation> {
  return use(wish, signal, (model, options) => model.explain(pixels, options));
}

function use<T>(
  { compute, carefulness }: Wish,
  signal: AbortSignal,
  work: (captioner: Captioner, options: { signal: AbortSignal; carefulness: Carefulness }) => Promise<T>,
): Promise<T> {
  return oneAtATime(async () => {
    if (signal.aborted) throw new ReasonError('cancelled');
    const captioner = await captionerFor(compute);
    try {
      return await work(captioner, { signal, carefulness });
    } catch (error) {
      if (!signal.aborted) await forget(); // a lost graphics device stays lost: the next request chooses again
      throw error;
    }
  });
}

/** Begins to load the model, before somebody has asked for a description; who does gets the error. */
export function loadAhead(compute: Compute): void {
  captionerFor(compute).catch(() => undefined);
}

/** What the model runs on; null while none is loaded. */
export async function modelInUse(): Promise<InUse | null> {
  const captioner = await loaded?.captioner.catch(() => undefined); // whoever asked for the description gets the error
  return captioner ? { backend: captioner.backend, why: captioner.why } : null;
}

async function captionerFor(compute: Compute): Promise<Captioner> {
  if (loaded && loaded.compute !== compute) await forget();
  loaded ??= { compute, captioner: loadWhole(compute) };
  try {
    return await loaded.captioner;
  } catch (error) {
    loaded = undefined;
    throw error;
  }
}

async function loadWhole(compute: Compute): Promise<Captioner> {
  const captioner = await load({ weights: readWeights, kernels: readKernels, compute });
  await checkFiles().catch((error) => {
    captioner.dispose();
    throw error;
  });
  return captioner;
}

async function forget(): Promise<void> {
  const captioner = await loaded?.captioner;
  loaded = undefined;
  captioner?.dispose();
}
