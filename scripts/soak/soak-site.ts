// A site of its own for the soak: endless pages of sample pictures, in frames and shadow trees too. Runs in Node.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { oneOf } from '../fuzz/mutations.ts';
import { seededRandom } from '../random.ts';

const SAMPLE = fileURLToPath(new URL('../sample/', import.meta.url));

/** Names of the pictures. */
export const PICTURES = readdirSync(SAMPLE).filter((name) => name.endsWith('.jpg'));

/** A picture at an address of its own, which says in data-name what it shows. */
export const image = (name: string, number: number) =>
  `<img data-name="${name}" src="/picture/${name}?${number}" style="width: 300px; height: 200px">`;

const SHAPES: ((images: string) => string)[] = [
  (images) => images,
  (images) => `<main>${images.replaceAll('<img', '</p><p><img')}</main>`,
  (images) => `<div><template shadowrootmode="open">${images}</template></div>`,
  (images) => `<iframe width="700" height="900" srcdoc='${images}'></iframe>`,
];

/** Page number n: 4 to 16 pictures in one of four shapes, always the same for the same seed. */
function pageOf(seed: number, number: number): string {
  const random = seededRandom(seed, number);
  const images = Array.from({ length: 4 + Math.floor(random() * 13) }, (_, i) =>
    image(oneOf(random, PICTURES), number * 100 + i),
  );
  return `<!doctype html><html lang="en"><title>${number}</title><link rel="icon" href="data:,">${oneOf(random, SHAPES)(images.join(''))}`;
}

/** All pictures at /all, page n at /page/n. @returns the address of the site, ending in a slash, and a way to stop */
export async function serveSite(seed: number): Promise<{ url: string; close(): void }> {
  const files = new Map(PICTURES.map((name) => [name, readFileSync(SAMPLE + name)]));
  const server = createServer(({ url = '/' }, response) => {
    const [, kind, name] = new URL(url, 'http://localhost').pathname.split('/');
    if (kind === 'picture') return response.writeHead(200, { 'content-type': 'image/jpeg' }).end(files.get(name));
    const page = kind === 'all' ? PICTURES.map((name, i) => image(name, i)).join('') : pageOf(seed, Number(name));
    return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
