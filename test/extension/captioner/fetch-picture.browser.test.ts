// Every kind of file and failure that a picture's address can lead to.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SIDE } from '../../../model/preprocess.ts';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

type Answer = (response: ServerResponse) => unknown;
const answers: Record<string, Answer> = {};
const server = createServer((request, response) => (answers[request.url ?? ''] ?? answers['/'])(response));
let browser: Browser;
let page: Page;
let origin: string;

/** Serves `body` at `path`. */
const at = (path: string, body: string | Buffer, type = 'image/png', status = 200) => {
  answers[path] = (response) => response.writeHead(status, { 'content-type': type }).end(body);
  return path;
};

/** Red on the left, blue on the right. */
const halves = (width = 80, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: 'blue' } }).composite([
    { input: { create: { width: width / 2, height, channels: 3, background: 'red' } }, left: 0, top: 0 },
  ]);

/** The colours at the middle of the left, right, upper and lower edge of what the network would see, or the reason for nothing. */
const look = (path: string): Promise<{ edges?: number[][]; url?: string; reason?: string }> =>
  page.evaluate(
    async ({ url, side }) => {
      try {
        const { pixels, url: final } = await inkling.fetchPicture(url);
        const colour = (x: number, y: number) => Array.from(pixels.slice((y * side + x) * 3, (y * side + x) * 3 + 3));
        const [near, middle, far] = [10, side / 2, side - 10];
        return {
          edges: [colour(near, middle), colour(far, middle), colour(middle, near), colour(middle, far)],
          url: final,
        };
      } catch (error) {
        return { reason: (error as { reason?: string }).reason ?? String(error) };
      }
    },
    { url: /^\w+:/.test(path) ? path : origin + path, side: SIDE },
  );

/** The nearest of these: JPEG is not exact, and CMYK has no bright blue. */
const NAMES = { red: [255, 0, 0], blue: [0, 0, 255], white: [255, 255, 255], black: [0, 0, 0], lime: [0, 255, 0] };
const nameOf = (colour: number[]) => {
  const distance = (other: number[]) => Math.hypot(...other.map((value, i) => value - colour[i]));
  return Object.entries(NAMES).sort(([, a], [, b]) => distance(a) - distance(b))[0][0];
};
const edgesOf = async (path: string) => (await look(path)).edges?.map(nameOf);

beforeAll(async () => {
  at('/', '<!doctype html><title>Test</title>', 'text/html');
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`${origin}/`);
  await inject(page);
});
afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

const upright = ['red', 'blue'];

test.each([
  ['png', () => halves().png().toBuffer()],
  ['jpeg', () => halves().jpeg({ quality: 100 }).toBuffer()],
  ['webp', () => halves().webp({ lossless: true }).toBuffer()],
  ['avif', () => halves().avif({ quality: 100 }).toBuffer()],
  ['gif', () => halves().gif().toBuffer()],
  ['CMYK jpeg', () => halves().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()],
  [
    'grey png',
    () =>
      sharp({ create: { width: 50, height: 50, channels: 3, background: 'black' } })
        .greyscale()
        .png()
        .toBuffer(),
    ['black', 'black'],
  ],
] as [string, () => Promise<Buffer>, string[]?][])('%s is read', async (kind, make, expected = upright) => {
  const edges = await edgesOf(at(`/kind/${kind.replace(' ', '-')}`, await make(), 'application/octet-stream'));
  expect(edges?.slice(0, 2)).toEqual(expected);
});

test('a photograph taken sideways is turned upright', async () => {
  // Orientation 6: the file's left edge is the picture's top.
  const file = await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
  expect((await edgesOf(at('/sideways.jpg', file, 'image/jpeg')))?.slice(2)).toEqual(['red', 'blue']);
});

test('of an animation, the first frame is read', async () => {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 60, height: 60, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const animation = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [50, 50], loop: 0 })
    .toBuffer();
  expect(await edgesOf(at('/animated.gif', animation))).toEqual(Array(4).fill('red'));
});

test('transparency is white', async () => {
  const file = await sharp({
    create: { width: 60, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  expect(await edgesOf(at('/transparent.png', file))).toEqual(Array(4).fill('white'));
});

test.each([
  [
    'by its type',
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="15"><rect width="9" height="9"/></svg>',
    'image/svg+xml',
  ],
  [
    'by its beginning',
    '<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>',
    'text/plain',
  ],
  ['that is none', '<svg xmlns="http://www.w3.org/2000/svg"><g>', 'image/svg+xml'],
])('a vector drawing, known %s, is not drawn', async (name, svg, type) => {
  expect(await look(at(`/drawing/${name.replaceAll(' ', '-')}`, svg, type))).toEqual({ reason: 'drawing' });
});

test('data: and blob: addresses are read', async () => {
  const file = await halves().png().toBuffer();
  const data = `data:image/png;base64,${file.toString('base64')}`;
  expect((await edgesOf(data))?.slice(0, 2)).toEqual(upright);
  const blob = await page.evaluate(async (url) => URL.createObjectURL(await (await fetch(url)).blob()), data);
  expect((await edgesOf(blob))?.slice(0, 2)).toEqual(upright);
});

test('the address is the one after redirects', async () => {
  at('/final.png', await halves().png().toBuffer());
  answers['/first.png'] = (response) => response.writeHead(302, { location: '/final.png' }).end();
  expect((await look('/first.png')).url).toBe(`${origin}/final.png`);
});

test('neither cookies nor a referrer are sent', async () => {
  const file = await halves().png().toBuffer();
  let headers: Record<string, unknown> = {};
  server.once('request', (request) => {
    headers = request.headers;
  });
  await page.evaluate('document.cookie = "secret=1"');
  await look(at('/plain.png', file));
  expect(headers.host).toBeDefined();
  expect(headers.cookie ?? headers.referer).toBeUndefined();
});

/** A PNG that claims to have this size and has no content. */
const claiming = (width: number, height: number) => {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(17);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([header, size]);
};
const png = () => halves().png().toBuffer();

test.each([
  ['an empty file', 'empty', () => at('/empty', '')],
  ['a web page', 'not-an-image', () => at('/page', '<!doctype html><p>No picture', 'text/html')],
  ['a web page that claims to be an image', 'not-an-image', () => at('/page.jpg', '<html><p>No picture', 'image/jpeg')],
  ['a file made to confuse', 'not-an-image', () => at('/comments', `${'<!---->'.repeat(140)}x`, 'text/plain')],
  ['words', 'not-an-image', () => at('/words', 'just words', 'text/plain')],
  ['noise that claims to be an image', 'corrupt', () => at('/noise', Buffer.alloc(500, 7), 'image/jpeg')],
  ['an image that ends after its header', 'corrupt', async () => at('/cut', (await png()).subarray(0, 40))],
  ['404', 'not-found', () => at('/404', 'no', 'text/plain', 404)],
  ['401', 'refused', () => at('/401', 'no', 'text/plain', 401)],
  ['403', 'refused', () => at('/403', 'no', 'text/plain', 403)],
  ['500', 'unreachable', () => at('/500', 'no', 'text/plain', 500)],
  ['nobody there', 'unreachable', () => 'http://127.0.0.1:9/picture.png'],
  ['an address that is none of ours to read', 'unreachable', () => 'file:///etc/passwd'],
  ['an address that is code', 'unreachable', () => 'javascript:alert(1)'],
  [
    'one pixel',
    'too-small',
    async () =>
      at(
        '/dot',
        await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      ),
  ],
  ['a bomb of more than 50 megapixels', 'too-large', () => at('/bomb', claiming(10_000, 10_000))],
  ['a very long picture', 'too-large', () => at('/long', claiming(20, 1_000_000))],
  [
    'a loop of redirects',
    'unreachable',
    () => {
      answers['/loop'] = (response) => response.writeHead(302, { location: '/loop' }).end();
      return '/loop';
    },
  ],
] as [string, string, () => string | Promise<string>][])('%s: %s', async (_, reason, prepare) => {
  expect(await look(await prepare())).toEqual({ reason });
});

test('30 MB are too much, whether announced or not, and are not read to the end', async () => {
  let sent = 0;
  answers['/announced'] = (response) => response.writeHead(200, { 'content-length': 31e6 }).write('x');
  answers['/endless'] = (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1e6))) sent++;
      sent++;
    };
    response.on('drain', more);
    more();
  };
  expect(await look('/announced')).toEqual({ reason: 'too-large' });
  expect(await look('/endless')).toEqual({ reason: 'too-large' });
  expect(sent).toBeLessThan(100);
});

test('a server that falls silent is given up, and one that is cancelled at once', async () => {
  answers['/silent'] = (response) => response.writeHead(200, { 'content-type': 'image/png' }).write('x');
  const cancelled = page.evaluate(async (url) => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    return inkling.fetchPicture(url, abort.signal).catch((error) => error.reason);
  }, `${origin}/silent`);
  expect(await cancelled).toBe('cancelled');
  expect(await look('/silent')).toEqual({ reason: 'timeout' });
});
