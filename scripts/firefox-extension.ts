// Puts the extension into a Firefox that runs, and opens tabs in it, pages of the web and of the extension. Runs in Node.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bidi, Script } from './bidi.ts';
import { FirefoxPage } from './firefox-page.ts';

export interface WithExtension {
  /** A new tab in front, 1280 × 720 CSS px in a headless browser. */
  newPage(): Promise<FirefoxPage>;
  /** Runs in a page of the extension, where all of its own `browser` and `chrome` are at hand. */
  inExtension<R, A = undefined>(script: Script<A, R>, argument?: A): Promise<R>;
  /** Runs in the browser's own window, where everything is allowed. */
  inWindow<R, A = undefined>(script: Script<A, R>, argument?: A): Promise<R>;
  /** The address of the extension's pages, ending in a slash. */
  origin: string;
}

/** @param isThere where the browser's profile has brought it */
export async function withExtension(
  bidi: Bidi,
  folder: string,
  { headless, isThere }: { headless: boolean; isThere: boolean },
): Promise<WithExtension> {
  const { id } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).browser_specific_settings.gecko;
  if (!isThere) await bidi.send('webExtension.install', { extensionData: { type: 'path', path: resolve(folder) } });
  const { contexts } = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const inWindow: WithExtension['inWindow'] = (script, argument) =>
    bidi.evaluate(contexts[0].context, script, argument);
  const origin = `moz-extension://${await inWindow(hostOf, id)}/`;
  const addresses = new Map<string, string>();
  const changes = ['load', 'fragmentNavigated', 'historyUpdated'].map((name) => `browsingContext.${name}`);
  await bidi.on(changes, ({ context, url }) => addresses.set(context, url));
  const open = async (background: boolean) => {
    const { context } = await bidi.send('browsingContext.create', { type: 'tab', background });
    return new FirefoxPage(bidi, context, addresses);
  };
  const newPage = async () => {
    const page = await open(false);
    if (headless) await page.setViewportSize({ width: 1280, height: 720 });
    return page;
  };
  const openInside = async () => {
    const page = await open(true);
    await page.goto(`${origin}options/index.html`);
    return page;
  };
  let inside: Promise<FirefoxPage> | undefined;
  const inExtension: WithExtension['inExtension'] = async (script, argument) => {
    inside ??= openInside();
    try {
      return await (await inside).evaluate(script, argument);
    } catch (error) {
      if (!/no such frame/.test(String(error))) throw error;
      inside = undefined; // its pages go with the extension when that is switched off
      return inExtension(script, argument);
    }
  };
  return { newPage, inExtension, inWindow, origin };
}

/** Waits until the extension is there. Runs in the browser's own window. */
async function hostOf(id: string): Promise<string> {
  let policy = WebExtensionPolicy.getByID(id);
  for (; !policy; policy = WebExtensionPolicy.getByID(id)) await new Promise((resume) => setTimeout(resume, 50));
  await policy.readyPromise;
  return policy.mozExtensionHostname;
}

/** Of the browser's own window; types only. */
declare const WebExtensionPolicy: {
  getByID(id: string): { mozExtensionHostname: string; readyPromise: Promise<unknown> } | null;
};
