// What fuzzing starts from: a small picture in each format that browsers decode, and each message between the parts. Runs in Node.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIDE = 72;
const sample = (name: string) => readFile(fileURLToPath(new URL(`../sample/${name}`, import.meta.url)));
const small = async (name: string) => sharp(await sample(name)).resize(SIDE, SIDE);

/** Files of a few kilobytes. */
export async function pictureSeeds(): Promise<Buffer[]> {
  const [cat, coffee] = [await small('cat.jpg'), await small('coffee.jpg')];
  const frames = await Promise.all([cat, coffee].map((each) => each.clone().png().toBuffer()));
  const animation = () => sharp(frames, { join: { animated: true } });
  return Promise.all([
    cat.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer(),
    coffee.clone().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
    cat.clone().toColourspace('cmyk').jpeg().toBuffer(),
    cat.clone().png().toBuffer(),
    coffee.clone().png({ palette: true, progressive: true }).toBuffer(),
    cat.clone().webp().toBuffer(),
    coffee.clone().webp({ lossless: true }).toBuffer(),
    animation().webp().toBuffer(),
    animation().gif().toBuffer(),
    cat.clone().avif().toBuffer(),
    asBitmap(await coffee.clone().removeAlpha().raw().toBuffer()),
    asIcon(frames[0]),
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><circle r="30"/></svg>`),
  ]);
}

/** BMP with 24 bits a pixel. */
function asBitmap(rgb: Buffer): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(header.length + rgb.length, 2);
  header.writeUInt32LE(header.length, 10);
  header.writeUInt32LE(40, 14);
  for (const at of [18, 22]) header.writeInt32LE(SIDE, at);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, rgb]);
}

/** ICO around a PNG. */
function asIcon(png: Buffer): Buffer {
  const header = Buffer.from([0, 0, 1, 0, 1, 0, SIDE, SIDE, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 0, 0, 22, 0, 0, 0]).subarray(
    0,
    22,
  );
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

/** Who sends: a page of the extension, a content script; or what is sent to a content script, to the hidden page. */
export const WAYS = ['from our page', 'from a web page', 'to a web page', 'to the hidden page'] as const;
export type Way = (typeof WAYS)[number];

const url = 'data:image/png;base64,iVBORw0KGgo=';
const key = `${'0'.repeat(64)}-${'1'.repeat(16)}`;
const toWorker = [
  ['describe', { picture: { url } }],
  ['describe', { picture: { pixels: 'AAAA' } }],
  ['explain', { pixels: 'AAAA' }],
  ['prepare', null],
  ['mode', null],
  ['cancel', { url }],
  ['frame-left', null],
  ['stop-speaking', null],
  ['describe-listed', { tabId: 1, frameId: 0, id: 1 }],
  ['say-aloud', { tabId: 1, sentence: 'A cat', lang: 'en' }],
  ['frames-changed', null],
  ['set-own-words', { key, words: 'A cat' }],
  ['add-own-words', { pictures: { [key.slice(0, 64)]: 'A cat' } }],
  ['forget-descriptions', null],
  ['in-use', null],
] as const;
const toPage = [
  ['describe', { from: 'menu', lang: 'en', srcUrl: url, linkUrl: url, id: 1 }],
  ['pixels', { id: 1 }],
  ['pictures', { offset: 0, most: 10, all: true }],
  ['picture', { id: 1 }],
  ['jump', { id: 1 }],
  ['next-picture', { from: 'start' }],
  ['fetch-pixels', { url }],
  ['announce', { sentence: 'A cat', lang: 'en', shareable: true }],
  ['renew', null],
  ['status', null],
  ['report', null],
  ['origins', null],
] as const;
const aboutPicture = {
  picture: { url },
  ...{ compute: 'processor', carefulness: 'normal', tongue: { language: 'de', translate: true } },
  asker: { id: '1/a', page: 'http://a.example/' },
};
const toHiddenPage = [
  ['describe', aboutPicture],
  ['explain', aboutPicture],
  ['cancel', { asker: '1/', url }],
  ['forget', null],
  ['in-use', null],
] as const;

const named = (to: string, list: readonly (readonly [string, object | null])[]) =>
  list.map(([name, request]) => ({ to: `${to}:${name}`, request }));

/** The messages that go each way. */
export const MESSAGES: Record<Way, { to: string; request: object | null }[]> = {
  'from our page': named('background', toWorker),
  'from a web page': named('background', toWorker),
  'to a web page': named('page', toPage),
  'to the hidden page': named('captioner', toHiddenPage),
};
