// What stands under the same name for each browser has the same exports; their types are compared by the compiler. Reads files only.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import type * as chromeTab from '../../../extension/browsers/chrome/active-tab.ts';
import type * as chromeAround from '../../../extension/browsers/chrome/around.tsx';
import type * as chromeHost from '../../../extension/browsers/chrome/model-host.ts';
import type * as chromeNotifier from '../../../extension/browsers/chrome/notifier.ts';
import type * as chromeUpdates from '../../../extension/browsers/chrome/updates.ts';
import type * as chromeVoice from '../../../extension/browsers/chrome/voice.ts';
import type * as firefoxTab from '../../../extension/browsers/firefox/active-tab.ts';
import type * as firefoxAround from '../../../extension/browsers/firefox/around.tsx';
import type * as firefoxHost from '../../../extension/browsers/firefox/model-host.ts';
import type * as firefoxNotifier from '../../../extension/browsers/firefox/notifier.ts';
import type * as firefoxUpdates from '../../../extension/browsers/firefox/updates.ts';
import type * as firefoxVoice from '../../../extension/browsers/firefox/voice.ts';

const folder = (browser: string) => `extension/browsers/${browser}/`;
const exported = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map(([, name]) => name);

test.each(readdirSync(folder('chrome')))('%s', (name) => {
  const names = exported(folder('chrome') + name);
  expect(names.length).toBeGreaterThan(0);
  expect(exported(folder('firefox') + name).sort()).toEqual(names.sort());
});

test('Firefox fits wherever Chrome does, which imports are written for', () => {
  expectTypeOf<typeof firefoxTab>().toExtend<typeof chromeTab>();
  expectTypeOf<typeof firefoxAround>().toExtend<typeof chromeAround>();
  expectTypeOf<typeof firefoxHost>().toExtend<typeof chromeHost>();
  expectTypeOf<typeof firefoxNotifier>().toExtend<typeof chromeNotifier>();
  expectTypeOf<typeof firefoxUpdates>().toExtend<typeof chromeUpdates>();
  expectTypeOf<typeof firefoxVoice>().toExtend<typeof chromeVoice>();
});
