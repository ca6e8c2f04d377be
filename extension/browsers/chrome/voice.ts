// Chrome's own voices, by chrome.tts. Runs in the service worker and in pages of ours; web pages have none.
import type { Manner, OnEvent, Voice } from '../../background/choose-voice.ts';

export async function listVoices(): Promise<Voice[]> {
  const voices = await chrome.tts.getVoices();
  return voices.map(({ voiceName = '', lang = '', remote = false }) => ({
    name: voiceName,
    title: voiceName,
    lang,
    remote,
  }));
}

/**
 * Says a sentence; what is being said ends.
 * @param onEvent hears of the beginning and the end, or 'error'; of each 'word', where the voice tells, with its place
 */
export function speak(sentence: string, { name, lang, rate }: Manner, onEvent: OnEvent): void {
  const options = { ...(name && { voiceName: name }), rate, lang };
  chrome.tts
    .speak(sentence, { ...options, onEvent: ({ type, charIndex }) => onEvent(type, charIndex) })
    .catch(() => onEvent('error'));
}

export function stop(): void {
  chrome.tts.stop();
}
