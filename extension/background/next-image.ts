// The key that jumps from image to image without a description, through all frames of a tab. Runs in the service worker.
import type browser from 'webextension-polyfill';
import { reasonOf } from '../../model/reasons.ts';
import { type Protocol, sendToFrame } from '../messages.ts';
import type { NextPicture } from '../picture-list.ts';
import { text } from '../text.ts';
import { focusedFrame, inject } from './frames.ts';
import { speak, speakReason } from './speech.ts';

type From = Parameters<Protocol['page:next-picture']>[0]['from'];

/** Tabs where the last press has reached the end, so that the next one starts over. */
const atEnd = new Set<number>();

/** Jumps to the next image and says which it is, or that there are no more. Never rejects: failures are spoken. */
export async function nextImage({ id }: browser.Tabs.Tab): Promise<void> {
  const tabId = id!;
  const here = await focusedFrame(tabId);
  try {
    const { frameId = here, sentence } = await step(tabId, atEnd.has(tabId) ? undefined : here);
    await speak(sentence, { tabId, frameId });
  } catch (error) {
    await speakReason(reasonOf(error), { tabId, frameId: here });
  }
}

/** @param here the frame to go on from; undefined to start over. @returns the frame it led to and what to say */
async function step(tabId: number, here?: number): Promise<{ frameId?: number; sentence: string }> {
  const frames = (await inject(tabId, 'all')).sort((a, b) => a - b);
  let found: { frameId: number; number: number } | undefined;
  let [count, counted] = [0, true];
  for (const frameId of frames) {
    const from = found || (here !== undefined && frameId < here) ? 'nowhere' : frameId === here ? 'here' : 'start';
    const there = await stepIn(tabId, frameId, from);
    if (there.number > 0 && !found) found = { frameId, number: count + there.number };
    count += there.count;
    counted &&= there.counted;
  }
  if (!found) return nothing(tabId, count);
  atEnd.delete(tabId);
  const sentence = counted ? text('nextOf', found.number, count) : text('nextUncounted');
  return { frameId: found.frameId, sentence };
}

/** A frame that has gone away meanwhile has no pictures. */
function stepIn(tabId: number, frameId: number, from: From): Promise<NextPicture> {
  const nothing = { number: 0, count: 0, counted: true };
  return sendToFrame(tabId, frameId, 'page:next-picture', { from }).catch(() => nothing);
}

function nothing(tabId: number, count: number): { sentence: string } {
  if (count === 0) return { sentence: text('noneToGoTo') };
  atEnd.add(tabId);
  return { sentence: text('noFurther') };
}
