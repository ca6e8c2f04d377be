// The words that an author gave a picture or a link, without Inkling's own.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { inject } from '../../inject.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await inject(page);
});
afterAll(() => browser?.close());

/** What `name` says of the first element in `html` that matches. */
const nameIn = (html: string, selector: string, name: 'authorName' | 'linkName', ours?: string) =>
  page.evaluate(
    ([html, selector, name, ours]) => {
      document.body.innerHTML = html;
      return inkling[name](document.querySelector(selector) as Element, ours);
    },
    [html, selector, name, ours] as const,
  );

test.each([
  ['<img alt=" A  cat ">', 'A cat'],
  ['<img alt="A cat" aria-label="Our cat">', 'Our cat'],
  ['<img alt="A cat" aria-hidden="true">', 'A cat'],
  ['<img title="A cat">', 'A cat'],
  ['<img aria-labelledby="a b"><i id="a">Our</i><b id="b">cat</b>', 'Our cat'],
  ['<figure><img><figcaption>Our <b>cat</b></figcaption></figure>', 'Our cat'],
  ['<figure title="Our cat"><img></figure>', 'Our cat'],
  ['<img alt="">', ''],
  ['<img>', ''],
])('%s is called "%s"', async (html, name) => {
  expect(await nameIn(html, 'img', 'authorName')).toBe(name);
});

test.each([
  ['<img aria-label="Might be: a cat">', ''],
  ['<img aria-label="Might be: a cat" alt="Our cat">', 'Our cat'],
  ['<img aria-label="Might be: a cat" title="Our cat">', 'Our cat'],
  ['<figure><img aria-label="Might be: a cat"><figcaption>Our cat</figcaption></figure>', 'Our cat'],
  ['<img aria-label="Might be: a cat" aria-labelledby="a"><i id="a">Our cat</i>', 'Our cat'],
])('%s, where the label is ours, is called "%s"', async (html, name) => {
  expect(await nameIn(html, 'img', 'authorName', 'Might be: a cat')).toBe(name);
});

test.each([
  ['<a href="#"><img></a>', ''],
  ['<a href="#"><img data-inkling="1" aria-label="Might be: a cat"><img></a>', ''],
  ['<a href="#"><img data-inkling="1" aria-label="Might be: a cat"> Cats</a>', 'Cats'],
  ['<a href="#"><img alt="Cats"></a>', 'Cats'],
  ['<a href="#"><img><span hidden>Cats</span></a>', ''],
])('the link %s is called "%s"', async (html, name) => {
  expect(await nameIn(html, 'a', 'linkName')).toBe(name);
});

test('what Inkling makes focusable for a moment stays decorative; what the page makes focusable is not', async () => {
  const decorative = await page.evaluate(() => {
    document.body.innerHTML = '<img role="presentation"><img role="presentation" tabindex="0">';
    const [image, focusable] = document.querySelectorAll('img');
    const [before, jumped] = [inkling.isDecorative(image), inkling.jumpTo(image)];
    const meanwhile = [inkling.isDecorative(image), image.getAttribute('tabindex')];
    inkling.endJump();
    image.tabIndex = -1; // the page's own
    return [before, jumped, ...meanwhile, inkling.isDecorative(image), inkling.isDecorative(focusable)];
  });
  expect(decorative).toEqual([true, true, true, '-1', false, false]);
});
