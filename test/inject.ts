// Bundles modules of the extension and runs them in an ordinary page, where a test can call them as `inkling`. Runs in Node.
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

const entry = fileURLToPath(new URL('./page-modules.ts', import.meta.url));
let bundle: Promise<string> | undefined;

/** Without a script element, so that the page's DOM stays as it is. */
export async function inject(page: Page): Promise<void> {
  bundle ??= bundleModules();
  await page.evaluate(`${await bundle};globalThis.inkling = inkling;`);
}

async function bundleModules(): Promise<string> {
  const lib = { entry, formats: ['iife' as const], name: 'inkling' };
  const [output] = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib },
  })) as Rolldown.RolldownOutput[];
  return output.output[0].code;
}
