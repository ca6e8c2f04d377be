// Opens a real Firefox for tests that also run in Chromium: with as much of Playwright as they use. Runs in Node.
import { memoryOfFirefox } from '../scripts/bench/memory.ts';
import type { Script } from '../scripts/bidi.ts';
import { extensionProcess, type Firefox, openFirefox } from '../scripts/firefox.ts';
import { addonDoes, addSpy, backgroundState, packInto, unload, update } from './firefox-addon.ts';
import { asPlaywright, type TestPage } from './firefox-tab.ts';
import { chooseDescribe, openPopup, pressShortcut } from './firefox-window.ts';

/** Voices that say nothing, archives that nobody has signed, and permissions without a prompt, which no test could answer. */
const PREFERENCES = {
  'media.webspeech.synth.test': true,
  'extensions.webextOptionalPermissionPrompts': false,
  'xpinstall.signatures.required': false,
};

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

/** Firefox takes what is in its profile without a question. */
const WITHOUT_QUESTION = { 'extensions.autoDisableScopes': 0 };

/** What `launch` in browser.ts gives of Chromium. @param folder with the built extension */
export async function launchFirefox(folder: string, { spy, names = [], preferences, profile }: Options = {}) {
  if (spy) addSpy(folder);
  if (profile) packInto(profile, folder);
  const local = { 'network.dns.localDomains': names.join() };
  const firefox = await openFirefox(folder, {
    headless: true,
    preferences: { ...PREFERENCES, ...local, ...(profile && WITHOUT_QUESTION), ...preferences },
    profile,
  });
  const newPage = async () => asPlaywright(await firefox.newPage());
  const worker = { evaluate: firefox.inExtension, url: () => firefox.origin };
  return {
    firefox,
    context: { newPage, browser: () => ({ newContext: () => withoutInkling(firefox) }) },
    worker,
    spoken: () => firefox.inExtension(spoken),
    describe: async (page: TestPage, selector: string) => chooseDescribe(firefox, page, selector),
    pressShortcut: (page: TestPage, key: string) => pressShortcut(firefox, page, key),
    /** Gives a command keys: Alt+Shift and the letter. */
    setShortcut: (name: string, letter: string) =>
      firefox.inExtension(setShortcut, { name, shortcut: `Alt+Shift+${letter}` }),
    attributes: (page: TestPage, selector: string, name: string) =>
      page.evaluateApart(attributesOf, { selector, name }),
    memory: () => memoryOfFirefox(firefox),
    openPopup: (page: TestPage) => openPopup(firefox, page),
    permit: async () => undefined, // see PREFERENCES
    setEnabled: (enabled: boolean) => addonDoes(firefox, enabled ? 'enable' : 'disable'),
    uninstall: () => addonDoes(firefox, 'uninstall'),
    /** Brings a new version, as the browser does when there is one. */
    update: () => update(firefox, folder),
    /** Ends the process that holds the extension. */
    crash: async () => process.kill(await firefox.inWindow(extensionProcess), 'SIGKILL'),
    unload: () => firefox.inWindow(unload),
    /** 'running' or 'stopped', for tests of Firefox alone. */
    backgroundState: () => firefox.inWindow(backgroundState),
    close: firefox.close,
  };
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
