// Says a sentence with Chrome's voice, the user's screen reader, or both. Runs in the service worker, where chrome.tts is.
import browser from 'webextension-polyfill';
import { sendToFrame } from '../messages.ts';
import { getSettings } from '../settings.ts';

/** The frame whose user is listening. */
export interface Listener {
  tabId: number;
  frameId: number;
}

/** Milliseconds for a voice to begin; some systems take the request and never answer. */
const PATIENCE = 5000;

/** Speaks the way the user chose; when that way fails, the other one; when both fail, the toolbar button shows it. */
export async function speak(sentence: string, listener: Listener): Promise<void> {
  const { voice, rate } = await getSettings();
  const show = () => showOnButton(sentence, listener);
  if (voice !== 'screen reader') {
    await sayAloud(sentence, rate, listener, () => (voice === 'both' ? undefined : announce(sentence, listener, show)));
  }
  if (voice !== 'chrome') await announce(sentence, listener, () => sayAloud(sentence, rate, listener, show));
}

export function stopSpeaking(): void {
  chrome.tts.stop();
}

/** Through the page, to the screen reader. Calls `failed` where no content script can run. */
async function announce(sentence: string, { tabId, frameId }: Listener, failed: () => unknown): Promise<void> {
  await sendToFrame(tabId, frameId, 'page:announce', { sentence }).catch(failed);
}

/** Calls `failed` once when there is no usable voice, or the voice reports an error or does not begin. */
async function sayAloud(sentence: string, rate: number, { tabId }: Listener, failed: () => unknown): Promise<void> {
  const voice = chooseVoice(await chrome.tts.getVoices());
  if (!voice) return void failed();
  let given = () => {
    given = () => undefined;
    clearTimeout(timer);
    failed();
  };
  const timer = setTimeout(() => {
    chrome.tts.stop();
    given();
  }, PATIENCE);
  const onEvent = ({ type }: { type: string }) => (type === 'error' ? given() : clearTimeout(timer));
  await chrome.tts.speak(sentence, { ...voice, rate, lang: 'en-US', onEvent }).catch(() => given());
  // Any key is to stop the voice. A page that cannot be scripted cannot listen; there the system's own keys remain.
  await sendToFrame(tabId, 'all', 'page:stop-speech-on-key').catch(() => undefined);
}

/**
 * Leaves the choice to the system unless it could fall on a remote voice: those send the sentence to a server, and
 * nothing about a page may leave the machine. @returns undefined when every voice is remote or there is none
 */
function chooseVoice(voices: chrome.tts.TtsVoice[]): { voiceName?: string } | undefined {
  const local = voices.filter((voice) => !voice.remote);
  if (local.length === 0) return undefined;
  if (local.length === voices.length) return {};
  const english = local.find(({ lang }) => lang === 'en-US') ?? local.find(({ lang }) => lang?.startsWith('en'));
  return { voiceName: (english ?? local[0]).voiceName };
}

/** The last resort, so that an answer never just disappears. */
async function showOnButton(sentence: string, { tabId }: Listener): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '!' });
  await browser.action.setTitle({ tabId, title: `Inkling: ${sentence}` });
}
