// The model in the hidden page, on both backends; the setting switches between them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Compute } from '../../../extension/messages.ts';
import { launch } from '../../browser.ts';
import { ask, openOptions } from '../../extension-page.ts';
import { type Servers, startServers } from '../../server.ts';

const PICTURES = ['astronaut.jpg', 'officer-portrait.jpg', 'palace.jpg'];
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', webgpu: true, sure: true });
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

test('the setting chooses the backend, from one request to the next, and both say the same', async () => {
  const options = await openOptions(inkling.context, inkling.worker);
  const describe = async (compute: Compute) => {
    await inkling.worker.evaluate((compute) => chrome.storage.local.set({ compute }), compute);
    return Promise.all(PICTURES.map((name) => ask(options, { url: `${servers.elsewhere}pictures/${name}` })));
  };
  const [processor, card] = [await describe('processor'), await describe('graphics card')];
  expect(new Set(processor.map(({ backend }) => backend))).toEqual(new Set(['wasm']));
  expect(new Set(card.map(({ backend }) => backend))).toEqual(new Set(['webgpu']));
  const texts = (answers: Answer[]) => answers.map(({ text }) => text);
  expect(texts(card)).toEqual(texts(processor));
  expect(new Set(texts(card)).size).toBe(PICTURES.length); // sentences, and different ones
  expect((await describe('processor'))[0].backend).toBe('wasm');
}, 400_000); // SwiftShader computes shaders on the processor, which other work may hold
