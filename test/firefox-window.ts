// What a user does outside of pages, in Firefox's own window: the context menu, keys, the toolbar popup. Runs in Node, in browser tests.
import { readFileSync } from 'node:fs';
import type { Firefox } from '../scripts/firefox.ts';
import type { FirefoxPage } from '../scripts/firefox-page.ts';
import { type Popup, until } from './popup.ts';

const POPUP_SCRIPT = readFileSync(new URL('firefox-popup.js', import.meta.url), 'utf8');

/** Right-clicks the element and chooses Describe. */
export async function chooseDescribe(firefox: Firefox, page: FirefoxPage, selector: string): Promise<void> {
  await page.bringToFront();
  await page.click(selector, 2);
  const choose = () => {
    const menu = document.querySelector('#contentAreaContextMenu') as Menu;
    const item = menu.querySelector('[id^="inkling_"][label="Describe"]');
    if (menu.state !== 'open' || !item) return undefined;
    menu.activateItem(item);
    return true;
  };
  await until(() => firefox.inWindow(choose));
}

type Menu = Element & { state: string; activateItem(item: Element): void };

/** Presses Alt+Shift and the letter: fires the key's element, which headless windows do not do by themselves. */
export async function pressShortcut(firefox: Firefox, page: FirefoxPage, letter: string): Promise<void> {
  await page.bringToFront();
  const press = (letter: string) => {
    const key = document.querySelector(`keyset[id*="inkling"] key[modifiers="alt,shift"][key="${letter}"]`);
    if (!key) return undefined;
    (key as Element & { doCommand(): void }).doCommand();
    return true;
  };
  await until(() => firefox.inWindow(press, letter));
}

/** By its key, which grants activeTab as a click on the button does. */
export async function openPopup(firefox: Firefox, page: FirefoxPage): Promise<Popup> {
  await pressShortcut(firefox, page, 'K');
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { json, error } = await firefox.inWindow(
      askPopup,
      `{ ${POPUP_SCRIPT.replace("'EXPRESSION'", () => JSON.stringify(expression))} }`,
    );
    if (error) throw new Error(error);
    return json && JSON.parse(json);
  };
  await until(async () => (await firefox.inWindow(hasLoaded)) || undefined);
  return {
    evaluate,
    shows: (words) =>
      until(async () => {
        const text = await evaluate<string>('document.body.innerText');
        return text.includes(words) ? text : undefined;
      }),
    press: (key) => evaluate(`press(${JSON.stringify(key)})`),
    type: (text) => evaluate(`document.execCommand('insertText', false, ${JSON.stringify(text)})`),
    screenshot: () => Promise.reject(new Error('no pictures of the popup in Firefox')),
    async close() {
      const close = () =>
        (document.querySelector('.webextension-popup-browser')?.closest('panel') as Panel)?.hidePopup();
      await firefox.inWindow(close);
      const isOpen = () => document.querySelector('.webextension-popup-browser') !== null;
      await until(async () => ((await firefox.inWindow(isOpen)) ? undefined : true));
    },
  };
}

type Panel = (Element & { hidePopup(): void }) | undefined;

/** A script that comes while the popup is still on its way would be lost. Runs in the browser's own window. */
function hasLoaded(): boolean {
  const popup = document.querySelector('.webextension-popup-browser') as PopupBrowser | null;
  return !!popup?.currentURI.spec.endsWith('/popup/index.html') && !popup.webProgress.isLoadingDocument;
}

/** Loads a script into the popup and waits for what it sends. Runs in the browser's own window. */
function askPopup(script: string): Promise<{ json?: string; error?: string }> {
  const { messageManager } = document.querySelector('.webextension-popup-browser') as PopupBrowser;
  return new Promise((resolve) => {
    const listener = ({ data }: { data: object }) => {
      messageManager.removeMessageListener('inkling-test', listener);
      resolve(data);
    };
    messageManager.addMessageListener('inkling-test', listener);
    messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  });
}

interface PopupBrowser extends Element {
  currentURI: { spec: string };
  webProgress: { isLoadingDocument: boolean };
  messageManager: MessageManager;
}

interface MessageManager {
  addMessageListener(name: string, listener: (message: { data: object }) => void): void;
  removeMessageListener(name: string, listener: (message: { data: object }) => void): void;
  loadFrameScript(address: string, later: boolean): void;
}
