// Says a description the way the user chose, where the popup takes the part of the page. Runs in the popup.
import { type Sentence, send } from '../messages.ts';
import { getSettings } from '../settings.ts';

/** Puts a notice into the status region. @param lang its language, where that is not the interface's */
export type Say = (notice: string, lang?: string) => void;

let speaking = false;
/** Counts sentences: one that could not be spoken is not told once there is another. */
let latest = 0;

/** @param say tells the user's screen reader, by the popup's status region: the page has no focus while the popup is open */
export async function sayAsChosen({ sentence, lang }: Sentence, tabId: number, say: Say): Promise<void> {
  const { voice } = await getSettings();
  say(voice === 'chrome' ? '' : sentence, lang);
  if (voice === 'screen reader') return;
  const mine = ++latest;
  speaking = true;
  // The reply may take as long as the sentence.
  send('background:say-aloud', { tabId, sentence, lang })
    .catch(() => false)
    .then((spoken) => spoken || mine !== latest || voice === 'both' || say(sentence, lang));
}

/** Any key stops the browser's voice, as it does in the page. */
export function stopSpeechOnKey(): void {
  addEventListener('keydown', () => {
    if (speaking) send('background:stop-speaking').catch(() => undefined); // the service worker is just starting again
    speaking = false;
  });
}
