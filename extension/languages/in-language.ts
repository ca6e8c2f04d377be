// Says a description in the language that the user chose: in the browser's translation, else its nouns alone, else as it
// was, in English. Runs where the model is.
import type { Description } from '../../model/captioner.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { type Nouns, shortForm } from './short-form.ts';
import { translate } from './translator.ts';

/** What the user chose. */
export interface Tongue {
  language: Language;
  /** Whole sentences, where the browser can translate. */
  translate: boolean;
}

/** Those of the tables of nouns, in the order in which its words stand. */
const TRANSLATED: Language[] = LANGUAGES.filter((language) => language !== 'en');

let read: { language: Language; nouns: Nouns } | undefined;

/** The tables are large, and of no use before there is something to say. */
export async function nounsOf(language: Language): Promise<Nouns> {
  if (read?.language === language) return read.nouns;
  const tables = await Promise.all([import('./nouns/names.json'), import('./nouns/captions.json')]);
  const rows = tables.flatMap((table) => Object.entries(table.default));
  const at = TRANSLATED.indexOf(language);
  const nouns = Object.fromEntries(rows.map(([noun, words]) => [noun, words[at]]));
  read = { language, nouns };
  return nouns;
}

/** All of it in one language, which `lang` tells. Never rejects: what cannot be said in another language stays English. */
export async function inLanguage(
  description: Description,
  { language, translate: sentences }: Tongue,
): Promise<Description & { lang: Language }> {
  const { text, careful, guesses } = description;
  if (language === 'en' || text === null) return { ...description, lang: language };
  const english = [text, ...(careful ? [careful] : []), ...guesses.map((guess) => guess.text)];
  const inSentences = sentences ? await translate(english, language) : null;
  const said = inSentences ?? (await inNouns(english, language).catch(() => null));
  if (!said) return { ...description, lang: 'en' };
  const say = (words: string) => said[english.indexOf(words)];
  return {
    ...description,
    text: say(text),
    ...(careful && { careful: say(careful) }),
    guesses: guesses
      .map((guess) => ({ ...guess, text: say(guess.text) }))
      .filter((guess, at, all) => ![say(text), ...all.slice(0, at).map((other) => other.text)].includes(guess.text)),
    lang: language,
  };
}

async function inNouns(english: string[], language: Language): Promise<string[] | null> {
  const nouns = await nounsOf(language);
  const said = english.map((text) => shortForm(text, nouns));
  return said.includes(null) ? null : (said as string[]);
}
