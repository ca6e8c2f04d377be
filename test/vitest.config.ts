// Two kinds of tests: unit tests, and *.browser.test.ts, which open real browsers, two at a time. Runs in Node, by `npm test`.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = 'test/**/*.browser.test.ts';
const root = fileURLToPath(new URL('..', import.meta.url));
const browser = { include: [BROWSER_TESTS], maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 };
const unit = { include: ['test/**/*.test.ts'], exclude: [BROWSER_TESTS], testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { root, test: { name: 'unit', ...unit } },
      { root, test: { name: 'browser', ...browser } },
    ],
  },
});
