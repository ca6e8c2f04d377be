// Describe, chosen from the menu or by key: finds the picture in the page, says what it shows. Runs in the service worker.
import browser from 'webextension-polyfill';
import { type PixelSource, toPixels } from '../../model/preprocess.ts';
import { ReasonError, reasonOf } from '../../model/reasons.ts';
import { toBase64 } from '../base64.ts';
import type { Language } from '../languages/languages.ts';
import { SPOKEN } from '../languages/spoken.ts';
import { type Answer, type Box, type Protocol, type Sentence, sendToFrame, type Told } from '../messages.ts';
import { pixelSource } from '../pixel-source.ts';
import { createPresses } from '../presses.ts';
import { DEFAULTS, getSettings } from '../settings.ts';
import { type Context, reasonSentence, spokenSentence } from '../wording.ts';
import { describePicture } from './captioner-client.ts';
import { focusedFrame, inject } from './frames.ts';
import { type Listener, listenFor, speak } from './speech.ts';

type Request = Parameters<Protocol['page:describe']>[0];
type Heard = Pick<Told, 'sentence' | 'lang' | 'shareable'>;

/** Milliseconds: nothing is said about work that is over sooner. */
const SOON = 700;
/** Milliseconds: nobody listens into silence for longer. Work that goes on, such as loading the model, is there for the next press. */
const PATIENCE = 10_000;

let busy = false;
/** Of pictures that no content script can ask for; those in reach are counted in their page. */
const presses = createPresses();

/**
 * Describes and speaks. Never rejects: failures are spoken.
 * @param say how; nothing is to be done where whoever asked says it
 * @returns the sentence, as soon as its speaking begins; undefined while another request is under way, which goes on
 */
export async function describeOnRequest(
  tab: browser.Tabs.Tab,
  frameId: number | undefined,
  request: Request,
  say: typeof speak = speak,
): Promise<Sentence | undefined> {
  if (busy) return undefined;
  busy = true;
  const listener: Listener = { tabId: tab.id!, frameId: frameId ?? 0 };
  listenFor(listener);
  const { language: lang } = await getSettings().catch(() => DEFAULTS);
  const soon = setTimeout(() => say(SPOKEN[lang].describing, listener, { lang }), SOON);
  const work = async (expired: AbortSignal) => {
    listener.frameId = frameId ?? (await focusedFrame(listener.tabId));
    return tell(tab, listener.frameId, { ...request, lang }, expired);
  };
  const { sentence, ...heard } = await withPatience(work).catch((error) => inReason(error, lang));
  clearTimeout(soon);
  busy = false;
  say(sentence, listener, heard);
  return { sentence, lang: heard.lang };
}

/** Describes a picture of the popup's list, which says the sentence itself. */
export async function describeListed({ tabId, frameId, id }: Parameters<Protocol['background:describe-listed']>[0]) {
  const silently = async () => undefined;
  const said = await describeOnRequest(await browser.tabs.get(tabId), frameId, { from: 'list', id }, silently);
  return said ?? null;
}

function inReason(error: unknown, lang: Language): Heard {
  return { sentence: reasonSentence(reasonOf(error), lang), lang, shareable: false }; // a time-out tells of the network
}

async function tell(tab: browser.Tabs.Tab, frameId: number, request: Request, expired: AbortSignal): Promise<Heard> {
  try {
    await inject(tab.id!, frameId);
  } catch (error) {
    // A frame of another site without permission: the page around it can read what everybody may.
    if (request.srcUrl) return tellAddress(request.srcUrl, tab);
    throw error;
  }
  const told = await sendToFrame(tab.id!, frameId, 'page:describe', request);
  const pixels = told.box && frameId === 0 && !expired.aborted && (await lookAtScreen(tab, told.box));
  return pixels ? unshared(await describePicture({ pixels }, { tab, url: tab.url }), told.context) : told;
}

async function tellAddress(url: string, tab: browser.Tabs.Tab): Promise<Heard> {
  const sender = { tab, url: tab.url };
  const answer = await describePicture({ url }, sender);
  if (answer.reason !== 'no-permission') return unshared(answer);
  await inject(tab.id!, 0);
  const pixels = await sendToFrame(tab.id!, 0, 'page:fetch-pixels', { url });
  return unshared(pixels ? await describePicture({ pixels }, sender) : answer);
}

/** What no page may learn, because it could not have read it: a picture of the screen, or what is in a frame. */
function unshared(answer: Answer, context?: Context): Heard {
  const sentence = spokenSentence(answer, context, presses(answer, context));
  return { sentence, lang: answer.lang, shareable: false };
}

/**
 * The last way to a picture whose address is out of reach: what the tab shows of it, as the network's input. @returns
 * undefined when the browser does not let us, or the user has gone elsewhere: then the page's reason stands
 */
async function lookAtScreen(tab: browser.Tabs.Tab, box: Box): Promise<string | undefined> {
  const pixels = await cropScreen(tab, box).catch(() => undefined);
  return pixels && toBase64(pixels);
}

/** @throws ReasonError 'no-image' when the tab is no longer the one on screen, or the box is out of view */
async function cropScreen(tab: browser.Tabs.Tab, box: Box): Promise<Uint8Array> {
  const shot = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
  if (!(await browser.tabs.get(tab.id!)).active) throw new ReasonError('no-image');
  const screen = await createImageBitmap(await (await fetch(shot)).blob());
  try {
    return toPixels(partOf(screen, box));
  } finally {
    screen.close();
  }
}

function partOf(screen: ImageBitmap, { x, y, width, height, devicePixelRatio }: Box): PixelSource {
  const [left, top] = [x, y].map((edge) => Math.max(0, Math.round(edge * devicePixelRatio)));
  const right = Math.min(screen.width, Math.round((x + width) * devicePixelRatio));
  const bottom = Math.min(screen.height, Math.round((y + height) * devicePixelRatio));
  if (right - left < 1 || bottom - top < 1) throw new ReasonError('no-image');
  return pixelSource(screen, { left, top, width: right - left, height: bottom - top });
}

/** @throws ReasonError 'timeout' */
function withPatience<T>(work: (expired: AbortSignal) => Promise<T>): Promise<T> {
  const expired = AbortSignal.timeout(PATIENCE);
  const limit = new Promise<never>((_, reject) => {
    expired.addEventListener('abort', () => reject(new ReasonError('timeout')));
  });
  return Promise.race([work(expired), limit]);
}
