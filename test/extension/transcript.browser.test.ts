// What a person hears of a page with Inkling: what they heard without it, in the same order, and descriptions that begin with the hedge.
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { useContentPages } from '../content-page.ts';
import { inject } from '../inject.ts';
import { GROUPS, RULE_PAGES } from '../rules.ts';
import { untilQuiet } from '../settle.ts';

const { use } = useContentPages(RULE_PAGES);
const HARD = ['shop', 'news', 'feed', 'lightbox', 'composer', 'tiles', 'table', 'single-page', 'copies'];
const table: string[] = [];
afterAll(() => console.log(['page: phrases, with a description; nodes, with a description', ...table].join('\n')));

/** A simulated screen reader, from top to bottom. */
async function phrases(page: Page): Promise<string[]> {
  await inject(page, 'reader');
  return page.evaluate(() => reader.read());
}

/** Not read out: pieces of lines, and boxes without a name. */
const SILENT = /^(InlineTextBox|generic, $)/;

/** The browser's own accessibility tree: role and name of everything in it that is read out. */
async function nodes(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const lines = nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => `${role?.value}, ${name?.value ?? ''}`);
  return lines.filter((line) => !SILENT.test(line));
}

async function withoutInkling(address: string) {
  const context = await use.inkling.context.browser()!.newContext({ viewport: use.page.viewportSize() });
  const page = await context.newPage();
  await page.goto(address);
  const heard = { nodes: await nodes(page), phrases: await phrases(page) };
  await context.close();
  return heard;
}

/** Every label that Inkling has written in the page, longest first. */
const labelsIn = (page: Page) =>
  page.evaluate(() => {
    const all = [...inkling.findImages(document)].filter((each) => each.hasAttribute('data-inkling'));
    const labels = new Set(all.map((each) => each.getAttribute('aria-label') ?? ''));
    return [...labels].sort((a, b) => b.length - a.length);
  });

/** What is left of a line without descriptions; the name of a link or a row contains those of its pictures. */
const without = (labels: string[]) => (line: string) =>
  tidy(labels.reduce((rest, label) => rest.replaceAll(label, ''), line));
const tidy = (line: string) =>
  line
    .replace(/\s+/g, ' ')
    .replace(/(, )+(?=,|$)|,? $/g, '')
    .trim();

/**
 * What is wrong with what is heard: lines that are lost, out of order or other than before, and new ones without a
 * description. A control with a picture in it may be read more closely when the picture has a name.
 */
function faults(before: string[], now: string[], labels: string[]): string[] {
  const expected = before.map(tidy);
  const wrong = now.filter((line) => {
    const isNext = without(labels)(line) === expected[0];
    if (isNext) expected.shift();
    return !isNext && !line.includes('Might be: ');
  });
  return [...wrong.map((line) => `new: ${line}`), ...expected.map((line) => `lost: ${line}`)];
}

const groups = Object.keys(GROUPS).filter((name) => name !== 'frames'); // neither witness looks into frames

test.each([...groups.map((name) => `${name}-rules`), ...HARD])('%s.html', async (name) => {
  const address = `${use.servers.pages}${name}.html`;
  await use.page.goto(address);
  await untilQuiet(use.inkling.worker, use.page);
  const before = await withoutInkling(address);
  const heard = { nodes: await nodes(use.page), phrases: await phrases(use.page) };
  await inject(use.page);
  const labels = await labelsIn(use.page);
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.filter((label) => !/^Might be: [a-z]/.test(label))).toEqual([]);
  for (const witness of ['phrases', 'nodes'] as const) {
    expect(faults(before[witness], heard[witness], labels)).toEqual([]);
    const pictures = heard[witness].filter((line) => /^image, Might be: /.test(line));
    expect(pictures.length).toBeGreaterThan(0);
  }
  const count = (lines: string[]) => `${lines.length}, ${lines.filter((line) => line.includes('Might be: ')).length}`;
  table.push(`${name}: ${count(heard.phrases)}; ${count(heard.nodes)}`);
});
