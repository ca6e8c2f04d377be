// Looks at pictures with the model and answers what the background asks. Runs in Chrome's hidden page and Firefox's event page.
import './package-files.ts'; // before all others
import type { Description } from '../../model/captioner.ts';
import { INPUT_LENGTH } from '../../model/preprocess.ts';
import { ReasonError, reasonOf } from '../../model/reasons.ts';
import { mayShow } from '../address-space.ts';
import { inLanguage } from '../languages/in-language.ts';
import type { Asker, CaptionerHandlers, Finding, HowSo, Protocol } from '../messages.ts';
import { createQueue } from '../queue.ts';
import { silence } from '../silence.ts';
import { fetchPicture } from './fetch-picture.ts';
import { createJobs } from './jobs.ts';
import { describePixels, explainPixels, modelInUse, type Wish } from './model-owner.ts';
import { keyOf } from './picture-key.ts';

export { loadAhead } from './model-owner.ts';

/** Pictures that are loaded while one is described; more would only hold more decoded pictures in memory. */
const LOADING_AT_ONCE = 3;

/** The address of pixels that a page has read itself. */
const OWN_BYTES = 'data:';
/** Descriptions kept; one is a few hundred bytes. Memory only: they tell where somebody has been. */
const REMEMBERED = 500;

/** The network's input, what it is known by, and the final address of the picture (its own for pixels). */
interface Seen {
  pixels: Uint8Array<ArrayBuffer>;
  key: string;
  url: string;
}

/** By request: what is on its way is joined, nothing is remembered. */
const reading = createJobs<Seen>(0);
/** By pixels and site: the same picture at another address is not described again. */
const describing = createJobs<Description>(REMEMBERED);
const loading = createQueue(LOADING_AT_ONCE);

export const captioner: CaptionerHandlers = {
  'captioner:describe': answer,
  'captioner:explain': explain,
  'captioner:cancel': ({ asker, url }) => {
    reading.cancel(asker, url);
    if (url === undefined) describing.cancel(asker); // what has been read is described in no time
  },
  'captioner:forget': () => describing.forget(),
  'captioner:in-use': modelInUse,
};

/** Is anything on its way? */
export const isBusy = () => reading.busy() || describing.busy();

type Request = Parameters<Protocol['captioner:describe']>[0];

/** Never rejects: whatever goes wrong becomes silence with its reason. */
function answer(request: Request): Promise<Finding> {
  return find(request, describe);
}

/** The same with how it came about. */
async function explain(request: Request): Promise<{ finding: Finding; howSo: HowSo }> {
  let howSo: HowSo = null;
  const finding = await find(request, async ({ pixels }, wish) => {
    const { sentence, labels, steps, ...description } = await explainPixels(pixels, wish, new AbortController().signal);
    howSo = { sentence, labels, steps };
    return description;
  });
  return { finding, howSo };
}

type Look = (seen: Seen, wish: Wish, asker: Asker) => Promise<Description>;

async function find({ picture, asker, tongue, ...wish }: Request, look: Look): Promise<Finding> {
  let seen: Seen | undefined;
  let description: Description;
  try {
    seen = await ('url' in picture ? join(picture.url, asker) : toSeen(picture.pixels, OWN_BYTES));
    description = await look(seen, wish, asker);
  } catch (error) {
    description = silence(reasonOf(error));
    if (description.reason === 'model-failed') console.error(error);
  }
  // How a request ended tells of the place that it was led to in the end, which nobody knows where nothing came back.
  const url = seen?.url ?? ('url' in picture ? undefined : OWN_BYTES);
  const shareable = url !== undefined && mayShow(url, asker.page);
  return { ...(await inLanguage(description, tongue)), key: seen?.key, shareable };
}

/** Each site has its own memory: by how soon an answer comes, a page could tell what has been on view elsewhere. */
function describe({ key, pixels }: Seen, wish: Wish, asker: Asker): Promise<Description> {
  const question = [key, wish.compute, wish.carefulness, siteOf(asker)].join();
  return describing.join(question, asker.id, (signal) => describePixels(pixels, wish, signal));
}

/** A document without an origin of its own (about:srcdoc, data:) may be anybody's, and shares with no other. */
function siteOf({ id, page }: Asker): string {
  const origin = URL.canParse(page) ? new URL(page).origin : 'null';
  return origin === 'null' ? id : origin;
}

const join = (url: string, { id }: Asker) => reading.join(url, id, (signal) => loading(() => read(url, signal)));

async function read(url: string, signal: AbortSignal): Promise<Seen> {
  if (signal.aborted) throw new ReasonError('cancelled');
  const picture = await fetchPicture(url, signal);
  return toSeen(picture.pixels, picture.url);
}

async function toSeen(pixels: Uint8Array<ArrayBuffer>, url: string): Promise<Seen> {
  if (pixels.length !== INPUT_LENGTH) throw new ReasonError('corrupt');
  return { pixels, url, key: await keyOf(pixels) };
}
