// The toolbar popup as a person opens it: over a page, which it may then read. Playwright cannot see it, so this speaks to it over the DevTools protocol. Runs in Node.
import type { CDPSession, Page, Worker } from 'playwright-core';

export interface Popup {
  /** The value of an expression in the popup, as JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until the popup's text contains `words`. */
  shows(words: string): Promise<string>;
  /** A key without modifiers: 'Tab', 'Enter', 'Escape' or ' '. */
  press(key: string): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** PNG; emulates media features first, e.g. { 'prefers-color-scheme': 'dark' }. */
  screenshot(features?: Record<string, string>): Promise<Buffer>;
  close(): Promise<void>;
}

/** Clicks the toolbar button while `page` is in front, which grants the extension activeTab there. */
export async function openPopup(session: CDPSession, worker: Worker, page: Page): Promise<Popup> {
  const id = new URL(worker.url()).host;
  await page.bringToFront();
  await send(session, 'Extensions.triggerAction', { id, targetId: await tabTarget(session, page) });
  return openedPopup(session, worker);
}

/** The popup that something else opens. */
export async function openedPopup(session: CDPSession, worker: Worker): Promise<Popup> {
  const url = `chrome-extension://${new URL(worker.url()).host}/popup/index.html`;
  const target = await until(async () => (await targets(session, 'page')).find((each) => each.url === url)?.targetId);
  return drive(session, target);
}

/** Grants activeTab for `page`, as any use of the extension there does, and leaves no popup behind. */
export async function grantActiveTab(session: CDPSession, worker: Worker, page: Page): Promise<void> {
  const popup = await openPopup(session, worker, page);
  await popup.close();
}

async function drive(session: CDPSession, targetId: string): Promise<Popup> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const replies = new Map<number, (reply: { result?: unknown; error?: unknown }) => void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    const reply = JSON.parse(event.message);
    if (event.sessionId === sessionId) replies.get(reply.id)?.(reply);
  });
  let last = 0;
  const call = async (method: string, params = {}) => {
    const id = ++last;
    const reply = new Promise<{ result?: unknown; error?: unknown }>((resolve) => replies.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    const { result, error } = await reply;
    if (error) throw new Error(JSON.stringify(error));
    return result as Record<string, never>;
  };
  const evaluate = async <T>(expression: string): Promise<T> => {
    const options = { expression, returnByValue: true, awaitPromise: true, userGesture: true };
    const { result, exceptionDetails } = await call('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  };
  return {
    evaluate,
    shows: (words) =>
      until(async () => {
        const text = await evaluate<string>('document.body?.innerText ?? ""');
        return text.includes(words) ? text : undefined;
      }),
    async press(key) {
      const code = { Tab: 9, Enter: 13, Escape: 27, ' ': 32 }[key];
      const text = { Enter: '\r', ' ': ' ' }[key];
      const event = { key, windowsVirtualKeyCode: code };
      await call('Input.dispatchKeyEvent', { type: 'keyDown', text, ...event });
      await call('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    async type(text) {
      await call('Input.insertText', { text });
    },
    async screenshot(features = {}) {
      const list = Object.entries(features).map(([name, value]) => ({ name, value }));
      await call('Emulation.setEmulatedMedia', { features: list });
      return Buffer.from((await call('Page.captureScreenshot')).data, 'base64');
    },
    async close() {
      await session.send('Target.closeTarget', { targetId });
      await popupClosed(session); // else the next one could be mistaken for this one
    },
  };
}

async function tabTarget(session: CDPSession, page: Page): Promise<string> {
  const tab = (await targets(session, 'tab')).find(({ url }) => url === page.url());
  if (!tab) throw new Error(`no tab shows ${page.url()}`);
  return tab.targetId;
}

async function targets(session: CDPSession, type: string): Promise<{ targetId: string; url: string }[]> {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type, exclude: false }] });
  return targetInfos;
}

/** Playwright's types lag behind the protocol. */
const send = (session: CDPSession, method: string, params: object) =>
  (session.send as (method: string, params: object) => Promise<unknown>)(method, params);

/** Waits until no popup is open. */
export function popupClosed(session: CDPSession): Promise<true> {
  const isOpen = async () => (await targets(session, 'page')).some(({ url }) => url.endsWith('/popup/index.html'));
  return until(async () => ((await isOpen()) ? undefined : true));
}

/** For what is waited for: less than a test may take, whose own limit would not tell where it was reached. */
const PATIENCE = 60_000;

/** Asks again until there is an answer. @throws Error that was made where the waiting began, after a minute */
export async function until<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const tooLate = new Error(`no answer in ${PATIENCE / 1000} seconds`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate), PATIENCE);
  });
  try {
    for (;;) {
      const answer = await Promise.race([ask(), late]);
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    clearTimeout(timer);
  }
}
