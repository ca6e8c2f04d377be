// Asks whoever has the model, which is loaded when it is needed. Runs in the background.

import type browser from 'webextension-polyfill';
import { findHost, openHost } from '#browser/model-host.ts';
import { fromBase64 } from '../base64.ts';
import { noteDamage } from '../damage.ts';
import { mayFetch } from '../may-fetch.ts';
import type { Answer, Asker, Explained, Finding, InUse, Picture, PictureOrBytes, Protocol } from '../messages.ts';
import { getSettings, type Settings } from '../settings.ts';
import { silence } from '../silence.ts';
import { withOwnWords } from './own-words.ts';

/** Describes one picture for whoever sent the request. Failures are answers with a reason; rejects only when the model has no place to run. */
export async function describePicture(picture: Picture, sender: browser.Runtime.MessageSender): Promise<Answer> {
  const settings = await getSettings();
  const { wording, language } = settings;
  if ('url' in picture && !(await mayFetch(picture.url, sender.url))) {
    return { ...silence('no-permission'), shareable: false, wording, lang: language };
  }
  return toAnswer(await ask('captioner:describe', toRequest(picture, settings, sender)), settings);
}

/** The same for a page of ours, with how it came about. */
export async function explainPicture(
  picture: { pixels: string },
  sender: browser.Runtime.MessageSender,
): Promise<Explained> {
  const settings = await getSettings();
  const { finding, howSo } = await ask('captioner:explain', toRequest(picture, settings, sender));
  return { answer: await toAnswer(finding, settings), howSo };
}

function toRequest(picture: Picture, settings: Settings, sender: browser.Runtime.MessageSender) {
  const { compute, carefulness, language, translate } = settings;
  return { picture: toBytes(picture), compute, carefulness, tongue: { language, translate }, asker: askerOf(sender) };
}

async function toAnswer(finding: Finding, { wording, language }: Settings): Promise<Answer> {
  noteDamage(finding).catch(() => undefined); // a word in the popup less, and this answer says it all the same
  const answer = await withOwnWords(finding);
  const isOurs = answer.text !== null && !answer.own;
  return { ...answer, wording, lang: isOurs ? answer.lang : language };
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
  await openHost();
}

/** What the model runs on; null while none is loaded. */
export async function inUse(): Promise<InUse | null> {
  const host = await findHost();
  return host ? host.ask('captioner:in-use') : null;
}

/** Forgets what a tab, or one document in it, is waiting for; of several pictures, `url` is the one. */
export async function cancelRequests(sender: Sender, url?: string): Promise<void> {
  const host = await findHost();
  await host?.ask('captioner:cancel', { asker: askerOf(sender).id, url });
}

/** Forgets what has been described so far. */
export async function forgetDescriptions(): Promise<void> {
  const host = await findHost();
  await host?.ask('captioner:forget');
}

type Sender = { tab?: { id?: number }; documentId?: string; frameId?: number; url?: string };

/** The id of a whole tab is what those of its documents begin with. Firefox tells the frame alone. */
function askerOf({ tab, documentId, frameId, url }: Sender): Asker {
  const own = documentId ?? frameId;
  return { id: `${tab?.id ?? 'extension'}/${own === undefined ? '' : `${own}/`}`, page: url ?? '' };
}

/** The host may just be closing because it was idle; then the second try opens a new one. */
async function ask<N extends 'captioner:describe' | 'captioner:explain'>(
  name: N,
  ...request: Parameters<Protocol[N]>
): Promise<ReturnType<Protocol[N]>> {
  const askOnce = async () => (await openHost()).ask(name, ...request);
  return askOnce().catch(askOnce);
}
