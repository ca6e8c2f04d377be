// A few hundred damaged files and messages; npm run test:long has ten thousand.
import { expect, test } from 'vitest';
import { runFuzz } from '../../../scripts/fuzz/run-fuzz.ts';
import { isFirefox } from '../../browser.ts';

const built = `dist/${isFirefox ? 'firefox' : 'chrome'}-test`;

test('no crash, no hang, and the next picture is described as before', async () => {
  const { answers, failures } = await runFuzz(built, { count: 300, seed: 2, firefox: isFirefox });
  expect(failures).toEqual([]);
  expect(answers.described).toBeGreaterThan(25); // what reached the network: about one in six
  expect(answers.corrupt).toBeGreaterThan(50);
  expect(answers['message answered'] + answers['message refused']).toBeGreaterThan(30);
});
