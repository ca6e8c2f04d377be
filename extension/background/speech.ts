// Says a sentence with the browser's voice, the user's screen reader, or both. Runs in the background, where the voices are.

import browser from 'webextension-polyfill';
import * as voices from '#browser/voice.ts';
import type { Reason } from '../../model/reasons.ts';
import { type Sentence, sendToFrame } from '../messages.ts';
import { getSettings, type Settings } from '../settings.ts';
import { interfaceLanguage } from '../text.ts';
import { reasonSentence } from '../wording.ts';
import { chooseVoice, tagOf } from './choose-voice.ts';
import { inject } from './frames.ts';

/** The frame whose user is listening. */
export interface Listener {
  tabId: number;
  frameId: number;
  /** The user has gone elsewhere, where nothing more is to be heard from here. */
  left?: boolean;
}

/** Milliseconds for a voice to begin, or a page to react; some systems take the request and never answer. */
const PATIENCE = 5000;

let listening: Listener | undefined;
/** Counts sentences: what has not begun when the next one comes is never said. */
let latest = 0;
/** The tab whose toolbar button shows a sentence. */
let shownIn: number | undefined;

/** Begins a request: what is still being said of the one before it ends, and nothing is said once the user has left. */
export function listenFor(listener: Listener): void {
  stopSpeaking();
  listening = listener;
}

/**
 * Speaks the way the user chose; when that way fails, the other one; when both fail, the toolbar button shows it.
 * @param lang of the sentence
 * @param shareable whether the page may learn it
 */
export async function speak(
  sentence: string,
  listener: Listener,
  { lang = interfaceLanguage(), shareable = true }: { lang?: string; shareable?: boolean } = {},
): Promise<void> {
  if (listener.left) return;
  listening = listener;
  const mine = ++latest;
  const isDue = () => mine === latest;
  const { voice, ...manner } = await getSettings();
  const aloud = async () => !isDue() || sayAloud({ sentence, lang }, manner, listener, isDue);
  const announced = async () => !isDue() || announce({ sentence, lang }, listener, shareable, isDue);
  const ways = voice === 'screen reader' ? [announced, aloud] : [aloud, announced];
  if (voice === 'both' ? await anyOf(ways.map((way) => way())) : (await ways[0]()) || (await ways[1]())) return;
  if (isDue()) await showOnButton(sentence, listener);
}

/** Speaks a reason, in the language of descriptions. */
export async function speakReason(reason: Reason, listener: Listener): Promise<void> {
  const { language: lang } = await getSettings();
  await speak(reasonSentence(reason, lang), listener, { lang });
}

/** With the browser's voice alone, for a page of ours. @returns false when no voice can; true when the sentence is over */
export async function sayWithVoice({ tabId, ...sentence }: { tabId: number } & Sentence): Promise<boolean> {
  const listener: Listener = { tabId, frameId: 0 };
  listening = listener;
  const mine = ++latest;
  const manner = await getSettings();
  return sayAloud(sentence, manner, listener, () => mine === latest);
}

/** Ends what is being said, and drops what has not begun. */
export function stopSpeaking(): void {
  latest++;
  voices.stop();
  if (shownIn !== undefined) clearButton(shownIn).catch(() => undefined); // rejects where the tab is closed
  shownIn = undefined;
}

/** To be called when something happens that may mean that the user has left the page: if so, it falls silent. */
export async function stopSpeakingIf(hasLeft: (listener: Listener) => boolean | Promise<boolean>): Promise<void> {
  const listener = listening;
  if (!listener || listener.left || !(await hasLeft(listener))) return;
  listener.left = true;
  if (listening === listener) stopSpeaking();
}

const anyOf = async (ways: Promise<boolean>[]) => (await Promise.all(ways)).some(Boolean);

/** Through the page, to the screen reader. @returns false where no content script can run, or where it must not tell */
function announce(sentence: Sentence, { tabId, frameId }: Listener, shareable: boolean, isDue: () => boolean) {
  const late = AbortSignal.timeout(PATIENCE);
  const tell = async (frameId: number, shareable: boolean) => {
    await inject(tabId, frameId);
    late.throwIfAborted();
    return !isDue() || sendToFrame(tabId, frameId, 'page:announce', { ...sentence, shareable });
  };
  // A page must not learn what a frame of another site shows.
  const told = tell(frameId, shareable).catch(() => frameId !== 0 && tell(0, false));
  const silence = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false)));
  return Promise.race([told.catch(() => false), silence]);
}

/** @returns false when there is no usable voice, or it does not begin */
async function sayAloud(
  { sentence, lang }: Sentence,
  { rate, speaker }: Pick<Settings, 'rate' | 'speaker'>,
  { tabId }: Listener,
  isDue: () => boolean,
): Promise<boolean> {
  const spoken = tagOf(lang);
  const voice = chooseVoice(await voices.listVoices(), spoken, speaker);
  if (!voice) return false;
  if (!isDue()) return true;
  // A page that cannot be scripted cannot listen for Escape; there the system's own keys remain.
  sendToFrame(tabId, 'all', 'page:stop-on-escape').catch(() => undefined);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      if (isDue()) voices.stop();
      resolve(false);
    }, PATIENCE);
    voices.speak(sentence, { ...voice, lang: spoken, rate }, (type) => {
      clearTimeout(timer);
      resolve(type !== 'error'); // what counts is what comes first
    });
  });
}

/** The last resort, so that an answer never just disappears. */
async function showOnButton(sentence: string, { tabId }: Listener): Promise<void> {
  shownIn = tabId;
  await browser.action.setBadgeText({ tabId, text: '!' });
  await browser.action.setTitle({ tabId, title: `Inkling: ${sentence}` });
}

async function clearButton(tabId: number): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '' });
  await browser.action.setTitle({ tabId, title: browser.runtime.getManifest().name });
}
