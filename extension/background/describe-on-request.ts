// Describe, chosen from the menu or by key: finds the picture in the page, says what it shows. Runs in the service worker.
import browser from 'webextension-polyfill';
import { type PixelSource, toPixels } from '../../model/preprocess.ts';
import { REASONS, ReasonError, reasonOf } from '../../model/reasons.ts';
import { toBase64 } from '../base64.ts';
import { type Answer, type Box, type Protocol, sendToFrame } from '../messages.ts';
import { pixelSource } from '../pixel-source.ts';
import { createPresses } from '../presses.ts';
import { type Context, spokenSentence } from '../wording.ts';
import { describePicture } from './captioner-client.ts';
import { focusedFrame, inject } from './frames.ts';
import { speak } from './speech.ts';

type Request = Parameters<Protocol['page:describe']>[0];

/** Milliseconds: nothing is said about work that is over sooner. */
const SOON = 700;
/** Milliseconds: downloads give up by themselves much earlier, but the first use loads the model, on slow machines too. */
const PATIENCE = 60_000;

let busy = false;
/** Of pictures that no content script can ask for; those in reach are counted in their page. */
const presses = createPresses();

/** Describes and speaks; a press while one is under way is ignored. Never rejects: failures are spoken. */
export async function describeOnRequest(
  tab: browser.Tabs.Tab,
  frameId: number | undefined,
  request: Request,
): Promise<void> {
  if (busy) return;
  busy = true;
  const tabId = tab.id!;
  const listener = { tabId, frameId: frameId ?? (await focusedFrame(tabId)) };
  const soon = setTimeout(() => speak('Describing', listener), SOON);
  const sentence = await withPatience(tell(tab, listener.frameId, request)).catch((error) => REASONS[reasonOf(error)]);
  clearTimeout(soon);
  busy = false;
  await speak(sentence, listener);
}

async function tell(tab: browser.Tabs.Tab, frameId: number, request: Request): Promise<string> {
  try {
    await inject(tab.id!, frameId);
  } catch (error) {
    // A frame of another site without permission: the address alone may do.
    if (request.srcUrl) return tellAddress(request.srcUrl, tab);
    throw error;
  }
  const told = await sendToFrame(tab.id!, frameId, 'page:describe', request);
  return told.box && frameId === 0 ? tellBox(tab, told.box, told.context) : told.sentence;
}

async function tellAddress(url: string, tab: browser.Tabs.Tab): Promise<string> {
  return inWords(await describePicture({ url }, { tab, url: tab.url }));
}

/** The last way to a picture whose address is out of reach: what the tab shows of it. */
async function tellBox(tab: browser.Tabs.Tab, box: Box, context?: Context): Promise<string> {
  const pixels = toBase64(toPixels(await cropScreen(tab, box)));
  return inWords(await describePicture({ pixels }, { tab, url: tab.url }), context);
}

function inWords(answer: Answer, context?: Context): string {
  return spokenSentence(answer, context, presses(answer, context));
}

/** @throws ReasonError 'no-image' when the tab is no longer the one on screen, or the box is out of view */
async function cropScreen(tab: browser.Tabs.Tab, { x, y, width, height, devicePixelRatio }: Box): Promise<PixelSource> {
  const shot = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
  if (!(await browser.tabs.get(tab.id!)).active) throw new ReasonError('no-image');
  const screen = await createImageBitmap(await (await fetch(shot)).blob());
  const [left, top] = [x, y].map((edge) => Math.max(0, Math.round(edge * devicePixelRatio)));
  const right = Math.min(screen.width, Math.round((x + width) * devicePixelRatio));
  const bottom = Math.min(screen.height, Math.round((y + height) * devicePixelRatio));
  if (right - left < 1 || bottom - top < 1) throw new ReasonError('no-image');
  return pixelSource(screen, { left, top, width: right - left, height: bottom - top });
}

/** @throws ReasonError 'timeout' */
function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ReasonError('timeout')), PATIENCE);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
