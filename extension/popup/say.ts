// Says a description the way the user chose, where the popup takes the part of the page. Runs in the popup.
import { send } from '../messages.ts';
import { getSettings } from '../settings.ts';
import { SPOKEN_LANGUAGE } from '../spoken.tsx';

/** Puts a notice into the status region. @param lang its language, where that is not the interface's */
export type Say = (notice: string, lang?: string) => void;

let speaking = false;
/** Counts sentences: one that could not be spoken is not told once there is another. */
let latest = 0;

/** @param say tells the user's screen reader: the page has no focus while the popup is open */
export async function sayAsChosen(sentence: string, tabId: number, say: Say): Promise<void> {
  const { voice } = await getSettings();
  const show = (words: string) => say(words, SPOKEN_LANGUAGE);
  show(voice === 'chrome' ? '' : sentence);
  if (voice === 'screen reader') return;
  const mine = ++latest;
  speaking = true;
  // The reply may take as long as the sentence.
  send('background:say-aloud', { tabId, sentence })
    .catch(() => false)
    .then((spoken) => spoken || mine !== latest || voice === 'both' || show(sentence));
}

/** Any key stops the browser's voice, as it does in the page. */
export function stopSpeechOnKey(): void {
  addEventListener('keydown', () => {
    if (speaking) send('background:stop-speaking').catch(() => undefined); // the service worker is just starting again
    speaking = false;
  });
}
