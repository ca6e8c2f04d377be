// npm test: types, lint, builds, unit tests, browser tests; stops at the first failure. Runs in Node.
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.ts';
import { ensureFirefox } from './firefox.ts';

const STAGES = {
  types: 'npx tsc',
  lint: 'npx biome check',
  build: 'npm run build && npm run build:test',
  'unit tests': 'npx vitest run --config test/vitest.config.ts --project unit',
  'browser tests':
    'npx vitest run --config test/vitest.config.ts --project browser --project firefox --project building',
};

const env = { ...process.env, CHROME_PATH: ensureBrowser(), FIREFOX_PATH: ensureFirefox() };
for (const [name, command] of Object.entries(STAGES)) {
  const start = Date.now();
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env });
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds} s)`);
  if (status !== 0) process.exit(1);
}
