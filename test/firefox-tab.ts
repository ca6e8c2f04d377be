// A tab of Firefox with the methods of Playwright's Page that tests of both browsers use. Runs in Node.
import { setTimeout } from 'node:timers/promises';
import type { Script } from '../scripts/bidi.ts';
import { FirefoxFrame, type FirefoxPage } from '../scripts/firefox-page.ts';

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = { Escape: '\uE00C' };

export type TestPage = ReturnType<typeof asPlaywright>;

/** Gives the tab those methods. */
export function asPlaywright(page: FirefoxPage) {
  return Object.assign(page, {
    evaluate: inPlaywrightsWay(page),
    viewportSize: () => null,
    waitForTimeout: setTimeout,
    reload: () => page.goto(page.url()),
    content: () => page.evaluate(() => document.documentElement.outerHTML),
    locator: (selector: string) => locate(page, selector),
    keyboard: { press: (key: 'Escape') => page.press(KEYS[key]) },
  });
}

/** Text is an expression, not a function. */
function inPlaywrightsWay(frame: FirefoxFrame) {
  const evaluate = FirefoxFrame.prototype.evaluate.bind(frame) as (
    script: Script<unknown, unknown>,
    argument?: unknown,
  ) => unknown;
  return (script: Script<unknown, unknown>, argument?: unknown) =>
    evaluate(typeof script === 'string' ? `() => (${script})` : script, argument);
}

/** All elements that match; what takes one takes the first. */
function locate(page: FirefoxPage, selector: string) {
  const evaluate = inPlaywrightsWay(page);
  const inAll = (script: string) => evaluate(`(${script})(Array.from(document.querySelectorAll('${selector}')))`);
  const inElement = (script: string) => inAll(`([element]) => (${script})(element)`);
  return {
    evaluate: (script: (element: HTMLImageElement) => unknown) => inElement(String(script)),
    evaluateAll: (script: (elements: Element[]) => unknown) => inAll(String(script)),
    getAttribute: (name: string) => inElement(`(element) => element.getAttribute('${name}')`),
    innerText: () => inElement('(element) => element.innerText'),
    focus: () => inElement('(element) => element.focus()'),
    hover: () => page.point(selector),
    click: () => page.click(selector),
    count: () => inAll('({ length }) => length'),
  };
}
