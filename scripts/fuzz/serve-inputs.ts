// Serves damaged files, an undamaged one and a page, on this computer only. Runs in Node.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Input } from './inputs.ts';
import { pictureSeeds } from './seeds.ts';

/** Input i at /i, an undamaged picture at /whole, a page at /. */
export async function serveInputs(inputOf: (i: number) => Input) {
  const [whole] = await pictureSeeds();
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const input = /^\/\d+$/.test(pathname) ? inputOf(Number(pathname.slice(1))) : undefined;
    if (input?.kind === 'file') return response.writeHead(200, input.headers).end(input.bytes);
    if (pathname === '/whole') return response.writeHead(200, { 'content-type': 'image/jpeg' }).end(whole);
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end('<!doctype html><title>Fuzz</title><img src="whole" width="300" height="200">');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
