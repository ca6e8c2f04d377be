// Opens the hidden page that owns the model and asks it. Runs in the service worker.
import browser from 'webextension-polyfill';
import { isWebPage, patternOf } from '../match-patterns.ts';
import { type Answer, type Asker, type Finding, type Picture, type Protocol, send } from '../messages.ts';
import { getSettings } from '../settings.ts';
import { silence } from '../silence.ts';
import { withOwnWords } from './own-words.ts';

const PAGE = 'captioner/captioner-page.html';
let opening: Promise<void> | undefined;

/** Describes one picture for whoever sent the request. Failures are answers with a reason; rejects only when the hidden page cannot run. */
export async function describePicture(picture: Picture, sender: browser.Runtime.MessageSender): Promise<Answer> {
  const { compute, carefulness, wording } = await getSettings();
  if ('url' in picture && !(await mayRead(picture.url, sender))) {
    return { ...silence('no-permission'), shareable: false, wording };
  }
  const finding = await ask({ picture, compute, carefulness, asker: askerOf(sender) });
  return { ...(await withOwnWords(finding)), wording };
}

/** Has the model loaded by the time it is needed. */
export const prepare = (): Promise<void> => openPage();

/** Forgets what a tab, or one document in it, is waiting for; of several pictures, `url` is the one. */
export async function cancelRequests(
  sender: { tab?: { id?: number }; documentId?: string },
  url?: string,
): Promise<void> {
  if (await isOpen()) await send('captioner:cancel', { asker: askerOf(sender).id, url });
}

/** Forgets what has been described so far. */
export async function forgetDescriptions(): Promise<void> {
  if (await isOpen()) await send('captioner:forget');
}

function askerOf(sender: { tab?: { id?: number }; documentId?: string; url?: string }): Asker {
  return { id: `${sender.tab?.id ?? 'extension'}/${sender.documentId ?? ''}`, page: sender.url ?? '' };
}

/** The page may just be closing because it was idle; then the second try opens a new one. */
async function ask(request: Parameters<Protocol['captioner:describe']>[0]): Promise<Finding> {
  await openPage();
  return send('captioner:describe', request).catch(async () => {
    await openPage();
    return send('captioner:describe', request);
  });
}

/** Chrome allows one such page, and asking twice at once is an error: whoever comes second waits for the first. */
function openPage(): Promise<void> {
  opening ??= create().finally(() => {
    opening = undefined;
  });
  return opening;
}

async function create(): Promise<void> {
  if (await isOpen()) return;
  const { compute } = await getSettings();
  await chrome.offscreen.createDocument({
    url: `${PAGE}?${new URLSearchParams({ compute })}`, // what to load the model for
    reasons: [chrome.offscreen.Reason.WORKERS, chrome.offscreen.Reason.BLOBS],
    justification:
      'Runs the model that describes pictures, for longer than a service worker lives, and decodes pictures.',
  });
}

const isOpen = async () =>
  (await chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT] })).length > 0;

/**
 * Without permission the browser would still send the request, and tell the server which extension asks. What lies where
 * the page itself does may be read for as long as the user's request holds (activeTab).
 */
async function mayRead(url: string, sender: browser.Runtime.MessageSender): Promise<boolean> {
  if (!isWebPage(url) || (sender.url && new URL(sender.url).origin === new URL(url).origin)) return true;
  return browser.permissions.contains({ origins: [patternOf(url)] });
}
