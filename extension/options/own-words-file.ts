// The user's own descriptions as a file, for another computer or another program. Runs in the options page.
import type { OwnWords } from '../background/own-words.ts';

const FORMAT = { format: 'inkling-own-descriptions', version: 1 };

/**
 * JSON: `pictures` has the SHA-256 of each picture, as the 260×260 RGB bytes that Inkling looks at,
 * in hex, with the user's words, or null where they have hidden the description.
 */
export function exported(pictures: Record<string, OwnWords>): string {
  return `${JSON.stringify({ ...FORMAT, pictures }, null, 2)}\n`;
}

/** @returns what was in `pictures`, not yet checked; undefined when the text is no such file */
export function parse(text: string): Record<string, unknown> | undefined {
  try {
    const { format, version, pictures } = JSON.parse(text);
    const isOurs = format === FORMAT.format && version === FORMAT.version;
    return isOurs && typeof pictures === 'object' ? { ...pictures } : undefined;
  } catch {
    return undefined; // not JSON, or null
  }
}
