// Browses in fast motion: opens, changes, scrolls and leaves pages, and looks whether every label is where it belongs. Runs in Node.
import type { Page, Worker } from 'playwright-core';
import { type Either, openEither } from '../either.ts';
import { oneOf } from '../fuzz/mutations.ts';
import { seededRandom } from '../random.ts';
import { change, labelsIn, type Seen } from './soak-page.ts';
import { PICTURES, serveSite } from './soak-site.ts';

const TABS = 3;
/** Of the pages, those on which somebody stays until all is described. */
const STAYS = 0.4;
/** Milliseconds until every label must be there, and between two looks. */
const [PATIENCE, BETWEEN] = [60_000, 100];
/** Milliseconds that somebody stays who leaves before that. */
const GLANCE = 400;
/** Pages between two looks at the memory. */
const PAGES_PER_LOOK = 5;
/** What the least memory of the last fifth may be of that of the first: the rest is thrown away from time to time. */
const FLAT = 1.2;

export interface SoakResult {
  minutes: number;
  seed: number;
  pages: number;
  changes: number;
  /** Labels that were looked at, and found right. */
  labels: number;
  failures: string[];
  /** Bytes in the process that holds the network: the least in the first fifth and in the last, and at most. */
  earlyBytes?: number;
  lateBytes?: number;
  peakBytes?: number;
}

/** What belongs to each picture: its label, or none. */
type Right = Record<string, string | null>;

/**
 * @param folder with the extension built for the browser
 * @param tell is told how far it has come
 * @param firefox in place of Chromium
 */
export async function runSoak(
  folder: string,
  minutes: number,
  seed: number,
  tell = (_: string) => {},
  firefox = false,
): Promise<SoakResult> {
  const random = seededRandom(seed);
  const site = await serveSite(seed);
  const browser = await openEither(folder, firefox);
  const result: SoakResult = { minutes, seed, pages: 0, changes: 0, labels: 0, failures: [] };
  const held: number[] = [];
  try {
    const tabs = await Promise.all(Array.from({ length: TABS }, browser.newPage));
    const right = await learnLabels(tabs[0], browser.worker, site.url);
    for (const end = Date.now() + minutes * 60_000; Date.now() < end && result.failures.length < 10; ) {
      await visit(oneOf(random, tabs), site.url, right, random, result);
      if (result.pages % PAGES_PER_LOOK === 0) held.push((await browser.memory()).now ?? 0);
      if (result.pages % 50 === 0)
        tell(`${result.pages} pages, ${result.labels} labels right, ${result.failures.length} failures`);
    }
    result.failures.push(...(await leave(browser, tabs)));
    Object.assign(result, memoryIn(held), { peakBytes: (await browser.memory()).peak });
  } finally {
    await browser.close();
    site.close();
  }
  const { earlyBytes, lateBytes } = result;
  if (earlyBytes && lateBytes && lateBytes > earlyBytes * FLAT) result.failures.push('memory grows');
  return result;
}

function memoryIn(held: number[]) {
  const fifth = Math.ceil(held.length / 5);
  const [earlyBytes, lateBytes] = [held.slice(0, fifth), held.slice(-fifth)].map((some) => Math.min(...some));
  return lateBytes ? { earlyBytes, lateBytes } : {};
}

/** What is said of each picture when nobody disturbs. */
async function learnLabels(page: Page, worker: Worker, url: string): Promise<Right> {
  await page.bringToFront();
  await page.goto(`${url}all`);
  for (let same = 0; same < 5; ) {
    await page.waitForTimeout(500);
    const ask = async (url: string) => {
      const id = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
      return chrome.tabs.sendMessage(id, { to: 'page:status' }, { frameId: 0 }).catch(() => undefined);
    };
    const status = await worker.evaluate(ask, page.url());
    same = status?.found === PICTURES.length && status.waiting === 0 ? same + 1 : 0;
  }
  const seen = await labelsIn(page);
  const right = Object.fromEntries(seen.map(({ name, label }) => [name, label]));
  if (seen.filter(({ label }) => label).length < 2) throw new Error('nothing is described');
  return right;
}

async function visit(page: Page, url: string, right: Right, random: () => number, result: SoakResult): Promise<void> {
  await page.bringToFront();
  if (random() < 0.1 && result.pages > TABS) await page.goBack().catch(() => null);
  else await page.goto(`${url}page/${Math.floor(random() * 1e6)}`);
  result.pages++;
  for (let changes = Math.floor(random() * 4); changes > 0; changes--) {
    await page.waitForTimeout(random() * GLANCE);
    await change(page, random);
    result.changes++;
  }
  if (random() < STAYS) await check(page, right, result);
  else await page.waitForTimeout(random() * GLANCE);
}

/** Waits until each picture has its own label and nothing else has any. */
async function check(page: Page, right: Right, result: SoakResult): Promise<void> {
  const isRight = ({ name, label, marked }: Seen) =>
    name !== null && label === right[name] && marked === (label !== null);
  let seen: Seen[] = [];
  for (const end = Date.now() + PATIENCE; Date.now() < end; await page.waitForTimeout(BETWEEN)) {
    seen = await labelsIn(page);
    if (!seen.every(isRight)) continue;
    result.labels += seen.filter(({ marked }) => marked).length;
    return;
  }
  const wrong = seen
    .filter((each) => !isRight(each))
    .map(({ name, label }) => `${name}: ${label}, not ${right[name ?? '']}`);
  result.failures.push(`${page.url()}: ${wrong.join('; ')}`);
}

/** The user takes everything back. @returns labels that stay all the same, and hidden pages too many */
async function leave({ worker, place }: Either, tabs: Page[]): Promise<string[]> {
  await worker.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    await Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id!, { to: 'page:undo' })));
  });
  const labels = (await Promise.all(tabs.map(labelsIn))).flat().filter(({ label, marked }) => label !== null || marked);
  const hidden = (await place()).split(',').length;
  return [...labels.map(({ name }) => `a label stays on ${name}`), ...(hidden > 1 ? [`${hidden} hidden pages`] : [])];
}
