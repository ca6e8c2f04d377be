// Which of the browser's voices says a sentence, and how. Pure; runs in the background and in pages of ours.

/** One that the browser can speak with. */
export interface Voice {
  name: string;
  /** For people. */
  title: string;
  /** e.g. "en-US" */
  lang: string;
  /** Sends the words to a server. */
  remote: boolean;
}

/** Hears what a voice does. @param at the place in the sentence, of a word */
export type OnEvent = (type: string, at?: number) => void;

/** How a sentence is said aloud. */
export interface Manner {
  /** Of the voice; the system chooses where it is missing. */
  name?: string;
  lang: string;
  rate: number;
}

/**
 * Leaves the choice to the system unless it could fall on a remote voice: those send the sentence to a server, and
 * nothing about a page may leave the machine. A voice of another language is better than none.
 * @param speaker the name of the voice that the user has chosen, if any
 * @returns undefined when every voice is remote or there is none
 */
export function chooseVoice(all: Voice[], wanted: string, speaker = ''): { name?: string } | undefined {
  const local = localOf(all);
  if (local.length === 0) return undefined;
  if (local.some(({ name }) => name === speaker)) return { name: speaker };
  if (local.length === all.length) return {};
  const fitting = local.filter(({ lang }) => languageOf(lang) === languageOf(wanted));
  return fitting.find(({ lang }) => lang === wanted) ?? fitting[0] ?? local[0];
}

/** Those that send nothing to a server. */
export const localOf = (all: Voice[]): Voice[] => all.filter(({ remote }) => !remote);

/** The English that Inkling speaks is American. @param lang of a sentence */
export const tagOf = (lang: string): string => (lang === 'en' ? 'en-US' : lang);

/** "en" of "en-US". */
const languageOf = (tag: string) => tag.split(/[-_]/)[0].toLowerCase();
