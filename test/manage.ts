// What a user does with the extension itself in Chromium's list of extensions. Runs in Node, in browser tests.
import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';

/** Disables, enables, restarts, removes and updates it. */
export function managing(context: BrowserContext, worker: Worker, session: CDPSession) {
  const id = new URL(worker.url()).host;
  const inList = async (act: (list: Page) => Promise<unknown>) => {
    const list = await context.newPage();
    await list.goto('chrome://extensions');
    await act(list);
    await list.close();
  };
  /** Else the browser switches off what is not from its store. */
  const allowUnpacked = () =>
    inList((list) => list.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })'));
  return {
    async setEnabled(enabled: boolean) {
      await allowUnpacked();
      await inList((list) => list.evaluate(`chrome.management.setEnabled('${id}', ${enabled})`));
    },
    uninstall: async () => void (await session.send('Extensions.uninstall', { id })),
    /** The user's button. */
    async restart() {
      await allowUnpacked();
      await inList((list) => list.evaluate(`chrome.developerPrivate.reload('${id}')`));
    },
    /** The same version once more, as an update does. @returns its service worker */
    async update(): Promise<Worker> {
      await allowUnpacked();
      const started = context.waitForEvent('serviceworker');
      await worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined); // it ends in the middle
      return started;
    },
  };
}
