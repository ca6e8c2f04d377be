// Hands a sentence to the user's screen reader, and so to braille; notices the Escape that is to end a voice. Runs in web pages.
import { notifier } from '#browser/notifier.ts';

/** Milliseconds: a menu or a popup that is about to close gives the focus back to the page; some never do. */
const PATIENCE = 3000;
/** Milliseconds between two looks for the focus. */
const POLL = 50;
/**
 * Milliseconds after the focus is back: the screen reader says where it is now, and would talk over the sentence; what
 * is in a live region at the moment it appears, it ignores.
 */
const SETTLING = 300;
/** Milliseconds until the sentence is taken out of the page again. */
const READ = 5000;

declare global {
  /** ARIA 1.3 notifications; not yet in TypeScript's library. */
  interface Notifier {
    ariaNotify?(announcement: string, options?: { priority?: 'normal' | 'high' }): void;
  }
  interface Element extends Notifier {}
  interface Document extends Notifier {
    /** Chromium's; a page may forbid notifications to itself and to its frames. */
    featurePolicy?: { features(): string[]; allowsFeature(feature: string): boolean };
  }
}

let region: { host: HTMLElement; text: HTMLElement } | undefined;
/** Counts announcements: a newer one takes the place of one that still waits. */
let latest = 0;

/**
 * Announces one sentence, soon: when the page has the focus again, and after whatever is being said then.
 * @param shareable whether the page may learn it. A live region is a part of the page, and the page's own search finds
 *   what is in it, however closed.
 * @returns false where it cannot be announced
 */
export function announce(sentence: string, shareable: boolean, lang = 'en'): boolean {
  if (!canNotify() && !shareable) return false;
  deliver(sentence, lang);
  return true;
}

/** Drops what still waits, and removes what announce() added to the page. */
export function forgetAnnouncements(): void {
  latest++;
  region?.host.remove();
  region = undefined;
}

let untilEscape = new AbortController();

/** Calls `stop` at the next Escape that a person presses, which the page gets all the same. */
export function onEscape(stop: () => void, end: AbortSignal): void {
  untilEscape.abort();
  untilEscape = new AbortController();
  const heard = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    untilEscape.abort();
    stop();
  };
  addEventListener('keydown', heard, { capture: true, signal: AbortSignal.any([untilEscape.signal, end]) });
}

async function deliver(sentence: string, lang: string): Promise<void> {
  const mine = ++latest;
  if (!canNotify()) emptyRegion();
  await focus();
  await pause(SETTLING);
  if (mine !== latest) return;
  if (canNotify()) return notifier().ariaNotify!(sentence, { priority: 'normal' });
  const { text } = region!;
  text.lang = lang;
  text.textContent = sentence;
  await pause(READ);
  if (mine === latest) text.textContent = '';
}

/** Also before the same sentence again, which would change nothing; and pages take out what they do not know. */
function emptyRegion(): void {
  if (!region?.host.isConnected) region = makeRegion();
  region.text.textContent = '';
}

function makeRegion() {
  const host = document.createElement('div');
  const text = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('div'));
  text.setAttribute('role', 'status');
  // Out of sight, but not hidden: what is hidden is not announced.
  text.style.cssText = 'position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  document.documentElement.append(host);
  return { host, text };
}

async function focus(): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!document.hasFocus() && Date.now() < end) await pause(POLL);
}

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));

function canNotify(): boolean {
  const { featurePolicy } = document;
  if (typeof notifier()?.ariaNotify !== 'function') return false;
  return !featurePolicy?.features().includes('aria-notify') || featurePolicy.allowsFeature('aria-notify');
}
