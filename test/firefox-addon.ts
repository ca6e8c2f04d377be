// The extension itself in Firefox: what is put into it for tests; unloaded, disabled, removed, updated. Runs in Node, in browser tests.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Firefox } from '../scripts/firefox.ts';
import { zip } from '../scripts/zip.ts';

/** Adds a voice that only listens. @param folder with the built extension */
export function addSpy(folder: string): void {
  const loader = join(folder, 'service-worker-loader.js');
  cpSync(fileURLToPath(new URL('spy-speech/firefox.js', import.meta.url)), join(folder, 'spy.js'));
  writeFileSync(loader, `import './spy.js';\n${readFileSync(loader, 'utf8')}`);
}

/** Installs the extension for good, where it is not yet. */
export function packInto(profile: string, folder: string): void {
  const file = join(profile, 'extensions/inkling@inkling.invalid.xpi');
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, zip(folder));
}

/** In the browser's list of add-ons. */
export function addonDoes(firefox: Firefox, what: 'enable' | 'disable' | 'uninstall'): Promise<void> {
  return firefox.inWindow(async (what) => {
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    await (await AddonManager.getAddonByID('inkling@inkling.invalid'))[what]();
  }, what);
}

/** Brings a new version, as the browser does when there is one. @returns once it is in the old one's place, or waits for it */
export async function update(firefox: Firefox, folder: string): Promise<void> {
  const newer = mkdtempSync(join(tmpdir(), 'inkling-newer-'));
  try {
    cpSync(folder, newer, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    writeFileSync(join(newer, 'manifest.json'), JSON.stringify({ ...manifest, version: `${manifest.version}.1` }));
    const archive = join(newer, 'newer.xpi');
    writeFileSync(archive, zip(newer));
    await firefox.inWindow(install, archive);
  } finally {
    rmSync(newer, { recursive: true });
  }
}

/** Runs in the browser's own window. */
async function install(archive: string): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const { FileUtils } = ChromeUtils.importESModule('resource://gre/modules/FileUtils.sys.mjs');
  const install = await AddonManager.getInstallForFile(new FileUtils.File(archive));
  const settled = new Promise<void>((resolve) => {
    install.addListener({ onInstallEnded: () => resolve(), onInstallPostponed: () => resolve() });
  });
  install.install();
  await settled;
}

/** Ends the event page, as the browser does after half a minute without work. Runs in the browser's own window. */
export async function unload(): Promise<void> {
  const { extension } = WebExtensionPolicy.getByID('inkling@inkling.invalid');
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

/** Runs in the browser's own window. */
export function backgroundState(): string {
  return WebExtensionPolicy.getByID('inkling@inkling.invalid').extension.backgroundState;
}

interface Install {
  addListener(listener: Record<'onInstallEnded' | 'onInstallPostponed', () => void>): void;
  install(): void;
}

/** Of the browser's own window; types only. */
declare const ChromeUtils: {
  importESModule(address: string): {
    AddonManager: {
      getAddonByID(id: string): Promise<Record<string, () => Promise<void>>>;
      getInstallForFile(file: object): Promise<Install>;
    };
    FileUtils: { File: new (path: string) => object };
  };
};
declare const WebExtensionPolicy: {
  getByID(id: string): {
    extension: { backgroundState: string; terminateBackground(options: object): Promise<void> };
  };
};
