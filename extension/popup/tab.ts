// What Inkling does in the tab under the popup, all frames together. Runs in the popup.
import browser from 'webextension-polyfill';
import { inject } from '../background/frames.ts';
import { isOn } from '../background/sites.ts';
import { isWebPage } from '../match-patterns.ts';
import { type PageStatus, type Protocol, sendToFrame } from '../messages.ts';

export interface TabState {
  id: number;
  /** The site's origin; undefined where no site can be switched on (browser pages, local files). */
  origin?: string;
  frames: number[];
  on: boolean;
  status: PageStatus;
  /** Other origins that the pictures on the page come from. */
  imageOrigins: string[];
}

/** @throws ReasonError 'page-unreachable' */
export async function readTab(): Promise<TabState> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const id = tab.id!;
  const origin = isWebPage(tab.url) ? new URL(tab.url).origin : undefined;
  const frames = (await inject(id, 'all')).sort((a, b) => a - b);
  const [status, on, origins] = await Promise.all([
    readStatus(id, frames),
    isOn(tab.url),
    askAll(id, frames, 'page:origins'),
  ]);
  const imageOrigins = [...new Set(origins.flat())].filter((other) => other !== origin);
  return { id, origin, frames, on, status, imageOrigins };
}

/** The sum over the frames. */
export async function readStatus(id: number, frames: number[]): Promise<PageStatus> {
  const each = await askAll(id, frames, 'page:status');
  const sum = (count: 'found' | 'unexamined' | 'answers' | 'described' | 'silent' | 'waiting') =>
    each.reduce((total, one) => total + one[count], 0);
  return {
    automatic: each.some(({ automatic }) => automatic),
    found: sum('found'),
    unexamined: sum('unexamined'),
    answers: sum('answers'),
    described: sum('described'),
    silent: sum('silent'),
    waiting: sum('waiting'),
    missingOrigins: [...new Set(each.flatMap(({ missingOrigins }) => missingOrigins))],
  };
}

/** Takes back every label on the page. @returns how many there were */
export async function undo({ id, frames }: TabState): Promise<number> {
  const replies = await askAll(id, frames, 'page:undo');
  return replies.reduce((total, { restored }) => total + restored, 0);
}

/** The replies of the frames that are still there. */
async function askAll<N extends 'page:status' | 'page:origins' | 'page:undo'>(
  id: number,
  frames: number[],
  name: N,
): Promise<ReturnType<Protocol[N]>[]> {
  const replies = await Promise.allSettled(frames.map((frame) => (sendToFrame as Ask)<N>(id, frame, name)));
  return replies.flatMap((reply) => (reply.status === 'fulfilled' ? [reply.value] : []));
}

/** sendToFrame for messages without a request, which its general type cannot tell. */
type Ask = <N extends keyof Protocol>(id: number, frame: number, name: N) => Promise<ReturnType<Protocol[N]>>;
