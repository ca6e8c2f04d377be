// Whether the files of the network are damaged, as far as a description has found out. Runs in the service worker and the pages of the extension.
import browser from 'webextension-polyfill';
import type { Finding } from './messages.ts';

/** In storage.session: an update brings new files. */
const DAMAGED = 'filesDamaged';
let known: boolean | undefined;

/** Learns from what the hidden page has answered. */
export async function noteDamage({ reason, backend }: Pick<Finding, 'reason' | 'backend'>): Promise<void> {
  const damaged = reason === 'no-weights';
  if (!(damaged || backend) || damaged === known) return; // the network was not needed, or nothing is new
  known = damaged;
  if (damaged) await browser.storage.session.set({ [DAMAGED]: true });
  else await browser.storage.session.remove(DAMAGED);
}

/** Calls `changed` with what is known now, and whenever that changes. @returns what ends it */
export function watchDamage(changed: (damaged: boolean) => void): () => void {
  const look = async () => changed((await browser.storage.session.get(DAMAGED))[DAMAGED] === true);
  look();
  browser.storage.session.onChanged.addListener(look);
  return () => browser.storage.session.onChanged.removeListener(look);
}
