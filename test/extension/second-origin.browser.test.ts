// A site that is switched on, with pictures from a place that is not, and from this computer: those are left alone, and the popup
// can say where the former are.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../browser.ts';
import { changesBetween, stateOf } from '../page-state.ts';
import { type Servers, startServers } from '../server.ts';
import { undoEverywhere, untilQuiet } from '../settle.ts';

const NAMES = ['astronaut', 'cat', 'coffee', 'flower'];
const picture = (expect: string, src: string) =>
  `<a href="#${src}"><img data-expect="${expect}" src="${src}" width="300" height="200"></a>`;
const html = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><body>
${NAMES.map((name) => picture('auto', `../pictures/${name}.jpg`)).join('\n')}
${NAMES.map((name) => picture('left', `CDN/pictures/${name}.jpg`)).join('\n')}
${picture('left', 'HERE/pictures/palace.jpg')}
${picture('left', '../pictures/rocket.jpg?to=CDN/pictures/rocket.jpg')}
<p>Prices include tax.</p></body></html>`;

let servers: Servers;
let inkling: Awaited<ReturnType<typeof launch>>;

beforeAll(async () => {
  const made: Record<string, string> = {};
  servers = await startServers(made);
  const here = servers.elsewhere.replace(/\/$/, '');
  made['shop.html'] = html.replaceAll('CDN', here.replace('localhost', 'cdn.example')).replaceAll('HERE', here);
  inkling = await launch({ extension: 'chrome', sure: true, hosts: ['shop.example', 'localhost'] });
});
afterAll(async () => {
  await inkling?.close();
  servers?.close();
});

const cdn = () => new URL(servers.elsewhere.replace('localhost', 'cdn.example'));

test("only the site's own pictures are labelled, and undo takes it back", async () => {
  const page = await inkling.context.newPage();
  await page.goto(`${servers.pages.replace('127.0.0.1', 'shop.example')}shop.html`);
  const [status] = await untilQuiet(inkling.worker, page);
  expect(status).toMatchObject({ found: 10, described: 4, silent: 6, missingOrigins: [cdn().origin] });
  const after = await stateOf(page);
  await undoEverywhere(inkling.worker, page);
  const before = await stateOf(page);
  expect(changesBetween(before, after)).toEqual({ labelled: 4, wrong: [] });
  expect(before.filter(({ labelled }) => 'data-inkling' in labelled)).toEqual([]);
});

test('the other place does not hear which extension asks', () => {
  const asked = servers.requests.filter(({ headers }) => headers.host === cdn().host);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ headers }) => /-extension:/.test(headers.origin ?? ''))).toEqual([]);
});

test('what lies on this computer is looked at, and the page does not learn what it shows', () => {
  const asked = servers.requests.filter(({ path }) => path === '/pictures/palace.jpg');
  expect(asked.map(({ headers }) => headers['sec-fetch-dest']).sort()).toEqual(['empty', 'image']);
});
