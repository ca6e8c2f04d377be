// Stands where a page of the extension stands: may ask the service worker, sees all of chrome.*. Runs in Node, in browser tests.

import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Measured } from '../extension/measured.ts';
import type { Answer, Finding, Picture, Protocol } from '../extension/messages.ts';

/** The options page in a tab. */
export async function openOptions(context: BrowserContext, worker: Worker): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL('/options/index.html', worker.url()).href);
  return page;
}

/** Gives permissions as the user does in the browser's prompt, which headless browsers do not show. */
export async function permit(context: BrowserContext, worker: Worker, patterns: string[]): Promise<void> {
  const extensions = await context.newPage();
  await extensions.goto('chrome://extensions');
  const id = new URL(worker.url()).host;
  for (const pattern of patterns) {
    await extensions.evaluate(`chrome.developerPrivate.addHostPermission('${id}', '${pattern}')`);
  }
  await extensions.close();
}

/** Asks for a description as a content script does; `page` is a page of the extension. */
export function ask(page: Page, picture: Picture): Promise<Answer> {
  const message = { to: 'background:describe', request: { picture } };
  return page.evaluate((message) => chrome.runtime.sendMessage(message), message);
}

/** What the model says: a description, or that it is not sure. Which of the two depends on the weights. */
export const fromModel = { backend: expect.stringMatching(/^(wasm|webgpu)$/) };

/** What weights/measured.json may hold. */
export const MEASURED: Measured = {
  steps: {
    careful: { coverage: 0.4, correct: 0.95 },
    normal: { coverage: 0.62, correct: 0.91 },
    talkative: { coverage: 0.8, correct: 0.85 },
  },
  photos: 499,
  nonPhotos: { described: 0.002, count: 1234 },
};

/** Loads a page of the extension again, with these figures beside the weights; undefined: the file is missing. */
export async function withMeasured(page: Page, measured: unknown): Promise<void> {
  await page.evaluate((text) => sessionStorage.setItem('measured', text), JSON.stringify(measured) ?? '');
  await page.addInitScript(() => {
    const fetch = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      if (!String(input).endsWith('/weights/measured.json')) return fetch(input, init);
      const text = sessionStorage.getItem('measured');
      if (!text) throw new TypeError('Failed to fetch');
      return new Response(text);
    };
  });
  await page.reload();
}

/** What a model might have said, to be changed where a test needs it. */
export const FINDING: Finding = {
  text: 'two dogs',
  band: 'likely',
  probability: 0.9,
  words: [{ word: 'dogs', probability: 0.9 }],
  guesses: [],
  backend: 'wasm',
  milliseconds: 100,
  shareable: true,
  lang: 'en',
};

/**
 * Answers for the model until the test is over, so that it does not depend on the weights.
 * @returns the requests that have come since
 */
export async function answerWith(worker: Worker, finding: Partial<Finding>) {
  await holdBack(worker, finding);
  await worker.evaluate(() => globalThis.stub.release());
  return () => worker.evaluate(() => globalThis.stub.requests);
}

/** The same, but the answers wait. @returns what ends the wait */
export async function holdBack(worker: Worker, finding: Partial<Finding>): Promise<() => Promise<void>> {
  const stub = (finding: Finding) => {
    const { clients } = self as unknown as ServiceWorkerGlobalScope;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const requests: CaptionerRequest[] = [];
    const page = {
      url: chrome.runtime.getURL('captioner/captioner-page.html'),
      postMessage({ to, request }: { to: string; request: CaptionerRequest }, [port]: MessagePort[]) {
        if (to === 'captioner:describe') requests.push(request);
        released.then(() => port.postMessage({ reply: finding }));
      },
    };
    Object.assign(clients, { matchAll: async () => [page] });
    const restore = () => Reflect.deleteProperty(clients, 'matchAll'); // that of its kind comes to light again
    globalThis.stub = { requests, release, restore };
  };
  await worker.evaluate(stub, { ...FINDING, careful: finding.text ?? FINDING.text, ...finding } as Finding);
  onTestFinished(() => worker.evaluate(() => void globalThis.stub.restore()).catch(() => undefined)); // may be closed
  return () => worker.evaluate(() => globalThis.stub.release());
}

type CaptionerRequest = Parameters<Protocol['captioner:describe']>[0];

declare global {
  // Types only: the object exists in the service worker, not in Node.
  var stub: { requests: CaptionerRequest[]; release(): void; restore(): void };
}

/** Stops the service worker as the browser does after half a minute without work. */
export async function stopWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** How many pages there are that may hold the network: hidden pages, in Firefox event pages. */
export const captionerPages = (worker: Worker) =>
  worker.evaluate(async () => {
    const { OFFSCREEN_DOCUMENT, BACKGROUND } = chrome.runtime.ContextType;
    return (await chrome.runtime.getContexts({ contextTypes: [OFFSCREEN_DOCUMENT ?? BACKGROUND] })).length;
  });

/** Asks the hidden page, which must be open, as the service worker does. */
export function askCaptioner<T>(worker: Worker, to: string, request?: object): Promise<T> {
  return worker.evaluate(
    async (message) => {
      const all = await (self as unknown as ServiceWorkerGlobalScope).clients.matchAll({ includeUncontrolled: true });
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<T>((resolve) => {
        port1.onmessage = ({ data }) => resolve(data.reply);
      });
      all.find(({ url }) => url.includes('/captioner-page.html'))?.postMessage(message, [port2]);
      return answer;
    },
    { to, request },
  );
}

/** Runs an expression in the hidden captioner page, if it is open. @returns whether it was */
export function inCaptionerPage(session: CDPSession, expression: string): Promise<boolean> {
  return callCaptionerPage(session, 'Runtime.evaluate', { expression });
}

/** The same with any method of the DevTools protocol. */
export async function callCaptionerPage(session: CDPSession, method: string, params = {}): Promise<boolean> {
  const filter = [{ type: 'background_page', exclude: false }];
  const { targetInfos } = await session.send('Target.getTargets', { filter });
  const target = targetInfos.find(({ url }) => url.includes('/captioner-page.html'));
  if (!target) return false;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
  const message = JSON.stringify({ id: 1, method, params });
  await session.send('Target.sendMessageToTarget', { sessionId, message });
  return true;
}

/** Chooses Describe in the right-click menu of the tab in front, as if on `info`. Headless browsers draw no such menu. */
export function chooseDescribe(
  worker: Worker,
  info: { frameId?: number; srcUrl?: string; linkUrl?: string },
): Promise<void> {
  return worker.evaluate(async (info) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    (chrome.contextMenus.onClicked as unknown as Dispatching).dispatch(
      { menuItemId: 'describe', frameId: 0, ...info },
      tab,
    );
  }, info);
}

/** Presses the shortcut of a command in the tab in front; the keyboard of a headless browser does not reach it. */
export function pressShortcut(worker: Worker, command = 'describe'): Promise<void> {
  return worker.evaluate(async (command) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (!tab) throw new Error('no tab is in front');
    (chrome.commands.onCommand as unknown as Dispatching).dispatch(command, tab);
  }, command);
}

/** Extension events can be fired by hand, which their types do not tell. */
interface Dispatching {
  dispatch(...details: unknown[]): void;
}
