// The interface's words in the browser's language, from _locales/. Runs in every context of the extension.
import type english from './_locales/en/messages.json';

/** What a message is called. */
export type MessageName = keyof typeof english;

/** A message that comes in two forms, NAME_one and NAME_other. */
type Counted = MessageName extends infer N ? (N extends `${infer S}_other` ? S : never) : never;

/** The language of the messages, as a BCP 47 tag: that of the browser where there is a translation, else English. */
export const interfaceLanguage = (): string => chrome.i18n.getMessage('language');

/** @param values fill in the message's placeholders; numbers are written as the language writes them */
export function text(name: MessageName, ...values: (string | number)[]): string {
  return chrome.i18n.getMessage(name, values.map(inLanguage));
}

/** The form of a message that goes with a number, which fills in its first placeholder. */
export function textOf(name: Counted, count: number, ...values: (string | number)[]): string {
  const isOne = new Intl.PluralRules(interfaceLanguage()).select(count) === 'one';
  return text(`${name}_${isOne ? 'one' : 'other'}` as MessageName, count, ...values);
}

/** A fraction as per cent. */
export const percent = (fraction: number, digits = 0): string =>
  new Intl.NumberFormat(interfaceLanguage(), { style: 'percent', maximumFractionDigits: digits }).format(fraction);

/** Stands for an element; no message and no page has this character of private use. */
const MARK = '\uF8FF';

/** A message around an element, which fills in its first placeholder: for JSX. */
export function textAround<E>(name: MessageName, element: E, ...values: (string | number)[]): (string | E)[] {
  const [before, after] = text(name, MARK, ...values).split(MARK);
  return [before, element, after];
}

const inLanguage = (value: string | number): string =>
  typeof value === 'number' ? new Intl.NumberFormat(interfaceLanguage()).format(value) : value;
