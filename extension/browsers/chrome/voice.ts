// Chrome's own voices, by chrome.tts. Runs in the service worker, the only place where that is.
import type { Manner, Voice } from '../../background/choose-voice.ts';

export async function listVoices(): Promise<Voice[]> {
  const voices = await chrome.tts.getVoices();
  return voices.map(({ voiceName = '', lang = '', remote = false }) => ({ name: voiceName, lang, remote }));
}

/**
 * Says a sentence; what is being said ends.
 * @param onEvent hears of the beginning and the end, or 'error'
 */
export function speak(sentence: string, { name, lang, rate }: Manner, onEvent: (type: string) => void): void {
  const options = { ...(name && { voiceName: name }), rate, lang };
  chrome.tts.speak(sentence, { ...options, onEvent: ({ type }) => onEvent(type) }).catch(() => onEvent('error'));
}

export function stop(): void {
  chrome.tts.stop();
}
