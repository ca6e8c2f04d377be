// npm start [-- URL] [--json] [--headless]: shows the extension at work on the sample page, or on the page at URL. Runs in Node.
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page, Worker } from 'playwright-core';
import type { Protocol, ReportedPicture } from '../extension/messages.ts';
import { REASONS } from '../model/reasons.ts';
import { type Launched, openWithExtension } from './browser.ts';
import { build } from './build.ts';
import { listenToPictures, type SpokenPicture } from './screen-reader.ts';
import { serve } from './serve.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
/** Milliseconds without any change after which no more is expected: while pictures wait, longer than a download may take. */
const PATIENCE = 65_000;
const REST = 1500;
/** CSS pixels; a page that grows while it is scrolled has to end somewhere. */
const TALLEST_VIEW = 10_000;

/** Pictures that Inkling had no business with: decorative, named, in a link with text, small. */
const LEFT_ALONE = 'left-alone';
const REASON_WORDS: Record<string, string> = { ...REASONS, [LEFT_ALONE]: 'Left as its author made it' };

interface Line extends SpokenPicture {
  /** Why there is no name; null where there is one. */
  reason: string | null;
  milliseconds: number | null;
  backend: ReportedPicture['backend'];
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { url, json, headless } = readArguments();
  const built = build(url ? 'everywhere' : 'test');
  const site = url ? { url, close: () => {} } : await serve(path('sample'));
  const launched = await openWithExtension(built, { headless });
  try {
    if (headless) await report(launched, site.url, json);
    else await show(launched, site.url);
  } finally {
    await launched.close();
    site.close();
  }
}

function readArguments() {
  const options = { json: { type: 'boolean' }, headless: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const [url] = positionals.map((typed) => (/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`));
  return { url, json: values.json ?? false, headless: values.headless || values.json || !hasDisplay };
}

async function show({ context }: Launched, url: string): Promise<void> {
  console.log(`Opening ${url} with Inkling. Close the window to end.`);
  await open(context.pages()[0], url);
  await context.waitForEvent('close', { timeout: 0 });
}

async function report({ context, worker }: Launched, url: string, json: boolean): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  await open(page, url);
  await waitUntilSettled(page, worker);
  const done = await ask(worker, page, 'page:report');
  for (const picture of await listenToPictures(page)) {
    const line = combine(
      picture,
      done.findLast(({ src }) => src === picture.src),
    );
    console.log(json ? JSON.stringify(line) : inWords(line));
  }
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 }).catch((cause) => {
    throw new Error(`Could not open the page: ${cause.message.split('\n')[0]}`, { cause });
  });
}

/** Brings the whole page into view, so that pictures that load late do so now, and waits for the last answer. */
async function waitUntilSettled(page: Page, worker: Worker): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1280, height: Math.min(Math.max(height, 720), TALLEST_VIEW) });
  let last = '';
  for (let since = Date.now(), patience = PATIENCE; Date.now() - since < patience; await setTimeout(100)) {
    const status = await ask(worker, page, 'page:status').catch(() => null); // the content script is not there yet
    patience = status?.automatic && status.waiting === 0 ? REST : PATIENCE;
    if (JSON.stringify(status) !== last) since = Date.now();
    last = JSON.stringify(status);
  }
  if (last === 'null') throw new Error('Inkling did not start on this page');
}

/** Asks the content script of the page's top frame, by way of the service worker. */
function ask<N extends 'page:status' | 'page:report'>(
  worker: Worker,
  page: Page,
  to: N,
): Promise<ReturnType<Protocol[N]>> {
  const send = async ({ to, url }: { to: string; url: string }) => {
    const tab = (await chrome.tabs.query({})).find((tab) => tab.url === url);
    return chrome.tabs.sendMessage(tab?.id ?? -1, { to }, { frameId: 0 });
  };
  return worker.evaluate(send, { to, url: page.url() });
}

function combine(picture: SpokenPicture, done?: ReportedPicture): Line {
  const { milliseconds = null, backend = null } = done ?? {};
  return { ...picture, reason: picture.name ? null : (done?.reason ?? LEFT_ALONE), milliseconds, backend };
}

/** What is heard comes first, then which picture it was and what it took. */
function inWords({ src, role, name, reason, milliseconds, backend }: Line): string {
  const heard = role === 'none' ? '(skipped)' : name ? `${role} "${name}"` : `${role}, no name`;
  const file = src.startsWith('data:') ? 'data:' : src.slice(src.lastIndexOf('/') + 1);
  const cost = milliseconds === null ? '' : ` (${Math.round(milliseconds)} ms${backend ? `, ${backend}` : ''})`;
  return `${file}: ${heard}${reason ? `: ${REASON_WORDS[reason]}` : ''}${cost}`;
}
