// Says a description the way the user chose, where the popup takes the part of the page. Runs in the popup.
import { send } from '../messages.ts';
import { getSettings } from '../settings.ts';

let speaking = false;
/** Counts sentences: one that could not be spoken is not told once there is another. */
let latest = 0;

/** @param say tells the user's screen reader, by the popup's status region: the page has no focus while the popup is open */
export async function sayAsChosen(sentence: string, tabId: number, say: (notice: string) => void): Promise<void> {
  const { voice } = await getSettings();
  say(voice === 'chrome' ? '' : sentence);
  if (voice === 'screen reader') return;
  const mine = ++latest;
  speaking = true;
  // The reply may take as long as the sentence.
  send('background:say-aloud', { tabId, sentence })
    .catch(() => false)
    .then((spoken) => spoken || mine !== latest || voice === 'both' || say(sentence));
}

/** Any key stops the browser's voice, as it does in the page. */
export function stopSpeechOnKey(): void {
  addEventListener('keydown', () => {
    if (speaking) send('background:stop-speaking').catch(() => undefined); // the service worker is just starting again
    speaking = false;
  });
}
