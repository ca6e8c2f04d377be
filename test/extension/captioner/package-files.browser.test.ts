// Files of the network that are missing from the installed extension, cut off, or changed by one bit.
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { isFirefoxInShort, launch } from '../../browser.ts';
import { ask, fromModel, openOptions } from '../../extension-page.ts';
import { startServers } from '../../server.ts';

const missing = (file: string) => rmSync(file);
const empty = (file: string) => truncateSync(file, 0);
const cutOff = (file: string) => truncateSync(file, readFileSync(file).length - 1);
/** In the middle, where it is one weight or letter of many. */
const flipped = (file: string) => {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file, bytes);
};

const alert = (page: Page) => page.locator('[role=alert]').innerText();
const ALERT = 'The files of Inkling are damaged, so it describes nothing: install it again.';

const DAMAGES = [
  ['weights/encoder.safetensors', 'with a bit that is wrong', flipped],
  ['weights/decoder.safetensors', 'missing', missing],
  ['weights/gate.safetensors', 'cut off', cutOff],
  ['weights/calibration.json', 'with a bit that is wrong', flipped],
  ['wasm/relaxed-simd.wasm', 'with a bit that is wrong', flipped],
  ['digests.json', 'empty', empty],
] as const;
test.each(DAMAGES.slice(0, isFirefoxInShort ? 1 : DAMAGES.length))(
  '%s %s: nothing is described, and the popup says why',
  async (path, _, damage) => {
    const servers = await startServers();
    const inkling = await launch({ extension: 'chrome-test', change: (folder) => damage(join(folder, path)) });
    try {
      const options = await openOptions(inkling.context, inkling.worker);
      const answer = () => ask(options, { url: `${servers.elsewhere}pictures/cat.jpg` });
      for (let i = 0; i < 2; i++) {
        expect(await answer()).toMatchObject({ text: null, guesses: [], backend: null, reason: 'no-weights' });
      }
      expect(await alert(options)).toBe(ALERT);
      await options.goto(`${servers.pages}blank.html`);
      const popup = await inkling.openPopup(options);
      await popup.shows(ALERT);
    } finally {
      await inkling.close();
      servers.close();
    }
  },
);

test('an extension that is whole says nothing of the kind', async () => {
  const servers = await startServers();
  const inkling = await launch({ extension: 'chrome-test' });
  try {
    const options = await openOptions(inkling.context, inkling.worker);
    expect(await ask(options, { url: `${servers.elsewhere}pictures/cat.jpg` })).toMatchObject(fromModel);
    expect(await alert(options)).toBe('');
  } finally {
    await inkling.close();
    servers.close();
  }
});
