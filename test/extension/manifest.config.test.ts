// The keys that the manifest suggests, compared with those that browsers and screen readers have taken. Reads the source only.
import { expect, test } from 'vitest';
import { manifestOf } from '../../extension/manifest.config.ts';

/**
 * Keys of the shape Alt+Shift+letter, the only one that is left to us: Ctrl+Shift+letter belongs to browsers, Ctrl+Alt
 * types characters and is not allowed, Alt+letter opens menus and presses a page's access keys.
 *
 * Screen readers keep a modifier of their own: NVDA and JAWS Insert or Caps Lock, Narrator the same or Windows+Ctrl,
 * VoiceOver Control+Option, ChromeVox Search (their command lists). None has Alt+Shift+letter as a command of its own.
 * The withdrawn ChromeVox for Windows and Linux took all of Alt+Shift; the keys of an extension go first there.
 * Firefox, and pages everywhere, use Alt+Shift+letter for access keys; the key of an extension goes first again.
 * On a Mac, Option+Shift+letter types a rare character, which an extension's key replaces.
 */
const TAKEN: Record<string, string> = {
  A: 'Chrome: notices that do not have the focus (accelerator_table.cc)',
  B: 'Chrome: bookmarks bar (accelerator_table.cc)',
  C: 'Chrome: tab groups (Chrome help)',
  I: 'Chrome and ChromeOS: feedback (accelerator_table.cc)',
  L: 'ChromeOS: shelf (accelerators.cc)',
  M: 'ChromeOS: files (accelerators.cc)',
  N: 'ChromeOS: notifications (accelerators.cc)',
  P: 'Chrome: tab groups (Chrome help); ChromeOS: stylus (accelerators.cc)',
  S: 'ChromeOS: quick settings (accelerators.cc)',
  T: 'Chrome: toolbar (accelerator_table.cc)',
  V: 'ChromeOS: picture in picture (accelerators.cc)',
  W: 'Chrome: tab groups (Chrome help)',
  X: 'Chrome: tab groups (Chrome help)',
  Z: 'Chrome: tab groups (Chrome help)',
};

interface Command {
  suggested_key?: { default: string };
}
const { commands } = manifestOf('chrome') as unknown as { commands: Record<string, Command> };
const keys = Object.values(commands).flatMap(({ suggested_key }) => suggested_key?.default ?? []);

test('no suggested key is one that a browser or a screen reader has taken', () => {
  expect(keys.filter((key) => !/^Alt\+Shift\+[A-Z]$/.test(key))).toEqual([]);
  expect(keys.filter((key) => (key.at(-1) ?? '') in TAKEN)).toEqual([]);
});

test('no two are the same, and there are no more than Chrome suggests', () => {
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeLessThanOrEqual(4);
});
