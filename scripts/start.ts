// npm start [-- URL] [--describe] [--firefox] [--json] [--headless]: shows the extension at work on the sample page, or on the page at URL, or opens its page for one's own pictures. Runs in Node.
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ReportedPicture } from '../extension/messages.ts';
import { REASONS } from '../model/reasons.ts';
import { build } from './build.ts';
import type { SpokenPicture } from './screen-reader.ts';
import { serve } from './serve.ts';
import { openChromium, openFirefoxTab, type Tab } from './tab.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
/** Milliseconds without any change after which no more is expected: while pictures wait, longer than a download may take. */
const PATIENCE = 65_000;
const REST = 1500;
/** CSS pixels; a page that grows while it is scrolled has to end somewhere. */
const TALLEST_VIEW = 10_000;

const NEEDS_DISPLAY =
  'The page for your own pictures needs a display; without one there is: npm run describe -- FOLDER';
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
  const { url, json, headless, firefox, describe } = readArguments();
  if (describe && headless) throw new Error(NEEDS_DISPLAY);
  const built = build(url ? 'everywhere' : 'test', firefox ? 'firefox' : 'chrome');
  const site = url ? { url, close: () => {} } : await serve(path('sample'));
  const tab = await (firefox ? openFirefoxTab : openChromium)(built, headless);
  try {
    if (headless) await report(tab, site.url, json);
    else await show(tab, site.url, describe);
  } finally {
    await tab.close();
    site.close();
  }
}

function readArguments() {
  const flag = { type: 'boolean' } as const;
  const options = { json: flag, headless: flag, firefox: flag, describe: flag };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const [url] = positionals.map((typed) => (/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`));
  const { json = false, firefox = false, describe = false } = values;
  return { url, json, headless: values.headless || json || !hasDisplay, firefox, describe };
}

async function show(tab: Tab, url: string, describe: boolean): Promise<void> {
  console.log(`Opening ${url} with Inkling. Close the window to end.`);
  await open(tab, url);
  if (describe) await tab.openOwn('describe/index.html');
  await tab.closed;
}

async function report(tab: Tab, url: string, json: boolean): Promise<void> {
  await open(tab, url);
  await waitUntilSettled(tab);
  const done = await tab.ask('page:report');
  for (const picture of await tab.listen()) {
    const line = combine(
      picture,
      done.findLast(({ src }) => src === picture.src),
    );
    console.log(json ? JSON.stringify(line) : inWords(line));
  }
}

async function open(tab: Tab, url: string): Promise<void> {
  await tab.goto(url).catch((cause) => {
    throw new Error(`Could not open the page: ${cause.message.split('\n')[0]}`, { cause });
  });
}

/** Brings the whole page into view, so that pictures that load late do so now, and waits for the last answer. */
async function waitUntilSettled(tab: Tab): Promise<void> {
  await tab.setHeight(Math.min(Math.max(await tab.height(), 720), TALLEST_VIEW));
  let last = '';
  for (let since = Date.now(), patience = PATIENCE; Date.now() - since < patience; await setTimeout(100)) {
    const status = await tab.ask('page:status').catch(() => null); // the content script is not there yet
    patience = status?.automatic && status.waiting === 0 ? REST : PATIENCE;
    if (JSON.stringify(status) !== last) since = Date.now();
    last = JSON.stringify(status);
  }
  if (last === 'null') throw new Error('Inkling did not start on this page');
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
