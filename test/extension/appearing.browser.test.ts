// Pictures that come into view in ways of which a page tells nobody, or after which it is another page, are labelled all the same.
import { expect, test } from 'vitest';
import { useContentPages } from '../content-page.ts';

const hiddenUntil = (style: string, html = '') =>
  `<!doctype html><html lang="en"><style>#shown { visibility: hidden } ${style}</style>${html}
  <div id="shown"><img width="300" height="200" src="../pictures/coffee.jpg"></div></html>`;
const SEEN = '#shown { visibility: visible !important }';

const made = {
  'animation.html': hiddenUntil('', '<style>#shown { visibility: visible; opacity: 0 }</style>'),
  'attribute.html': hiddenUntil(`[data-tab="2"] ${SEEN}`),
  'expanded.html': hiddenUntil(`[aria-expanded] ~ ${SEEN}`, '<button>Show</button>'),
  'focus.html': hiddenUntil(`button:focus ~ ${SEEN}`, '<button>Show</button>'),
  'hover.html': hiddenUntil(`button:hover ~ ${SEEN}`, '<button>Show</button>'),
  'resize.html': hiddenUntil(`@media (max-width: 700px) { ${SEEN} }`),
  'sheet.html': hiddenUntil(''),
  'target.html': hiddenUntil(`:target ~ ${SEEN}`, '<p id="words">Words</p>'),
  'written.html': hiddenUntil(''),
};
const { use } = useContentPages(made);

test.each([
  ['animation', () => shown('animate([{ opacity: 1 }], { fill: "forwards" })')],
  ['attribute', () => use.page.evaluate('void (document.body.dataset.tab = 2)')],
  ['expanded', () => use.page.evaluate('void (document.querySelector("button").ariaExpanded = "true")')],
  ['focus', () => use.page.locator('button').focus()],
  ['hover', () => use.page.locator('button').hover()],
  ['resize', () => use.page.setViewportSize({ width: 600, height: 700 })],
  ['sheet', () => use.page.evaluate((rule) => void document.styleSheets[0].insertRule(rule), SEEN)],
  ['target', () => use.page.evaluate('void (location.hash = "words")')],
  ['written', () => use.page.evaluate(rewrite)],
])('%s', async (name, show) => {
  await use.page.goto(`${use.servers.pages}${name}.html`);
  await use.page.waitForTimeout(1000); // Inkling has looked, and found nothing to label
  expect(await label()).toBeNull();
  await show();
  await expect.poll(label).toMatch(/^Might be: /);
});

const label = () => use.page.locator('img').getAttribute('aria-label');
const shown = (call: string) => use.page.evaluate(`void document.querySelector('#shown').${call}`);

/** The picture arrives when the listeners of the document before are gone. */
function rewrite(): void {
  document.open();
  document.write('<img width="300" height="200" src="../pictures/coffee.jpg?delay=1500">');
  document.close();
}
