// Graphics cards in Firefox that are missing, refused, lost or wrong: the processor answers. Firefox here has no card, so that a
// stand-in fails in its place; none can compute right first, and fail later.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../../browser.ts';
import { ask, openOptions } from '../../../extension-page.ts';
import { type Servers, startServers } from '../../../server.ts';

/** Runs in the event page before Inkling: an object that takes every call, and does what localStorage asks for. */
const STAND_IN = `
  const { fault } = localStorage;
  const anything = (own = { toString: () => '0' }) => new Proxy(() => {}, {
    get: (_, name) => (name in own ? own[name] : typeof name === 'symbol' || name === 'then' ? undefined : anything()),
    apply: () => anything(),
    construct: () => anything(),
  });
  const info = { vendor: 'stand-in', architecture: '' };
  const limits = new Proxy({}, { get: () => 2 ** 28 });
  const buffer = ({ size, usage }) => anything({
    size,
    usage,
    mapAsync: async () => {
      if (fault === 'lose') throw new Error('the device is lost');
    },
    getMappedRange: () => new ArrayBuffer(size),
  });
  const device = anything({
    limits,
    features: new Set(),
    lost: fault === 'lose' ? Promise.resolve({ reason: 'unknown', message: 'lost' }) : new Promise(() => {}),
    createBuffer: buffer,
    popErrorScope: async () => null,
  });
  const adapter = anything({ limits, features: new Set(), info, requestDevice: async () => device });
  const answers = { hide: async () => null, refuse: () => Promise.reject(new Error('broken driver')) };
  const gpu = { requestAdapter: answers[fault] ?? (async () => adapter), getPreferredCanvasFormat: () => 'rgba8unorm' };
  if (fault) Object.defineProperty(navigator, 'gpu', { value: fault === 'lack' ? undefined : gpu });
  for (const name of ['GPUBufferUsage', 'GPUMapMode', 'GPUShaderStage', 'GPUTextureUsage'])
    globalThis[name] ??= new Proxy({}, { get: () => 1 });
  for (const name of ['GPUBuffer', 'GPUTexture', 'GPUExternalTexture']) globalThis[name] ??= class {};`;

function addStandIn(folder: string): void {
  const loader = join(folder, 'service-worker-loader.js');
  writeFileSync(join(folder, 'stand-in.js'), STAND_IN);
  writeFileSync(loader, `import './stand-in.js';\n${readFileSync(loader, 'utf8')}`);
}

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
let right: string | null;

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', sure: true, change: addStandIn });
  options = await openOptions(inkling.context, inkling.worker);
  right = (await describe()).text;
  expect(right).toMatch(/\w/);
  await options.evaluate(() => chrome.storage.local.set({ compute: 'graphics card' }));
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const describe = () => ask(options, { url: `${servers.elsewhere}pictures/cat.jpg` });

test.each([
  ['lack', 'is none that the browser knows of', /^there is no graphics card/],
  ['hide', 'is not there', /^there is no graphics card/],
  ['refuse', 'cannot be asked for', /^there is no graphics card/],
  ['lose', 'is lost while the network is started', /^the graphics card could not be started \(the device is lost\)$/],
  ['confuse', 'computes wrong numbers', /^the graphics card computes wrong numbers \(/],
])('%s: a graphics card that %s', async (fault, _, why) => {
  await options.evaluate((fault) => {
    localStorage.fault = fault;
  }, fault);
  await inkling.unload();
  expect(await describe()).toMatchObject({ text: right, backend: 'wasm' });
  const inUse = () => chrome.runtime.sendMessage({ to: 'background:in-use' });
  expect(await options.evaluate(inUse)).toMatchObject({ backend: 'wasm', why: expect.stringMatching(why) });
});
