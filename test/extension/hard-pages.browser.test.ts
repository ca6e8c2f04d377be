// Pages as they are on the web: nothing is labelled that should not be, nearly all is that should, and undo leaves no trace.
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { useContentPages } from '../content-page.ts';
import { changesBetween, type PageNode, stateOf } from '../page-state.ts';
import { undoEverywhere, untilQuiet } from '../settle.ts';

const { use } = useContentPages();

/** The least share of pictures without a name that must be labelled. */
const LEAST_SHARE = 0.95;
const table: string[] = [];
afterAll(() => console.log(['page: pictures, to be labelled, labelled', ...table].join('\n')));

/** The page does what such pages do, if it does anything. */
const act = (page: Page) => page.evaluate(() => (globalThis as { act?: () => Promise<void> }).act?.());

/** The page after the same, in a browser without Inkling. */
async function withoutInkling(name: string): Promise<PageNode[]> {
  const context = await use.inkling.context.browser()!.newContext({ viewport: use.page.viewportSize() });
  const page = await context.newPage();
  await page.goto(use.servers.pages + name);
  await act(page);
  return stateOf(page).finally(() => context.close());
}

test.each([...['shop', 'news', 'feed', 'lightbox', 'composer'], ...['tiles', 'table', 'single-page', 'copies']])(
  '%s.html',
  async (name) => {
    const before = await withoutInkling(`${name}.html`);
    await use.page.goto(`${use.servers.pages}${name}.html`);
    await untilQuiet(use.inkling.worker, use.page);
    await act(use.page);
    await untilQuiet(use.inkling.worker, use.page);
    const { labelled, wrong } = changesBetween(before, await stateOf(use.page));
    const wanted = before.filter(({ expect }) => expect === 'auto').length;
    const pictures = before.filter(({ own }) =>
      /^ *(IMG|svg|CANVAS|VIDEO|INPUT type="image"|OBJECT|.*role="img")/.test(own),
    );
    table.push(`${name}: ${pictures.length}, ${wanted}, ${labelled}`);
    expect(wrong.filter((fault) => !fault.includes(': not labelled: '))).toEqual([]);
    expect.soft(wrong).toEqual([]);
    expect(labelled).toBeGreaterThanOrEqual(LEAST_SHARE * wanted);
    await undoEverywhere(use.inkling.worker, use.page);
    expect(await stateOf(use.page)).toEqual(before);
  },
);
