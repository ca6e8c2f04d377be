// Servers that trickle, hang, lie, lead in circles or send bombs: each gets its reason, and the next picture is described.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../extension/messages.ts';
import { launch } from '../browser.ts';
import { ask, captionerPages, openOptions } from '../extension-page.ts';

const answers: Record<string, (response: ServerResponse) => unknown> = {};
const server = createServer(({ url = '' }, response) => answers[url.split('?')[0]](response));
let origin: string;
let inkling: Awaited<ReturnType<typeof launch>>;
let options: Page;
let cat: Buffer;
let last = 0;
let trickled: Promise<Answer>;

const describe = (path: string) => ask(options, { url: origin + path });

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cat = await sharp('scripts/sample/cat.jpg').toBuffer();
  answers['/cat'] = (response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(cat);
  inkling = await launch({ extension: 'chrome-test' });
  options = await openOptions(inkling.context, inkling.worker);
  answers['/trickle'] = (response) => {
    response.writeHead(200, jpeg);
    let sent = 0;
    const drip = setInterval(() => response.write(cat.subarray(sent, ++sent)), 500);
    response.on('close', () => clearInterval(drip));
  };
  trickled = describe('/trickle'); // goes on during the other tests
});
afterEach(async () => {
  const { text } = await describe(`/cat?${last++}`);
  expect(text).toBe('a cat');
  expect(await captionerPages(inkling.worker)).toBe(1);
});
afterAll(async () => {
  await inkling?.close();
  server.closeAllConnections();
  server.close();
});

const jpeg = { 'content-type': 'image/jpeg' };
const MEGABYTE = Buffer.alloc(1e6, 0xff);

/** Sends one megabyte after the other until nobody listens any more. @returns how many bytes there would have been, and were */
function sendUpTo(path: string, most: number, headers: Record<string, string | number>) {
  const sent = { bytes: 0 };
  answers[path] = (response) => {
    response.writeHead(200, headers);
    const more = () => {
      while (!response.destroyed && sent.bytes < most) {
        sent.bytes += MEGABYTE.length;
        if (!response.write(MEGABYTE)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  };
  return sent;
}

test.each([
  ['without saying how long it is', {}],
  ['announced', { 'content-length': 1e9, 'content-encoding': 'identity' }],
])('a file of 1 GB, %s, is given up after 30 MB at most', async (_, headers) => {
  const before = (await inkling.memory()).now;
  const sent = sendUpTo('/gigabyte', 1e9, { ...jpeg, ...headers });
  expect(await describe('/gigabyte')).toMatchObject({ text: null, reason: 'too-large' });
  expect(sent.bytes).toBeLessThan(100e6);
  const { now } = await inkling.memory();
  if (before && now) expect(now - before).toBeLessThan(150e6);
});

test('a hundred kilobytes that unpack to 128 MB on the way are given up after 30 MB', async () => {
  const packed = deflateSync(Buffer.alloc(2 ** 27));
  expect(packed.length).toBeLessThan(200_000);
  answers['/packed'] = (response) => response.writeHead(200, { ...jpeg, 'content-encoding': 'deflate' }).end(packed);
  expect(await describe('/packed')).toMatchObject({ text: null, reason: 'too-large' });
});

test('lengths that are lies: too long is a picture that did not arrive, too short one that is cut off', async () => {
  answers['/longer'] = (response) => {
    response.writeHead(200, { ...jpeg, 'content-length': cat.length + 1000 }).write(cat);
    setTimeout(() => response.destroy(), 100);
  };
  answers['/shorter'] = ({ socket }) =>
    socket?.end(`HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: 200\r\n\r\n${cat.toString('latin1')}`);
  answers['/negative'] = ({ socket }) =>
    socket?.end('HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: -1\r\n\r\nx');
  answers['/torn'] = ({ socket }) => socket?.end('HTTP/1.1 200 OK\r\ncontent-ty');
  expect(await describe('/longer')).toMatchObject({ text: null, reason: 'unreachable' });
  expect(await describe('/shorter')).toMatchObject({ text: null, reason: 'corrupt' });
  for (const path of ['/negative', '/torn']) expect((await describe(path)).text).toBeNull();
});

test('types that are lies do not matter: what is in the file does', async () => {
  answers['/as-text'] = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(cat);
  answers['/as-png'] = (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(cat);
  for (const path of ['/as-text', '/as-png']) expect(await describe(path)).toMatchObject({ text: 'a cat' });
});

test('circles, also through another host, and redirects that never end', async () => {
  let count = 0;
  const elsewhere = origin.replace('127.0.0.1', 'localhost');
  answers['/round'] = (response) => response.writeHead(302, { location: `${elsewhere}/about` }).end();
  answers['/about'] = (response) => response.writeHead(307, { location: `${origin}/round` }).end();
  answers['/on'] = (response) => response.writeHead(301, { location: `/on?${count++}` }).end();
  expect(await describe('/round')).toMatchObject({ text: null, reason: 'unreachable' });
  expect(await describe('/on')).toMatchObject({ text: null, reason: 'unreachable' });
  expect(count).toBeLessThan(30);
});

/** A PNG of zeros that is as large as it says: one bit a pixel, packed to next to nothing. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const framed = Buffer.alloc(data.length + 12);
    framed.writeUInt32BE(data.length, 0);
    framed.write(type, 4, 'latin1');
    data.copy(framed, 8);
    framed.writeUInt32BE(crc(framed.subarray(4, 8 + data.length)), 8 + data.length);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)));
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** Of one colour, which all formats pack well. */
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' }, limitInputPixels: false });

/** A GIF whose canvas is larger than its only frame. */
const wideGif = async () => {
  const file = await plain(20, 20).gif().toBuffer();
  file.writeUInt16LE(65535, 6);
  file.writeUInt16LE(65535, 8);
  return file;
};

/** Refers to itself ten times on each of `depth` levels: 10 to the power of that many squares. */
const nested = (depth: number) => {
  const levels = Array.from({ length: depth }, (_, i) => `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><defs><rect id="l0" width="9" height="9"/>${levels.join('')}</defs><use href="#l${depth}"/></svg>`;
};

test.each([
  ['PNG of 900 megapixels in some hundred kilobytes', 'too-large', () => pngOf(30_000, 30_000)],
  ['GIF with the largest canvas there is', 'too-large', wideGif],
  [
    'drawing of a million pixels each way',
    'drawing',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"/>'),
  ],
  ['drawing of 1000000000 squares in two kilobytes', 'drawing', () => Buffer.from(nested(9))],
] as [string, string, () => Buffer | Promise<Buffer>][])('a bomb: %s', async (_, reason, make) => {
  const file = await make();
  expect(file.length).toBeLessThan(1.5e6);
  answers['/bomb'] = (response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
  expect(await describe('/bomb')).toMatchObject({ text: null, reason });
});

test('the largest picture that is read, and an animation, take bounded memory', async () => {
  const frames = await Promise.all(['teal', 'red'].map((colour) => plain(200, 200).tint(colour).png().toBuffer()));
  const animation = sharp(
    Array.from({ length: 60 }, (_, i) => frames[i % 2]),
    { join: { animated: true } },
  );
  for (const [i, file] of [pngOf(7000, 7000), await animation.gif().toBuffer()].entries()) {
    answers[`/large${i}`] = (response) => response.end(file);
    expect(await describe(`/large${i}`)).toMatchObject({ text: null, backend: 'wasm' });
  }
  const { peak } = await inkling.memory();
  if (peak) expect(peak).toBeLessThan(1e9);
});

test('a server that never answers is given up after ten seconds, one that trickles after a minute', async () => {
  answers['/hang'] = () => undefined;
  expect(await describe('/hang')).toMatchObject({ text: null, reason: 'timeout' });
  expect(await trickled).toMatchObject({ text: null, reason: 'timeout' });
});
