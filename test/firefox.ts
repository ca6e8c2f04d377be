// Opens a real Firefox for tests that also run in Chromium: with as much of Playwright as they use. Runs in Node.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from '../scripts/bidi.ts';
import { type Firefox, openFirefox } from '../scripts/firefox.ts';
import { zip } from '../scripts/zip.ts';
import { asPlaywright, type TestPage } from './firefox-tab.ts';
import { chooseDescribe, openPopup, pressShortcut } from './firefox-window.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Voices that say nothing, and permissions without a prompt, which no test could answer. */
const PREFERENCES = { 'media.webspeech.synth.test': true, 'extensions.webextOptionalPermissionPrompts': false };

interface Options {
  /** Puts spy-speech/firefox.js into the folder. */
  spy?: boolean;
  /** Names that lead to this computer. */
  names?: string[];
  /** Of about:config. */
  preferences?: Record<string, unknown>;
  /** A folder that stays. */
  profile?: string;
}

/** Firefox takes what nobody has signed, and takes it from its profile without a question. */
const UNSIGNED = { 'xpinstall.signatures.required': false, 'extensions.autoDisableScopes': 0 };

/** What `launch` in browser.ts gives of Chromium. @param folder with the built extension */
export async function launchFirefox(folder: string, { spy, names = [], preferences, profile }: Options = {}) {
  if (spy) addSpy(folder);
  if (profile) packInto(profile, folder);
  const local = { 'network.dns.localDomains': names.join() };
  const firefox = await openFirefox(folder, {
    headless: true,
    preferences: { ...PREFERENCES, ...local, ...(profile && UNSIGNED), ...preferences },
    profile,
  });
  const newPage = async () => asPlaywright(await firefox.newPage());
  return {
    firefox,
    context: { newPage, browser: () => ({ newContext: () => withoutInkling(firefox) }) },
    worker: { evaluate: firefox.inExtension, url: () => firefox.origin },
    spoken: () => firefox.inExtension(spoken),
    describe: async (page: TestPage, selector: string) => chooseDescribe(firefox, page, selector),
    pressShortcut: (page: TestPage, key: string) => pressShortcut(firefox, page, key),
    /** Gives a command keys: Alt+Shift and the letter. */
    setShortcut: (name: string, letter: string) =>
      firefox.inExtension(setShortcut, { name, shortcut: `Alt+Shift+${letter}` }),
    attributes: (page: TestPage, selector: string, name: string) =>
      page.evaluateApart(attributesOf, { selector, name }),
    openPopup: (page: TestPage) => openPopup(firefox, page),
    permit: async () => undefined, // see PREFERENCES
    unload: () => firefox.inWindow(unload),
    /** 'running' or 'stopped', for tests of Firefox alone. */
    backgroundState: () => firefox.inWindow(backgroundState),
    close: firefox.close,
  };
}

function addSpy(folder: string): void {
  const loader = join(folder, 'service-worker-loader.js');
  cpSync(path('spy-speech/firefox.js'), join(folder, 'spy.js'));
  writeFileSync(loader, `import './spy.js';\n${readFileSync(loader, 'utf8')}`);
}

/** Installs the extension for good, where it is not yet. */
function packInto(profile: string, folder: string): void {
  const file = join(profile, 'extensions/inkling@inkling.invalid.xpi');
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, zip(folder));
}

async function spoken(): Promise<unknown> {
  const page = await (chrome.runtime as unknown as InFirefox).getBackgroundPage();
  return page.spoken;
}

/** Runs in a page, beside its own scripts: a form may still have fields with the names of methods. */
function attributesOf({ selector, name }: { selector: string; name: string }): (string | null)[] {
  const elements = Document.prototype.querySelectorAll.call(document, selector);
  return Array.from(elements, (element) => element.getAttribute(name));
}

/** Ends the event page, as the browser does after half a minute without work. Runs in the browser's own window. */
async function unload(): Promise<void> {
  const { extension } = WebExtensionPolicy.getByID('inkling@inkling.invalid');
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

/** Runs in the browser's own window. */
function backgroundState(): string {
  return WebExtensionPolicy.getByID('inkling@inkling.invalid').extension.backgroundState;
}

/** Of the browser's own window; types only. */
declare const WebExtensionPolicy: {
  getByID(id: string): {
    extension: { backgroundState: string; terminateBackground(options: object): Promise<void> };
  };
};

async function setShortcut(keys: { name: string; shortcut: string }): Promise<void> {
  await (globalThis as unknown as { browser: Newer }).browser.commands.update(keys);
}

interface Newer {
  commands: { update(keys: object): Promise<void> };
}

/** Only Firefox has it, and lets pages of the extension look into the event page. */
export interface InFirefox {
  getBackgroundPage(): Promise<typeof globalThis & { spoken: unknown }>;
}

/** Where no site is on, nothing is labelled: all of 127.0.0.0/8 leads here, of which the test build may read one. */
async function withoutInkling(firefox: Firefox) {
  const page = asPlaywright(await firefox.newPage());
  const [asked, there] = ['127.0.0.1', '127.0.0.2'];
  const frames = async () =>
    (await page.frames()).map((frame) => ({
      evaluate: async (script: Script<unknown, unknown>) => {
        const seen = await frame.evaluate(script);
        return JSON.parse(JSON.stringify(seen).replaceAll(there, asked)); // Firefox writes addresses into pages of its own
      },
    }));
  const plain = { evaluate: page.evaluate, goto: (url: string) => page.goto(url.replace(asked, there)), frames };
  return { newPage: async () => plain, close: () => page.close() };
}
