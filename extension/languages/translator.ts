// The browser's own translator, which works on this computer; only some browsers have one. Runs in the hidden page and the
// options page: in the service worker many browsers have none.
import type { Language } from './languages.ts';

/** Whether it can translate from English; what can be downloaded is downloaded only when somebody wants it. */
export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

interface Pair {
  sourceLanguage: 'en';
  targetLanguage: Language;
}

interface Translator {
  translate(text: string): Promise<string>;
}

/** https://developer.mozilla.org/docs/Web/API/Translator, not yet in TypeScript's library. */
interface TranslatorApi {
  availability(pair: Pair): Promise<Availability>;
  create(options: Pair & { monitor?: (monitor: EventTarget) => void; signal?: AbortSignal }): Promise<Translator>;
}

/** Milliseconds; the short form is there at once. */
const PATIENCE = 2000;
/** Milliseconds without any progress until a download counts as failed: some browsers wait for ever where they have no network. */
const STALLED = 60_000;

const api = (): TranslatorApi | undefined => (globalThis as { Translator?: TranslatorApi }).Translator;
const fromEnglish = (to: Language): Pair => ({ sourceLanguage: 'en', targetLanguage: to });

let made: { to: Language; translator: Promise<Translator> } | undefined;

export async function availability(to: Language): Promise<Availability> {
  return (
    (await api()
      ?.availability(fromEnglish(to))
      .catch(() => undefined)) ?? 'unavailable'
  );
}

/**
 * Has the browser download what it needs. To be called in a click. Rejects when that fails, or is stopped.
 * @param progress hears what part of it has come, 0–1
 */
export async function download(to: Language, progress: (part: number) => void, stop: AbortSignal): Promise<void> {
  const stalled = new AbortController();
  const giveUp = () => stalled.abort();
  let timer = setTimeout(giveUp, STALLED);
  const monitor = (monitor: EventTarget) =>
    monitor.addEventListener('downloadprogress', (event) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, STALLED);
      progress((event as ProgressEvent).loaded);
    });
  const signal = AbortSignal.any([stop, stalled.signal]);
  await api()!
    .create({ ...fromEnglish(to), monitor, signal })
    .finally(() => clearTimeout(timer));
}

/** @returns the sentences in another language; null where that does not work, or takes too long */
export function translate(sentences: string[], to: Language): Promise<string[] | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  return Promise.race([translateAll(sentences, to), late]).catch(() => null);
}

async function translateAll(sentences: string[], to: Language): Promise<string[] | null> {
  if ((await availability(to)) !== 'available') return null; // a download is nothing to begin unasked
  const translator = await translatorFor(to);
  const translated = await Promise.all(sentences.map((sentence) => translator.translate(sentence)));
  return translated.every((text) => text.trim()) ? translated.map((text) => text.trim()) : null;
}

/** Making one takes a while; one that has failed is made anew the next time. */
function translatorFor(to: Language): Promise<Translator> {
  if (made?.to === to) return made.translator;
  const translator = api()!.create(fromEnglish(to));
  made = { to, translator };
  translator.catch(() => {
    made = undefined;
  });
  return translator;
}
