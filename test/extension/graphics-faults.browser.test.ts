// Graphics cards that are lost, missing, wrong or full: the request that was on its way gets the right answer from the processor.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Answer, InUse } from '../../extension/messages.ts';
import { isLong, launch } from '../browser.ts';
import { ask, askCaptioner, inCaptionerPage, openOptions } from '../extension-page.ts';
import { type Servers, startServers } from '../server.ts';

const PICTURES = ['astronaut.jpg', 'palace.jpg', 'cat.jpg'];
let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
let right: (string | null)[];

/** Runs in the hidden page before Inkling: keeps the devices, and does from the start what localStorage asks for. */
const FAULTS = `
  globalThis.devices = [];
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await requestDevice.apply(this, given);
    devices.push(device);
    return device;
  };
  globalThis.faults = {
    lose: () => devices.at(-1).destroy(),
    loseSoon() {
      const { submit } = GPUQueue.prototype;
      let rest = 2; // the first brings the picture
      GPUQueue.prototype.submit = function (...given) {
        if (--rest === 0) faults.lose();
        return submit.apply(this, given);
      };
    },
    /** Nothing that is asked for fits any more. */
    fill() {
      const { createBuffer } = GPUDevice.prototype;
      GPUDevice.prototype.createBuffer = function (wanted) {
        return createBuffer.call(this, { ...wanted, size: 2 ** 45 });
      };
    },
    /** One step cannot be done, of which WebGPU says nothing: the picture before it stays in memory. */
    skip() {
      const { copyBufferToBuffer } = GPUCommandEncoder.prototype;
      GPUCommandEncoder.prototype.copyBufferToBuffer = function (...given) {
        GPUCommandEncoder.prototype.copyBufferToBuffer = copyBufferToBuffer;
        return copyBufferToBuffer.call(this, ...given.slice(0, 4), 2 ** 45);
      };
    },
    confuse() {
      const { getMappedRange } = GPUBuffer.prototype;
      GPUBuffer.prototype.getMappedRange = function (...given) {
        const range = getMappedRange.apply(this, given);
        for (const [i, value] of (range.byteLength % 4 ? [] : new Float32Array(range)).entries())
          new Float32Array(range)[i] = value * 1.1;
        return range;
      };
    },
    hide: () => (navigator.gpu.constructor.prototype.requestAdapter = async () => null),
    refuse: () => (navigator.gpu.constructor.prototype.requestAdapter = () => Promise.reject(new Error('broken driver'))),
  };
  faults[localStorage.fault]?.();`;

function addFaults(folder: string): void {
  writeFileSync(join(folder, 'faults.js'), FAULTS);
  const file = join(folder, 'captioner/captioner-page.html');
  writeFileSync(file, readFileSync(file, 'utf8').replace('<script', '<script src="/faults.js"></script><script'));
}

beforeAll(async () => {
  servers = await startServers();
  inkling = await launch({ extension: 'chrome-test', webgpu: true, sure: true, change: addFaults });
  options = await openOptions(inkling.context, inkling.worker);
  await choose('processor');
  right = (await describeAll()).map(({ text }) => text);
  expect(new Set(right).size).toBe(PICTURES.length);
});
beforeEach(() => inkling.worker.evaluate(() => chrome.offscreen.closeDocument()));
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const choose = (compute: string) => options.evaluate((compute) => chrome.storage.local.set({ compute }), compute);
const describe = (name: string) => ask(options, { url: `${servers.elsewhere}pictures/${name}` });
const describeAll = () => Promise.all(PICTURES.map(describe));
const run = async (fault: string) =>
  expect(await inCaptionerPage(inkling.browserSession, `faults.${fault}()`)).toBe(true);
const inUse = () => askCaptioner<InUse>(inkling.worker, 'captioner:in-use');
const seen = ({ text, backend }: Answer) => ({ text, backend });

/** Of a card that works at first: one made of software computes for minutes, so they are for `npm run test:long`. */
const LATE_FAULTS = [
  ['loseSoon', 'is lost in the middle of one'],
  ['lose', 'is lost between two descriptions'],
  ['fill', 'has no memory left for the next picture'],
  ['skip', 'does not take the next picture in'],
];

test.runIf(isLong).each(LATE_FAULTS)(
  '%s: a graphics card that %s',
  async (fault) => {
    await choose('graphics card');
    await ask(options, { pixels: '' }); // opens the hidden page, which loads the network
    await expect.poll(inUse, { timeout: 200_000 }).toMatchObject({ backend: 'webgpu' });
    await run(fault);
    expect(seen(await describe(PICTURES[1]))).toEqual({ text: right[1], backend: 'wasm' });
    expect(seen(await describe(PICTURES[2]))).toEqual({ text: right[2], backend: 'wasm' });
    expect((await inUse()).why).toMatch(/^the graphics card failed \(.+\)$/);
  },
  400_000,
);

const FAULTS_AT_START: [string, string, RegExp][] = [
  ['hide', 'is not there', /^there is no graphics card/],
  ['refuse', 'cannot be asked for', /^there is no graphics card/],
  ['fill', 'has no memory for the weights', /^the graphics card (could not be started|computes wrong numbers) \(/],
  ['confuse', 'computes wrong numbers', /^the graphics card computes wrong numbers \(off by/],
];

test.each(FAULTS_AT_START.filter(([fault]) => isLong || fault !== 'confuse'))(
  '%s: a graphics card that %s',
  async (fault, _, why) => {
    await options.evaluate((fault) => {
      localStorage.fault = fault;
    }, fault);
    await choose('graphics card');
    expect((await describeAll()).map(seen)).toEqual(right.map((text) => ({ text, backend: 'wasm' })));
    expect((await inUse()).why).toMatch(why);
    await options.evaluate(() => localStorage.clear());
  },
  400_000,
);
