// Bundles modules and runs them in an ordinary page: those of the extension as `inkling`, a screen reader as `reader`. Runs in Node.
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const ENTRIES = { inkling: path('./page-modules.ts'), reader: path('./page-reader.ts') };
type Name = keyof typeof ENTRIES;
const bundles = new Map<Name, Promise<string>>();

/** Without a script element, so that the page's DOM stays as it is. */
export async function inject(page: Page, name: Name = 'inkling'): Promise<void> {
  const bundle = bundles.get(name) ?? bundleModules(name);
  bundles.set(name, bundle);
  // Packages ask Node how they are run, and here is none.
  await page.evaluate(`{ const process = { env: {} }; ${await bundle}; globalThis.${name} = ${name}; }`);
}

async function bundleModules(name: Name): Promise<string> {
  const lib = { entry: ENTRIES[name], formats: ['iife' as const], name };
  const [output] = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib },
  })) as Rolldown.RolldownOutput[];
  return output.output[0].code;
}
