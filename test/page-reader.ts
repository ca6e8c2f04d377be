// A simulated screen reader that reads a page from top to bottom. Runs in test pages.
import { virtual } from '@guidepup/virtual-screen-reader';

/** Everything that it says on the way down the page, one phrase per stop. */
export async function read(): Promise<string[]> {
  await virtual.start({ container: document.body });
  while ((await virtual.lastSpokenPhrase()) !== 'end of document') await virtual.next();
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}

declare global {
  // Types only: the object exists in the page, not in Node.
  var reader: typeof import('./page-reader.ts');
}
