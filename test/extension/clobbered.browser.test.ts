// A page that puts its own things in the place of what scripts call.
import { expect, test } from 'vitest';
import { useContentPages } from '../content-page.ts';
import { undoEverywhere, untilQuiet } from '../settle.ts';

const { use } = useContentPages();

const labels = () => use.inkling.attributes(use.page, '[data-expect]', 'aria-label');

test('names and prototypes that are not what they seem keep no label away, and none stays', async () => {
  await use.page.goto(`${use.servers.pages}clobbered.html`);
  await untilQuiet(use.inkling.worker, use.page);
  expect(await labels()).toEqual(Array(3).fill(expect.stringMatching(/^Might be: ./)));
  await undoEverywhere(use.inkling.worker, use.page);
  expect(await labels()).toEqual(Array(3).fill(null));
});
