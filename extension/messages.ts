// THE list of messages between Inkling's contexts, and send()/handle() derived from it; those to the model go to its host,
// see browsers/. Runs in every context of the extension.
import browser from 'webextension-polyfill';
import type { Carefulness, Compute } from '../model/captioner.ts';
import type { Tongue } from './languages/in-language.ts';
import type { Language } from './languages/languages.ts';
import type {
  Answer,
  Asker,
  Explained,
  Finding,
  HowSo,
  InUse,
  Mode,
  PageStatus,
  Picture,
  PictureOrBytes,
  ReportedPicture,
  Sentence,
  Told,
} from './message-types.ts';
import type { ListedPicture, NextPicture, PictureStep } from './picture-list.ts';

export type { Carefulness, Compute } from '../model/captioner.ts';
export type * from './message-types.ts';

/** Message name (`<who answers>:<what>`) → request and reply. */
export interface Protocol {
  // answered by the background: Chrome's service worker, Firefox's event page
  'background:describe'(request: { picture: Picture }): Answer;
  /** Describes the network's input (base64), and says how that came about. Only for pages of the extension. */
  'background:explain'(request: { pixels: string }): Explained;
  /** Sent by a page where automatic mode is on while its first pictures are still on their way: the model may load. */
  'background:prepare'(): void;
  /** Asked by a content script as it starts: what may it do unasked in this tab? The top page decides for all frames. */
  'background:mode'(): Mode;
  /**
   * Drop what this frame asked for, all or one picture that is still being read. What is being said goes on: it may be the
   * word that the site is off now.
   */
  'background:cancel'(request: { url?: string }): void;
  /** Sent by a frame that is going away (pagehide): drop what it asked for, and fall silent. */
  'background:frame-left'(): void;
  'background:stop-speaking'(): void;
  /** Describes a picture of the popup's list, which says the sentence itself; null while another is being described. */
  'background:describe-listed'(request: { tabId: number; frameId: number; id: number }): Sentence | null;
  /** With the browser's voice alone, for a page of ours that speaks to the screen reader itself. False: no voice can. */
  'background:say-aloud'(request: { tabId: number } & Sentence): boolean;
  /** Sent by a content script when a frame has come to its page or has loaded: it gets a content script too. */
  'background:frames-changed'(): void;
  /**
   * The user's own words for a picture; null hides its description, undefined gives the choice back to the model. Only
   * for pages of the extension. `kept` is false where the words are empty or there are too many pictures already.
   */
  'background:set-own-words'(request: { key: string; words?: string | null }): { kept: boolean };
  /** Adds words from a file, picture → words, where there are none yet. Only for pages of the extension. */
  'background:add-own-words'(request: { pictures: Record<string, unknown> }): { added: number };
  'background:forget-own-words'(): void;
  /** Drops every description made so far, and takes the labels off open pages. Only for pages of the extension. */
  'background:forget-descriptions'(): void;
  /** null while no model is loaded. */
  'background:in-use'(): InUse | null;
  // answered where the model is; only the background can ask there
  'captioner:describe'(request: {
    picture: PictureOrBytes;
    compute: Compute;
    carefulness: Carefulness;
    tongue: Tongue;
    asker: Asker;
  }): Finding;
  /** The same with how it came about; nothing is remembered. */
  'captioner:explain'(request: Parameters<Protocol['captioner:describe']>[0]): { finding: Finding; howSo: HowSo };
  /** Drops what these askers wait for, all or one picture; `asker` is an id or the beginning of several. */
  'captioner:cancel'(request: { asker: string; url?: string }): void;
  /** Drops the remembered descriptions. */
  'captioner:forget'(): void;
  'captioner:in-use'(): InUse | null;
  // answered by the content script of one frame
  'page:describe'(request: {
    from: 'menu' | 'command' | 'list';
    /** Of the reason, where there is no answer; English where this is missing. */
    lang?: Language;
    srcUrl?: string;
    linkUrl?: string;
    /** Names the element under the menu, in Firefox. */
    targetElementId?: number;
    id?: number;
  }): Told;
  /** Up to `most` pictures from `offset` on, all or those without a name. */
  'page:pictures'(request: { offset: number; most: number; all: boolean }): PictureStep;
  /** How a listed picture is now; null when it has gone. */
  'page:picture'(request: { id: number }): ListedPicture | null;
  /** Puts the focus on a listed picture. @returns false when it has gone or cannot have the focus */
  'page:jump'(request: { id: number }): boolean;
  /** Jumps to the next picture without a description after the focus, or the first; `nowhere` only counts. */
  'page:next-picture'(request: { from: 'here' | 'start' | 'nowhere' }): NextPicture;
  /** The network's input for a listed picture, as base64; null where the page cannot read it. */
  'page:pixels'(request: { id: number }): Promise<string | null>;
  /** What the page may read of another origin, as everybody may; null where that is nothing. */
  'page:fetch-pixels'(request: { url: string }): Promise<string | null>;
  /** Says whether it can be done; see announce.ts. */
  'page:announce'(request: Sentence & { shareable: boolean }): boolean;
  /** The browser's voice is speaking, until it is over or Escape is pressed. */
  'page:stop-on-escape'(): void;
  /** Automatic mode has been switched on, or may read more now. */
  'page:start-automatic'(): Promise<void>;
  'page:undo'(): { restored: number };
  /** The user wants other descriptions now: forget all, and in automatic mode ask anew. */
  'page:renew'(): void;
  'page:status'(): PageStatus;
  /** What became of each picture, in the order in which they were done; `npm start` prints it. */
  'page:report'(): ReportedPicture[];
  /** Every image origin on the page that a site switch must ask for. */
  'page:origins'(): string[];
}

type Name = keyof Protocol;
type Request<N extends Name> = Parameters<Protocol[N]>;
type Reply<N extends Name> = ReturnType<Protocol[N]>;
type Envelope = { to: Name; request?: unknown };

/** Sends to the extension's own contexts; rejects when nobody answers. */
export function send<N extends Name>(name: N, ...[request]: Request<N>): Promise<Reply<N>> {
  return browser.runtime.sendMessage({ to: name, request } satisfies Envelope) as Promise<Reply<N>>;
}

/** Sends to the content script of one frame, or of all frames (the first reply counts); rejects when there is none. */
export function sendToFrame<N extends Name>(
  tabId: number,
  frameId: number | 'all',
  name: N,
  ...[request]: Request<N>
): Promise<Reply<N>> {
  const where = frameId === 'all' ? {} : { frameId };
  return browser.tabs.sendMessage(tabId, { to: name, request } satisfies Envelope, where) as Promise<Reply<N>>;
}

type CaptionerName = Extract<Name, `captioner:${string}`>;

/** Who has the model, in the words of the browser that is built for. */
export interface ModelHost {
  /** Rejects when it fails, or ends before it has answered. */
  ask<N extends CaptionerName>(name: N, ...request: Request<N>): Promise<Reply<N>>;
}

/** What answers there. */
export type CaptionerHandlers = { [N in CaptionerName]: (...request: Request<N>) => Reply<N> | Promise<Reply<N>> };

export type Handlers = {
  [N in Name]?: (request: Request<N>[0], sender: browser.Runtime.MessageSender) => Reply<N> | Promise<Reply<N>>;
};

/**
 * Answers the messages in `handlers` and stays out of the way of the rest: every context hears every message,
 * so the listener must return undefined, synchronously, for names that are not its own.
 */
export function handle(handlers: Handlers): void {
  browser.runtime.onMessage.addListener(((message: Envelope, sender: browser.Runtime.MessageSender) => {
    const handler = Object.hasOwn(handlers, message?.to) ? handlers[message.to] : undefined;
    if (!handler) return undefined;
    return Promise.resolve().then(() => (handler as (r: unknown, s: unknown) => unknown)(message.request, sender));
  }) as browser.Runtime.OnMessageListener);
}

/** For what web pages' content scripts must not ask: their processes belong to the pages. @throws when one of them asks */
export function ours({ url }: browser.Runtime.MessageSender): true {
  if (url?.startsWith(browser.runtime.getURL(''))) return true;
  throw new Error('not for web pages');
}
