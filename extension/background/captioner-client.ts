// Opens the hidden page that owns the model and asks it. Runs in the service worker.
import browser from 'webextension-polyfill';
import { fromBase64 } from '../base64.ts';
import { noteDamage } from '../damage.ts';
import { isWebPage, patternOf } from '../match-patterns.ts';
import type { Answer, Asker, Finding, InUse, Picture, PictureOrBytes, Protocol } from '../messages.ts';
import { post, serviceWorker } from '../posted-messages.ts';
import { getSettings } from '../settings.ts';
import { silence } from '../silence.ts';
import { withOwnWords } from './own-words.ts';

const PAGE = 'captioner/captioner-page.html';
/** Milliseconds; the model's memory is worth keeping for the next picture of a page, not for the next hour. */
const IDLE = 5 * 60_000;
let opening: Promise<Client> | undefined;

/** Describes one picture for whoever sent the request. Failures are answers with a reason; rejects only when the hidden page cannot run. */
export async function describePicture(picture: Picture, sender: browser.Runtime.MessageSender): Promise<Answer> {
  const { compute, carefulness, wording } = await getSettings();
  if ('url' in picture && !(await mayRead(picture.url, sender))) {
    return { ...silence('no-permission'), shareable: false, wording };
  }
  const finding = await ask({ picture: toBytes(picture), compute, carefulness, asker: askerOf(sender) });
  noteDamage(finding).catch(() => undefined); // a word in the popup less, and this answer says it all the same
  return { ...(await withOwnWords(finding)), wording };
}

/** Text that is no base64 becomes a picture without pixels, which is refused like any other of a wrong size. */
function toBytes(picture: Picture): PictureOrBytes {
  if ('url' in picture) return picture;
  try {
    return { pixels: fromBase64(picture.pixels) };
  } catch {
    return { pixels: new Uint8Array(0) };
  }
}

/** Has the model loaded by the time it is needed. */
export async function prepare(): Promise<void> {
  await openPage();
}

/** What the model runs on; null while none is loaded. */
export async function inUse(): Promise<InUse | null> {
  const page = await findPage();
  return page ? post(page, 'captioner:in-use') : null;
}

/** Forgets what a tab, or one document in it, is waiting for; of several pictures, `url` is the one. */
export async function cancelRequests(
  sender: { tab?: { id?: number }; documentId?: string },
  url?: string,
): Promise<void> {
  const page = await findPage();
  if (page) await post(page, 'captioner:cancel', { asker: askerOf(sender).id, url });
}

/** Forgets what has been described so far. */
export async function forgetDescriptions(): Promise<void> {
  const page = await findPage();
  if (page) await post(page, 'captioner:forget');
}

function askerOf(sender: { tab?: { id?: number }; documentId?: string; url?: string }): Asker {
  return { id: `${sender.tab?.id ?? 'extension'}/${sender.documentId ?? ''}`, page: sender.url ?? '' };
}

/** The page may just be closing because it was idle; then the second try opens a new one. */
async function ask(request: Parameters<Protocol['captioner:describe']>[0]): Promise<Finding> {
  const askOnce = async () => post(await openPage(), 'captioner:describe', request);
  return askOnce().catch(askOnce);
}

/** Chrome allows one such page, and asking twice at once is an error: whoever comes second waits for the first. */
function openPage(): Promise<Client> {
  opening ??= create().finally(() => {
    opening = undefined;
  });
  return opening;
}

async function create(): Promise<Client> {
  const open = await findPage();
  if (open) return open;
  const { compute } = await getSettings();
  await chrome.offscreen.createDocument({
    url: `${PAGE}?${new URLSearchParams({ compute, idle: String(IDLE) })}`,
    reasons: [chrome.offscreen.Reason.WORKERS],
    justification:
      'Runs the model that describes pictures, for longer than a service worker lives, and decodes pictures.',
  });
  const created = await findPage();
  if (!created) throw new Error('the hidden page was closed as soon as it was open');
  return created;
}

async function findPage(): Promise<Client | undefined> {
  const all = await serviceWorker.clients.matchAll({ includeUncontrolled: true });
  return all.find(({ url }) => new URL(url).pathname === `/${PAGE}`);
}

/**
 * Without permission the browser would still send the request, and tell the server which extension asks. What lies where
 * the page itself does may be read for as long as the user's request holds (activeTab).
 */
async function mayRead(url: string, sender: browser.Runtime.MessageSender): Promise<boolean> {
  if (!isWebPage(url) || (sender.url && new URL(sender.url).origin === new URL(url).origin)) return true;
  return browser.permissions.contains({ origins: [patternOf(url)] });
}
