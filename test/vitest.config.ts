// Four kinds of tests: unit tests; *.browser.test.ts, which open real browsers, three at a time, since they wait more than they compute; those of them that Firefox has to pass too, and its own; and those that build anew what the others open, last and alone. Runs in Node, by `npm test`.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = 'test/**/*.browser.test.ts';
const BUILDING_TESTS = ['start', 'screenshots'].map((name) => `test/scripts/${name}.browser.test.ts`);
/** Tests of Firefox alone. */
const FIREFOX_TESTS = 'test/extension/browsers/firefox/*.browser.test.ts';
/** Tests of Chromium that Firefox passes too; the rest, and a test of its own, only in `npm run test:long`. */
const SHARED = ['journey', 'second-origin', 'clobbered', 'hostile', 'captioner/package-files'];
const LONG = ['rules', 'appearing', 'hard-pages', 'flood', 'bad-servers', 'storage-faults', 'undo', 'stopped'];
const FUZZ_AND_SOAK = ['fuzz/run-fuzz', 'soak/run-soak'];
const isLong = process.env.LONG !== undefined;
const SHARED_TESTS = [
  ...[...SHARED, ...(isLong ? LONG : [])].map((name) => `test/extension/${name}.browser.test.ts`),
  ...(isLong ? FUZZ_AND_SOAK : []).map((name) => `test/scripts/${name}.browser.test.ts`),
];
const SLOW = isLong ? [] : ['test/extension/browsers/firefox/updates.browser.test.ts'];
const root = fileURLToPath(new URL('..', import.meta.url));
/** Waiting ends as soon as what is awaited is there; it must not give up where three browsers share two cores. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };
const unit = {
  include: ['test/**/*.test.ts'],
  exclude: [BROWSER_TESTS],
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
const browser = { include: [BROWSER_TESTS], exclude: [...BUILDING_TESTS, FIREFOX_TESTS], maxWorkers: 3, ...patience };
const firefox = {
  include: [FIREFOX_TESTS, ...SHARED_TESTS],
  exclude: SLOW,
  env: { BROWSER: 'firefox' },
  maxWorkers: 3,
  ...patience,
};
const building = { include: BUILDING_TESTS, fileParallelism: false, sequence: { groupOrder: 1 }, ...patience };

export default defineConfig({
  test: {
    projects: [
      { root, test: { name: 'unit', ...unit } },
      { root, test: { name: 'browser', ...browser } },
      { root, test: { name: 'firefox', ...firefox } },
      { root, test: { name: 'building', ...building } },
    ],
  },
});
