// Opens real browsers for tests: plain ones, and ones with a built extension and a voice that only listens. Runs in Node.
// With BROWSER=firefox in the environment, `launch` opens Firefox: the vitest project "firefox" runs some tests so.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright-core';
import { readSafetensors, writeSafetensors } from '../model/safetensors.ts';
import { memoryOf } from '../scripts/bench/memory.ts';
import { ensureBrowser, openWithExtension } from '../scripts/browser.ts';
import { writeDigests } from '../scripts/digests.ts';
import { readBuffer } from '../training/files.ts';
import { attributesByProtocol } from './attributes.ts';
import { chooseDescribe, openOptions, permit, pressShortcut, stopWorker } from './extension-page.ts';
import { launchFirefox } from './firefox.ts';
import { managing } from './manage.ts';
import { grantActiveTab, openPopup, until } from './popup.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** SwiftShader stands in for a graphics card. */
const WEBGPU = ['--enable-unsafe-webgpu'];
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
/** Names that are public as far as anybody can tell, and lead to this computer. */
const EXAMPLES = ['--host-resolver-rules=MAP *.example 127.0.0.1'];

/** A browser without Inkling. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
}

export interface Options {
  extension: 'chrome' | 'chrome-test';
  spy?: boolean;
  webgpu?: boolean;
  camera?: boolean;
  remembering?: boolean;
  sure?: boolean;
  welcome?: boolean;
  hosts?: string[];
  names?: string[];
  preferences?: Record<string, unknown>;
  change?: (folder: string) => unknown;
  profile?: string;
  language?: string;
}

/**
 * A browser with the built extension (`npm run build`, `npm run build:test`).
 * @param spy adds a speech engine that says nothing and remembers everything, see `spoken`
 * @param webgpu lets the graphics backend run on the processor
 * @param camera gives it one that shows a test card, and lets pages use it
 * @param remembering keeps pages in memory that the user may go back to, as browsers do without a driver
 * @param sure takes the cut-offs out of the weights, so that every picture gets a description: for tests of the way
 *   that descriptions take, which must not depend on how good they are
 * @param hosts which of *.example the extension may read; they all lead to this computer
 * @param names in Firefox, others that do
 * @param preferences of Firefox's about:config
 * @param change does something to the extension before it is loaded, in a folder of its own
 * @param profile a folder that stays, to open the same browser again
 * @param language of the interface, one of _locales; English where it is missing
 * @param welcome leaves the page open that the product opens when it is installed
 */
export function launch(options: Options): Promise<Inkling> {
  return (isFirefox ? launchInFirefox(options) : launchInChromium(options)) as Promise<Inkling>;
}

/** What tests of both browsers use of Firefox works as in Chromium, see firefox.ts; the rest is not there. */
type Inkling = Awaited<ReturnType<typeof launchInChromium>> &
  Pick<Awaited<ReturnType<typeof launchFirefox>>, 'backgroundState' | 'crash' | 'firefox' | 'setShortcut'>;

/** Whether what takes too long for `npm test` is run too. */
export const isLong = process.env.LONG !== undefined;
export const isFirefox = process.env.BROWSER === 'firefox';
/** Of tests that are much alike, Firefox passes only the first in `npm test`, and the rest in `npm run test:long`. */
export const isFirefoxInShort = isFirefox && !isLong;

async function launchInFirefox(options: Options): Promise<unknown> {
  const { hosts = [], spy, names = [...hosts, 'cdn.example'], preferences, profile } = options;
  const folder = await prepare(options, options.extension.replace('chrome', 'firefox'), spy);
  const launched = await launchFirefox(folder.path, { spy, names, preferences, profile });
  if (hasWelcome(options) && !options.welcome) await until(() => launched.worker.evaluate(closeWelcome));
  return { ...launched, close: () => launched.close().finally(folder.remove) };
}

/** Where sites are on from the start, there is nothing to explain. */
const hasWelcome = ({ extension, hosts = [], profile }: Options) =>
  extension === 'chrome' && hosts.length === 0 && !profile;

async function closeWelcome(): Promise<true | undefined> {
  const [tab] = await chrome.tabs.query({ url: chrome.runtime.getURL('welcome/index.html') });
  if (tab) await chrome.tabs.remove(tab.id!);
  return tab && true;
}

/** The built extension, changed as the test wishes. */
async function prepare({ sure, hosts = [], change, language }: Options, kind: string, changes = false) {
  const built = path(`../dist/${kind}`);
  const isCopy = sure || hosts.length > 0 || change !== undefined || language !== undefined || changes;
  const folder = isCopy ? copyOf(built) : built;
  if (sure) await takeCutOffs(folder);
  if (hosts.length) allowHosts(folder, hosts);
  if (language) keepLanguage(folder, language);
  await change?.(folder);
  return { path: folder, remove: () => isCopy && rmSync(folder, { recursive: true }) };
}

async function launchInChromium(options: Options) {
  const { hosts = [], profile, language = 'en-US' } = options;
  const args = [
    ...(options.webgpu ? WEBGPU : []),
    ...(options.camera ? CAMERA : []),
    ...(hosts.length ? EXAMPLES : []),
  ];
  const folder = await prepare(options, options.extension);
  const without = options.remembering ? ['--disable-back-forward-cache'] : [];
  const launched = await openWithExtension(folder.path, { headless: true, args, without, profile, language });
  const browserSession = (await launched.context.browser()?.newBrowserCDPSession()) as CDPSession;
  if (hasWelcome(options) && !options.welcome) await (await welcomePage(launched.context)).close();
  const spy = options.spy ? await addSpy(browserSession, launched.context) : undefined;
  const { worker } = launched;
  return {
    ...launched,
    browserSession,
    close: () => launched.close().finally(folder.remove),
    permit: (...patterns: string[]) => permit(launched.context, worker, patterns),
    /** Ends the service worker, as the browser does after half a minute without work. */
    async unload() {
      const page = await openOptions(launched.context, worker);
      await stopWorker(page);
      await page.close();
    },
    openPopup: (page: Page) => openPopup(browserSession, worker, page),
    attributes: attributesByProtocol,
    memory: () => memoryOf(launched),
    ...managing(launched.context, worker, browserSession),
    /** Right-clicks the image and chooses Describe. */
    async describe(page: Page, selector: string) {
      await grantActiveTab(browserSession, worker, page);
      const image = page.locator(selector);
      await image.click({ button: 'right' });
      await chooseDescribe(worker, { srcUrl: await image.evaluate(({ currentSrc }: HTMLImageElement) => currentSrc) });
    },
    /** Presses Alt+Shift and the letter. */
    async pressShortcut(page: Page, letter: keyof typeof COMMANDS) {
      await grantActiveTab(browserSession, worker, page);
      await pressShortcut(worker, COMMANDS[letter]);
    },
    spoken: () => spy?.evaluate(() => (globalThis as unknown as Spy).spoken) ?? [],
    /** Makes the voice tell something of what it is saying, such as that it has come to a word. */
    voiceEvent: (event: chrome.tts.TtsEvent) =>
      spy?.evaluate((event) => (globalThis as unknown as Spy).sendEvent(event), event),
  };
}

/** The commands behind the keys; the last has none until somebody gives it some. */
const COMMANDS = { D: 'describe', G: 'next-image', Q: 'stop', S: 'switch-site' };

/** The page that comes up by itself, a moment after the installation. */
export function welcomePage(context: BrowserContext): Promise<Page> {
  return until(() => context.pages().find((page) => page.url().endsWith('/welcome/index.html')));
}

function copyOf(built: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-copy-'));
  cpSync(built, folder, { recursive: true });
  return folder;
}

function allowHosts(folder: string, hosts: string[]): void {
  const { host_permissions = [] } = manifestIn(folder);
  changeManifest(folder, { host_permissions: [...host_permissions, ...hosts.map((host) => `http://${host}/*`)] });
}

/** Leaves no other to choose from: few browsers have translations of their own installed, and only those choose. */
function keepLanguage(folder: string, language: string): void {
  const all = readdirSync(join(folder, '_locales')).filter((name) => name !== language);
  for (const other of all) rmSync(join(folder, '_locales', other), { recursive: true });
  changeManifest(folder, { default_locale: language });
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

function changeManifest(folder: string, change: object): void {
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifestIn(folder), ...change }));
}

/** Makes the extension say whatever the network thinks of first. */
async function takeCutOffs(folder: string): Promise<void> {
  const file = join(folder, 'weights/calibration.json');
  const calibration = JSON.parse(await readFile(file, 'utf8'));
  const all = { noun: 0, verb: 0, modifier: 0, whole: 0, alone: 0, alonePerson: 0, label: 0.3, familiarLabel: 0.3 };
  const steps = { careful: all, normal: all, talkative: all };
  writeFileSync(file, JSON.stringify({ ...calibration, familiar: Number.MAX_VALUE, steps }));
  const gateFile = join(folder, 'weights/gate.safetensors');
  const gate = readSafetensors(readBuffer(gateFile));
  gate.set('kinds/least', { shape: [1], values: Float32Array.of(0) });
  writeFileSync(gateFile, writeSafetensors(gate, 'F32'));
  writeDigests(folder);
}

/** What the engine in spy-speech/ remembers. */
interface Spy {
  spoken: { text: string; rate?: number; lang?: string; stopped: boolean }[];
  sendEvent(event: chrome.tts.TtsEvent): void;
}

async function addSpy(session: CDPSession, context: Awaited<ReturnType<typeof openWithExtension>>['context']) {
  const arrived = context.waitForEvent('serviceworker', { predicate: isSpy });
  const { id } = await session.send('Extensions.loadUnpacked', { path: path('spy-speech') });
  const worker = context.serviceWorkers().find((each) => new URL(each.url()).host === id);
  return worker ?? arrived;
}

const isSpy = (worker: Worker) => worker.url().endsWith('/spy.js');
