// Files of the network that are missing from the installed extension.
import { expect, test } from 'vitest';
import { launch } from '../../browser.ts';
import { ask, openOptions } from '../../extension-page.ts';
import { startServers } from '../../server.ts';

test.each(['weights/decoder.safetensors', 'wasm/relaxed-simd.wasm'])(
  'without %s, every answer says so',
  async (without) => {
    const servers = await startServers();
    const inkling = await launch({ extension: 'chrome-test', without });
    try {
      const options = await openOptions(inkling.context, inkling.worker);
      const answer = () => ask(options, { url: `${servers.elsewhere}pictures/coffee.jpg` });
      for (let i = 0; i < 2; i++) expect(await answer()).toMatchObject({ text: null, reason: 'no-weights' });
    } finally {
      await inkling.close();
      servers.close();
    }
  },
);
