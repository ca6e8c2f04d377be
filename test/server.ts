// Serves test pages and sample pictures from two origins, and misbehaves on request. Runs in Node, in browser tests.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const FOLDERS: Record<string, string> = { pages: './pages/', pictures: '../scripts/sample/' };
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.xhtml': 'application/xhtml+xml',
  '.xml': 'application/xml',
};

export interface Request {
  path: string;
  headers: IncomingMessage['headers'];
}

export interface Servers {
  /** Where the pages are, e.g. "http://127.0.0.1:1234/pages/". */
  pages: string;
  /** The same files from another origin, e.g. "http://localhost:5678/". */
  elsewhere: string;
  /** Everything that was asked for, from either. */
  requests: Request[];
  close(): void;
}

/**
 * `/pages/NAME` and `/pictures/NAME`; in pages, ELSEWHERE stands for the other origin. The query makes it misbehave:
 * `delay` (milliseconds), `status`, `type` (content type), `empty`, `damaged` (half of the file), `cors`, `csp`, `to` (redirect),
 * `img-only` (refused to everything but image elements), `img-first` (milliseconds that everything else waits longer).
 * @param made pages that are made up by a test, by their name
 */
export async function startServers(made: Record<string, string> = {}): Promise<Servers> {
  const requests: Request[] = [];
  let elsewhere = '';
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    const url = new URL(request.url ?? '', 'http://server');
    const isImage = request.headers['sec-fetch-dest'] === 'image';
    if (url.searchParams.has('img-only') && !isImage) return response.writeHead(403).end();
    const longer = isImage ? 0 : Number(url.searchParams.get('img-first') ?? 0);
    return setTimeout(longer).then(() => answer(url, response, elsewhere, made));
  };
  const [one, other] = await Promise.all([listen(listener), listen(listener)]);
  elsewhere = `http://localhost:${other.port}/`;
  const close = () => [one, other].forEach(({ stop }) => stop());
  return { pages: `http://127.0.0.1:${one.port}/pages/`, elsewhere, requests, close };
}

async function listen(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, ready)); // both families: "localhost" may be ::1
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

async function answer(
  { pathname, searchParams: faults }: URL,
  response: ServerResponse,
  elsewhere: string,
  made: Record<string, string>,
) {
  await setTimeout(Number(faults.get('delay') ?? 0));
  const location = faults.get('to');
  if (location) return response.writeHead(302, { location }).end();
  const file = await read(pathname, elsewhere, made);
  const headers: Record<string, string> = {
    'content-type': faults.get('type') ?? TYPES[extname(pathname)] ?? 'application/octet-stream',
  };
  if (faults.has('cors')) headers['access-control-allow-origin'] = '*';
  if (faults.has('csp')) headers['content-security-policy'] = "default-src 'none'; img-src *";
  response.writeHead(Number(faults.get('status') ?? (file ? 200 : 404)), headers);
  response.end(faults.has('empty') ? '' : file?.subarray(0, faults.has('damaged') ? file.length / 2 : file.length));
}

async function read(pathname: string, elsewhere: string, made: Record<string, string>): Promise<Buffer | undefined> {
  const [, folder, name] = pathname.split('/');
  if (!FOLDERS[folder] || !name) return undefined;
  const path = fileURLToPath(new URL(FOLDERS[folder] + name, import.meta.url));
  const page = folder === 'pages' && Object.hasOwn(made, name) ? Buffer.from(made[name]) : undefined;
  const file = page ?? (await readFile(path).catch(() => undefined));
  return file && name.endsWith('.html') ? Buffer.from(file.toString().replaceAll('ELSEWHERE/', elsewhere)) : file;
}
