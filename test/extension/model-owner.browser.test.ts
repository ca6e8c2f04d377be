// The model in the hidden page, on both backends; the setting switches between them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Compute } from '../../extension/messages.ts';
import { launch } from '../browser.ts';
import { ask, openOptions } from '../extension-page.ts';
import { type Servers, startServers } from '../server.ts';

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', webgpu: true });
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

test('the setting chooses the backend, from one request to the next, and both say the same', async () => {
  const options = await openOptions(inkling.context, inkling.worker);
  const describe = async (compute: Compute) => {
    await inkling.worker.evaluate((compute) => chrome.storage.local.set({ compute }), compute);
    return ask(options, { url: `${servers.elsewhere}pictures/coffee.jpg` });
  };
  const processor = await describe('processor');
  const card = await describe('graphics card');
  expect([processor.backend, card.backend]).toEqual(['wasm', 'webgpu']);
  expect([card.text, card.reason]).toEqual([processor.text, processor.reason]);
  expect((await describe('processor')).backend).toBe('wasm');
}, 400_000); // SwiftShader computes shaders on the processor, which other work may hold
