// Ways to give the extension an input: as a picture's address, or as a message between any two of its parts. Runs in Node.
import type { Page, Worker } from 'playwright-core';
import type { Answer } from '../../extension/messages.ts';
import type { Input } from './inputs.ts';
import type { Way } from './seeds.ts';

export interface Given {
  /** A page of the extension, and one of the web. */
  ours: Page;
  theirs: Page;
  worker: Worker;
  /** Not in Firefox: there, what it would be sent goes to all. */
  hasHiddenPage: boolean;
  /** Where files are served, each at its number. */
  url: string;
}

/** @returns the reason, or 'described' where the network has looked at it; for messages how they went */
export function give(given: Given, i: number, input: Input): Promise<string> {
  if (input.kind === 'file') {
    const message = { to: 'background:describe', request: { picture: { url: `${given.url}${i}` } } };
    return given.ours.evaluate(async (message) => {
      const answer = (await chrome.runtime.sendMessage(message)) as Answer;
      return answer.backend ? 'described' : (answer.reason ?? 'no reason');
    }, message);
  }
  const { message } = input;
  const way = input.way === 'to the hidden page' && !given.hasHiddenPage ? 'from our page' : input.way;
  return GIVE[way](given, message).then((outcome) => `message ${outcome}`);
}

const GIVE: Record<Way, (to: Given, message: unknown) => Promise<string>> = {
  'from our page': ({ ours }, message) =>
    ours.evaluate(
      (message) =>
        chrome.runtime.sendMessage(message).then(
          () => 'answered',
          () => 'refused',
        ),
      message,
    ),
  'from a web page': ({ theirs, worker }, message) =>
    worker.evaluate(
      async ({ message, url }) => {
        const id = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
        const [{ result }] = await chrome.scripting.executeScript({
          target: { tabId: id },
          // Out of a list, so that it has no name: what runs this file would give it one in its own way.
          func: [
            (message: unknown) =>
              chrome.runtime.sendMessage(message).then(
                () => 'answered',
                () => 'refused',
              ),
          ][0],
          args: [message],
        });
        return result ?? 'answered';
      },
      { message, url: theirs.url() },
    ),
  'to a web page': ({ theirs, worker }, message) =>
    worker.evaluate(
      async ({ message, url }) => {
        const id = (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
        return chrome.tabs.sendMessage(id, message).then(
          () => 'answered',
          () => 'refused',
        );
      },
      { message, url: theirs.url() },
    ),
  'to the hidden page': ({ worker }, message) =>
    worker.evaluate(async (message) => {
      const all = await (self as unknown as ServiceWorkerGlobalScope).clients.matchAll({ includeUncontrolled: true });
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<string>((resolve) => {
        port1.onmessage = ({ data }) => resolve('error' in data ? 'refused' : 'answered');
      });
      all.find(({ url }) => url.includes('/captioner-page.html'))?.postMessage(message, [port2]);
      return answer;
    }, message),
};
