// The user's own descriptions as a file. Runs in the options page.
import type { OwnWords } from '../background/own-words.ts';

/**
 * JSON for other programs: `pictures` has the SHA-256 of each picture, as the 260×260 RGB bytes that Inkling looks at,
 * in hex, with the user's words, or null where they have hidden the description.
 */
export function exported(pictures: Record<string, OwnWords>): string {
  return `${JSON.stringify({ format: 'inkling-own-descriptions', version: 1, pictures }, null, 2)}\n`;
}

/** Puts a text file into the user's downloads. */
export function download(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}
