// Which voice speaks: none that sends words to a server, and one of the language before another.
import { expect, test } from 'vitest';
import { chooseVoice, type Voice } from '../../../extension/background/choose-voice.ts';

const voice = (name: string, lang: string, remote = false): Voice => ({ name, title: name, lang, remote });
const far = voice('Far', 'de-DE', true);

test.each([
  ['none, where there is none', [], 'en-US', undefined],
  ['none, where all are remote', [far], 'de', undefined],
  ['that of the system, where none is remote', [voice('A', 'fr-FR'), voice('B', 'de-DE')], 'de', {}],
  ['the accent that is wanted', [far, voice('A', 'en-GB'), voice('B', 'en-US')], 'en-US', { name: 'B' }],
  ['the language, in another accent', [far, voice('A', 'en-US'), voice('B', 'de_AT')], 'de', { name: 'B' }],
  ['another language rather than a remote voice', [far, voice('A', 'en-US')], 'de', { name: 'A' }],
  ['no language that only begins alike', [far, voice('A', 'en-US'), voice('B', 'den')], 'de', { name: 'A' }],
])('%s', (_, all, wanted, expected) => {
  const chosen = chooseVoice(all, wanted);
  expect(chosen && { ...(chosen.name && { name: chosen.name }) }).toEqual(expected);
});

test('the one that the user has chosen, unless it has gone or is remote', () => {
  const all = [far, voice('A', 'en-US'), voice('B', 'fr-FR')];
  expect(chooseVoice(all, 'en-US', 'B')).toEqual({ name: 'B' });
  expect(chooseVoice(all, 'en-US', 'Gone')?.name).toBe('A');
  expect(chooseVoice(all, 'en-US', 'Far')?.name).toBe('A');
  expect(chooseVoice([voice('A', 'en-US')], 'en-US', 'A')).toEqual({ name: 'A' });
});
