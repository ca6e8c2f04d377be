// Changes of a page are noticed, in shadow roots too, but not more often than is good for the page.
import { beforeEach, expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage();
beforeEach(async () => {
  await use.page.goto('data:text/html,<p id="words">Words</p><img id="image"><div id="host"></div>');
  await inject(use.page);
  await use.page.evaluate(() => {
    Object.assign(globalThis, { looks: 0, end: new AbortController() });
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    root.innerHTML = '<img>';
    inkling.watchPage(async () => void looks++, end.signal);
  });
  await expect.poll(looksSoFar).toBe(1);
});

// What the page keeps for these tests.
declare var looks: number;
declare var end: AbortController;
declare var seen: boolean;
declare function setHidden(value: boolean): void;

const looksSoFar = () => use.page.evaluate(() => looks);

test.each([
  ["image.alt = ''"],
  ["image.src = 'data:,'"],
  ["image.setAttribute('aria-label', 'A cat')"],
  ["image.className = 'large'"],
  ["words.firstChild.data = 'Other words'"],
  ["document.body.append(document.createElement('img'))"],
  ["host.shadowRoot.firstChild.alt = ''"],
  ["host.shadowRoot.firstChild.dispatchEvent(new Event('load'))"],
  ["image.dispatchEvent(new Event('load'))"],
  ["dispatchEvent(new Event('resize'))"],
])('looks again after %s', async (change) => {
  await use.page.evaluate(change);
  await expect.poll(looksSoFar).toBeGreaterThan(1);
});

test('looks now and then at a page that tells nothing, and notes nothing of it', async () => {
  const before = await looksSoFar();
  await use.page.evaluate(() => document.adoptedStyleSheets.push(new CSSStyleSheet()));
  await expect.poll(looksSoFar).toBeGreaterThan(before + 1);
  await use.page.evaluate(() => end.abort());
});

test('still looks when the page has opened its document anew', async () => {
  await use.page.evaluate(() => {
    document.open();
    document.write('<img id="image">');
    document.close();
  });
  await use.page.waitForTimeout(700); // the look after that
  const noticed = await use.page.evaluate(async () => {
    const before = looks;
    document.querySelector('img')?.dispatchEvent(new Event('load'));
    const start = performance.now();
    while (looks === before && performance.now() - start < 600) await new Promise((resume) => setTimeout(resume, 10));
    return looks > before;
  });
  expect(noticed).toBe(true);
});

test('ten thousand changes are worth a few looks', async () => {
  await use.page.evaluate(async () => {
    for (let i = 0; i < 100; i++) {
      for (let j = 0; j < 100; j++) document.body.classList.toggle('busy');
      await new Promise((resume) => setTimeout(resume));
    }
  });
  await expect.poll(looksSoFar).toBeGreaterThan(1);
  expect(await looksSoFar()).toBeLessThan(50);
});

test('in a hidden tab there are no looks; when it is shown again, all of the page is new', async () => {
  await use.page.evaluate(async () => {
    end.abort();
    end = new AbortController();
    let hidden = false;
    Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
    Object.assign(globalThis, {
      looks: 0,
      seen: false,
      setHidden(value: boolean) {
        hidden = value;
        document.dispatchEvent(new Event('visibilitychange'));
      },
    });
    inkling.watchPage(async ({ roots }) => {
      looks++;
      seen = roots.includes(document);
    }, end.signal);
  });
  await expect.poll(looksSoFar).toBe(1);
  await use.page.evaluate(async () => {
    setHidden(true);
    document.body.append(new Image());
    await new Promise((resume) => setTimeout(resume, 800));
  });
  expect(await looksSoFar()).toBe(1);
  await use.page.evaluate(() => {
    seen = false;
    setHidden(false);
  });
  await expect.poll(() => use.page.evaluate(() => seen)).toBe(true);
});

test('after the end there are no more looks', async () => {
  await use.page.evaluate(async () => {
    end.abort();
    document.body.append(document.createElement('img'));
    dispatchEvent(new Event('resize'));
    await new Promise((resume) => setTimeout(resume, 600));
  });
  expect(await looksSoFar()).toBe(1);
});
