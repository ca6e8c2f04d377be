// The built extension on every case of rules.ts: it writes exactly where it should, and undo leaves nothing behind.
import { expect, test } from 'vitest';
import { useContentPages } from '../content-page.ts';
import { changesBetween, type PageNode, stateOf } from '../page-state.ts';
import { PENDING } from '../pending.ts';
import { type Expectation, GROUPS, PAGES, RULE_PAGES } from '../rules.ts';
import { undoEverywhere, untilQuiet } from '../settle.ts';

const { use, describe } = useContentPages(RULE_PAGES);

async function open(name: string): Promise<void> {
  await use.page.goto(use.servers.pages + name);
  await untilQuiet(use.inkling.worker, use.page);
}

async function withoutInkling(name: string): Promise<PageNode[]> {
  const context = await use.inkling.context.browser()!.newContext();
  const page = await context.newPage();
  await page.goto(use.servers.pages + name);
  return stateOf(page).finally(() => context.close());
}

const groups = Object.keys(GROUPS);
const pages = Object.keys(PAGES).filter((name) => !PENDING.has(PAGES[name][0])); // one of them hangs for ever

test.each([...groups.map((name) => `${name}-rules.html`), ...pages])(
  '%s: exactly what may be labelled is, and undo takes it back',
  async (name) => {
    const before = await withoutInkling(name);
    expect(before.some((node) => node.expect)).toBe(true);
    await open(name);
    const { wrong } = changesBetween(before, await stateOf(use.page));
    expect(wrong.filter((each) => ![...PENDING].some((why) => each.startsWith(`${why}: `)))).toEqual([]);
    await undoEverywhere(use.inkling.worker, use.page);
    expect(await stateOf(use.page)).toEqual(before);
  },
);

test('a picture in a tab of its own is labelled, and undo takes it back', async () => {
  const address = new URL('../pictures/cat.jpg', use.servers.pages).href;
  await use.page.goto(address);
  const before = await use.page.evaluate(() =>
    document.documentElement.outerHTML.replace(/ (aria-label|lang|data-inkling)="[^"]*"/g, ''),
  );
  await untilQuiet(use.inkling.worker, use.page);
  expect(await use.page.locator('img').getAttribute('aria-label')).toMatch(/^Might be: ./);
  await undoEverywhere(use.inkling.worker, use.page);
  expect(await use.page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
});

/** The reason for which Describe says nothing of a picture, by what should happen to it. */
const REASONS: Partial<Record<Expectation, string | undefined>> = { asked: undefined, never: 'too-small' };

test.each(groups)('%s: Describe speaks of all that shows something', async (group) => {
  await open(`${group}-rules.html`);
  const pictures = await use.page.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLImageElement>('img[data-expect=asked], img[data-expect=never]'),
      (each) => ({
        srcUrl: each.src,
        expect: each.dataset.expect ?? '',
      }),
    ),
  );
  const wrong = [];
  for (const { srcUrl, expect } of pictures) {
    const { reason } = await describe({ srcUrl });
    if (reason !== REASONS[expect as Expectation]) wrong.push(`${srcUrl}: ${expect}, got ${reason}`);
  }
  expect(wrong).toEqual([]);
});
