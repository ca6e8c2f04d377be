// The voices of the system, by speechSynthesis, for Firefox has no chrome.tts. Runs in the event page.
import type { Manner, OnEvent, Voice } from '../../background/choose-voice.ts';
import { keepAwake } from './keep-awake.ts';

/** Milliseconds for the voices to arrive after the event page has started. */
const PATIENCE = 1000;
let arrived: Promise<unknown> | undefined;

export async function listVoices(): Promise<Voice[]> {
  arrived ??= arrival();
  if (speechSynthesis.getVoices().length === 0) await arrived;
  const voices = speechSynthesis.getVoices();
  return voices.map(({ voiceURI, name, lang, localService }) => ({
    ...{ name: voiceURI, title: name, lang },
    remote: !localService,
  }));
}

function arrival(): Promise<unknown> {
  return new Promise((resolve) => {
    speechSynthesis.addEventListener('voiceschanged', resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });
}

/** The same as Chrome's. */
export function speak(sentence: string, { name, lang, rate }: Manner, onEvent: OnEvent): void {
  stop();
  const utterance = new SpeechSynthesisUtterance(sentence);
  const voice = speechSynthesis.getVoices().find(({ voiceURI }) => voiceURI === name);
  Object.assign(utterance, { lang, rate, ...(voice && { voice }) });
  const over = new Promise<void>((resolve) => {
    utterance.onstart = () => onEvent('start');
    utterance.onboundary = ({ name, charIndex }) => onEvent(name, charIndex);
    utterance.onend = () => resolve(onEvent('end'));
    utterance.onerror = ({ error }) => resolve(onEvent(WANTED.includes(error) ? 'interrupted' : 'error'));
  });
  speechSynthesis.speak(utterance);
  void keepAwake(over); // an unloaded page falls silent
}

/** Errors that only say that another sentence has come, or that somebody wants silence. */
const WANTED: SpeechSynthesisErrorCode[] = ['canceled', 'interrupted'];

export function stop(): void {
  speechSynthesis.cancel();
}
