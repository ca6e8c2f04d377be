// Half a minute of browsing in fast motion; npm run test:long has ten.
import { expect, test } from 'vitest';
import { runSoak } from '../../../scripts/soak/run-soak.ts';
import { isFirefox } from '../../browser.ts';

const built = `dist/${isFirefox ? 'firefox' : 'chrome'}-test`;

test('every label is where it belongs, and none stays', async () => {
  const { pages, labels, failures } = await runSoak(built, 0.3, 2, undefined, isFirefox);
  expect(failures.filter((failure) => failure !== 'memory grows')).toEqual([]); // too short to tell
  expect(pages).toBeGreaterThan(3);
  expect(labels).toBeGreaterThan(3);
});
