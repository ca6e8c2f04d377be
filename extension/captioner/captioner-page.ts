// Owns the model and answers what the service worker asks; closes itself when idle. Runs in the hidden (offscreen) page.
import type { Description } from '../../model/captioner.ts';
import { INPUT_LENGTH } from '../../model/preprocess.ts';
import { type Reason, ReasonError, reasonOf } from '../../model/reasons.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { type Finding, handle, type Picture, type Protocol } from '../messages.ts';
import { createQueue } from '../queue.ts';
import { mayShow } from './address-space.ts';
import { fetchPicture } from './fetch-picture.ts';
import { createJobs } from './jobs.ts';
import { describePixels, modelInUse, type Wish } from './model-owner.ts';

/** Milliseconds; the model's memory is worth keeping for the next picture of a page, not for the next hour. */
const IDLE = 5 * 60_000;
/** Pictures that are loaded while one is described; more would only hold more decoded pictures in memory. */
const LOADING_AT_ONCE = 3;

/** A description, and the final address of the picture (its own for pixels). */
interface Seen {
  description: Description;
  url: string;
}

const jobs = createJobs<Seen>(({ description }) => description.backend !== null);
const loading = createQueue(LOADING_AT_ONCE);
let idleTimer: ReturnType<typeof setTimeout>;

handle({
  'captioner:describe': answer,
  'captioner:cancel': ({ asker }) => jobs.cancel(asker),
  'captioner:in-use': modelInUse,
});
stayAwake();

type Request = Parameters<Protocol['captioner:describe']>[0];

async function answer({ picture, compute, carefulness, asker }: Request): Promise<Finding> {
  stayAwake();
  const wish = { compute, carefulness };
  const key = await digest(JSON.stringify([wish, picture]));
  const { description, url } = await jobs.join(key, asker.id, (signal) => look(picture, wish, signal));
  stayAwake();
  return { ...description, shareable: mayShow(url, asker.page) };
}

/** Keys are hashes because a data: address can be megabytes long. */
async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return toBase64(new Uint8Array(hash));
}

/** Never rejects: whatever goes wrong becomes silence with its reason. */
async function look(picture: Picture, wish: Wish, signal: AbortSignal): Promise<Seen> {
  const address = 'url' in picture ? picture.url : 'data:';
  try {
    const { pixels, url } = await loading(() => read(picture, signal));
    return { description: await describePixels(pixels, wish, signal), url };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'model-failed') console.error(error);
    return { description: silence(reason), url: address };
  }
}

async function read(picture: Picture, signal: AbortSignal): Promise<{ pixels: Uint8Array; url: string }> {
  if (signal.aborted) throw new ReasonError('cancelled');
  if ('url' in picture) return fetchPicture(picture.url, signal);
  const pixels = fromBase64(picture.pixels);
  if (pixels.length !== INPUT_LENGTH) throw new ReasonError('corrupt');
  return { pixels, url: 'data:' };
}

function silence(reason: Reason): Description {
  return { text: null, band: null, reason, probability: 0, words: [], guesses: [], backend: null, milliseconds: 0 };
}

/** Closing frees the model, and on a graphics card the device too; the service worker opens the page again when needed. */
function stayAwake(): void {
  clearTimeout(idleTimer);
  idleTimer = setTimeout(() => (jobs.busy() ? stayAwake() : window.close()), IDLE);
}
