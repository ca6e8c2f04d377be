// A tab of Firefox with the methods of Playwright's Page that tests of both browsers use. Runs in Node.
import { setTimeout } from 'node:timers/promises';
import type { Script } from '../scripts/bidi.ts';
import { FirefoxFrame, type FirefoxPage } from '../scripts/firefox-page.ts';
import { until } from './popup.ts';

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = { Escape: '\uE00C' };

export type TestPage = ReturnType<typeof asPlaywright>;

/** Gives the tab those methods. */
export function asPlaywright(page: FirefoxPage) {
  return Object.assign(page, {
    evaluate: inPlaywrightsWay(page),
    viewportSize: () => null,
    waitForTimeout: setTimeout,
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

/** All elements that match; what takes one waits for the first. */
function locate(page: FirefoxPage, selector: string) {
  const evaluate = inPlaywrightsWay(page);
  const inAll = (script: string) => evaluate(`(${script})(Array.from(document.querySelectorAll('${selector}')))`);
  const inElement = async (script: string) => {
    await until(async () => (await inAll('({ length }) => length > 0 || undefined')) as true | undefined);
    return inAll(`([element]) => (${script})(element)`);
  };
  return {
    evaluate: (script: (element: HTMLImageElement) => unknown) => inElement(String(script)),
    evaluateAll: (script: (elements: Element[]) => unknown) => inAll(String(script)),
    getAttribute: (name: string) => inElement(`(element) => element.getAttribute('${name}')`),
    innerText: () => inElement('(element) => element.innerText'),
    focus: () => inElement('(element) => element.focus()'),
    hover: () => inElement('() => 0').then(() => page.point(selector)),
    click: () => inElement('() => 0').then(() => page.click(selector)),
    count: () => inAll('({ length }) => length'),
  };
}
