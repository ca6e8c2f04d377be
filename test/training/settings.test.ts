// Which settings can be asked for, and what is said of those that cannot. Runs in Node.
import { expect, test } from 'vitest';
import { DEFAULTS, readSettings } from '../../training/settings.ts';

test('the defaults are within their own limits', () => {
  expect(readSettings({})).toEqual(DEFAULTS);
});

test('a number that cannot be is refused before anything is trained', () => {
  const refused = (option: string, given: string) => expect(() => readSettings({ [option]: given }));
  refused('epochs', '2.5').toThrow('--epochs must be a whole number from 1, not "2.5"');
  refused('tail-from', '10').toThrow('--tail-from must be a whole number from 16 to ');
  refused('workers', '0').toThrow('--workers must be a whole number from 1, not "0"');
  refused('dropout', '1').toThrow('--dropout must be a number from 0 to 0.9999, not "1"');
  refused('learning-rate', 'fast').toThrow('--learning-rate must be a number from 0, not "fast"');
  refused('seed', '').toThrow('--seed must be a whole number from 0, not ""');
});
