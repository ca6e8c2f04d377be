// Hands a sentence to the user's screen reader, and so to braille. Runs in web pages.

/** Milliseconds: screen readers ignore what is in a live region at the moment it appears. */
const SETTLING = 150;

declare global {
  interface Element {
    /** ARIA 1.3 notifications; not yet in TypeScript's library. */
    ariaNotify?(announcement: string, options?: { priority?: 'normal' | 'high' }): void;
  }
}

let region: { host: HTMLElement; text: HTMLElement } | undefined;

/** Makes the place for announcements before the first one; nothing where the browser can notify without one. */
export function prepareAnnouncements(): void {
  if (canNotify() || region) return;
  const host = document.createElement('div');
  const text = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('div'));
  text.setAttribute('role', 'status');
  text.setAttribute('lang', 'en');
  // Out of sight, but not hidden: what is hidden is not announced.
  text.style.cssText = 'position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  document.documentElement.append(host);
  region = { host, text };
}

/** Announces one sentence, after whatever is being said now. */
export async function announce(sentence: string): Promise<void> {
  if (canNotify()) return document.documentElement.ariaNotify?.(sentence, { priority: 'normal' });
  prepareAnnouncements();
  const { text } = region!;
  text.textContent = '';
  await new Promise((resume) => setTimeout(resume, SETTLING));
  text.textContent = sentence;
}

/** Removes what prepareAnnouncements added to the page. */
export function forgetAnnouncements(): void {
  region?.host.remove();
  region = undefined;
}

const canNotify = () => typeof document.documentElement?.ariaNotify === 'function';
