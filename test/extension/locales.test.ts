// The translations of the interface: none is missing, none is idle, and they fit together. Reads files only.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

const read = (file: string) => readFileSync(file, 'utf8');
const messagesOf = (language: string): Record<string, Message> =>
  JSON.parse(read(`extension/_locales/${language}/messages.json`));

const LANGUAGES = readdirSync('extension/_locales');
const english = messagesOf('en');
/** With the names of the steps of carefulness. */
const sources = readdirSync('extension', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => read(`extension/${file}`))
  .concat(read('model/carefulness.ts'))
  .join('\n');

test('there are six languages', () => {
  expect(LANGUAGES).toEqual(['de', 'en', 'es', 'fr', 'pt', 'tr']);
});

/** The $NAMES$ in a text, sorted. */
const placeholdersIn = (text: string) => (text.toLowerCase().match(/\$\w+\$/g) ?? []).sort();

test.each(LANGUAGES)('%s has every message, in the same order, with the same placeholders', (language) => {
  const messages = messagesOf(language);
  expect(Object.keys(messages)).toEqual(Object.keys(english));
  for (const [name, { message, placeholders }] of Object.entries(messages)) {
    expect(message.trim(), name).toBe(message);
    expect(message, name).not.toBe('');
    expect(placeholdersIn(message), name).toEqual(placeholdersIn(english[name].message));
    expect(contents(placeholders), name).toEqual(contents(english[name].placeholders));
    expect(placeholdersIn(message), name).toEqual(
      Object.keys(placeholders ?? {})
        .map((each) => `$${each}$`)
        .sort(),
    );
  }
});

const contents = (placeholders: Message['placeholders'] = {}) =>
  Object.fromEntries(Object.entries(placeholders).map(([name, { content }]) => [name, content]));

test.each(LANGUAGES)(
  '%s says which language it is, and is short where browsers and stores want it short',
  (language) => {
    const { language: own, description } = messagesOf(language);
    expect(own.message).toBe(language);
    expect(description.message.length).toBeLessThanOrEqual(132);
  },
);

test.each(LANGUAGES.filter((language) => language !== 'en'))('%s repeats no English sentence', (language) => {
  const same = Object.entries(messagesOf(language)).filter(([name, { message }]) => message === english[name].message);
  const sentences = same.filter(([, { message }]) => message.replace(/\$\w+\$/g, '').split(' ').length > 3);
  expect(sentences).toEqual([]);
});

test.each(LANGUAGES)('in %s, what a button is called in full contains what stands on it', (language) => {
  const messages = messagesOf(language);
  const text = (name: string) => messages[name].message.toLowerCase();
  const full = Object.keys(messages).filter((name) => name.endsWith('Image'));
  expect(full.length).toBeGreaterThan(5);
  for (const name of full) expect(text(name)).toContain(text(name.replace('Image', '')));
  for (const name of ['removeNamed', 'removeException']) expect(text(name)).toContain(text('remove'));
});

test.each(LANGUAGES)('in %s, the names of controls are quoted as they are', (language) => {
  const messages = messagesOf(language);
  expect(messages.checkSwitch.message).toContain(messages.siteSwitch.message);
  for (const name of ['rightClick', 'byMenu', 'answerComes', 'doubtfulBeginsWith', 'onlyDescribeSpeaks'])
    expect(messages[name].message).toContain(messages.describe.message);
});

test('every message is used', () => {
  const quoted = (name: string) => new RegExp(`['"\`]${name}['"\`]|__MSG_${name}__`).test(sources);
  const built = (name: string) =>
    [/Image$/, /FewErrors$/].some((end) => end.test(name) && quoted(name.replace(end, '')));
  const counted = (name: string) => /_(one|other)$/.test(name) && isNamed(name.replace(/_\w+$/, ''));
  const isNamed = (name: string) => quoted(name) || new RegExp(`\\b${name}[,:} ]`).test(sources);
  expect(Object.keys(english).filter((name) => !quoted(name) && !built(name) && !counted(name))).toEqual([]);
});

test('the manifest names only messages that there are', () => {
  const named = [...read('extension/manifest.config.ts').matchAll(/__MSG_(\w+)__/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in english))).toEqual([]);
});
