// Has the model in a hidden (offscreen) page, which outlives the service worker, and opens it. Runs in Chrome's service worker.
import type { ModelHost } from '../../messages.ts';
import { post, serviceWorker } from '../../posted-messages.ts';
import { getSettings } from '../../settings.ts';

const PAGE = 'captioner/captioner-page.html';
/** Milliseconds; the model's memory is worth keeping for the next picture of a page, not for the next hour. */
const IDLE = 5 * 60_000;
let opening: Promise<ModelHost> | undefined;

/** Chrome allows one such page, and asking twice at once is an error: whoever comes second waits for the first. */
export function openHost(): Promise<ModelHost> {
  opening ??= create().finally(() => {
    opening = undefined;
  });
  return opening;
}

async function create(): Promise<ModelHost> {
  const open = await findHost();
  if (open) return open;
  return createPage().catch(async () => {
    await chrome.offscreen.closeDocument().catch(() => undefined); // one that could not load would be in the way for ever
    return createPage();
  });
}

async function createPage(): Promise<ModelHost> {
  const { compute } = await getSettings();
  await chrome.offscreen.createDocument({
    url: `${PAGE}?${new URLSearchParams({ compute, idle: String(IDLE) })}`,
    reasons: [chrome.offscreen.Reason.WORKERS],
    justification:
      'Runs the model that describes pictures, for longer than a service worker lives, and decodes pictures.',
  });
  const created = await findHost();
  if (!created) throw new Error('the hidden page was closed as soon as it was open');
  return created;
}

/** The page, if it is open. */
export async function findHost(): Promise<ModelHost | undefined> {
  const all = await serviceWorker.clients.matchAll({ includeUncontrolled: true });
  const page = all.find(({ url }) => new URL(url).pathname === `/${PAGE}`);
  return page && { ask: (name, ...request) => post(page, name, ...request) };
}
