// Stepping through the pictures without a description of one frame, in the order of the page.
import { expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';
import { answerWith } from '../../extension-page.ts';

const { use, ask, open } = useContentPages();

const focused = () =>
  use.page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.id;
  });

const step = async (from: 'here' | 'start' | 'nowhere') => {
  const { number, count, counted } = await ask('page:next-picture', { from });
  expect(counted).toBe(true);
  return [number, count];
};

/** No label of ours anywhere: nothing is described. */
async function openPlain(): Promise<void> {
  await use.page.goto('about:blank');
  await answerWith(use.inkling.worker, { text: null, band: null, reason: 'unsure' });
  await open('steps.html', 3);
}

test('goes from picture to picture in the order of the page, into shadow roots and links, and ends', async () => {
  await openPlain();
  const way: unknown[] = [];
  for (let i = 0; i < 5; i++) way.push([...(await step('here')), await focused()]);
  expect(way).toEqual([
    [1, 4, 'one'],
    [2, 4, 'two'],
    [3, 4, 'three'],
    [4, 4, 'four'],
    [0, 4, 'four'],
  ]);
  expect([...(await step('start')), await focused()]).toEqual([1, 4, 'one']);
});

test('goes on from where the user has put the focus, or from the last one where the focus is lost', async () => {
  await openPlain();
  await use.page.locator('#around').focus();
  await step('here');
  expect(await focused()).toBe('three');
  await use.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await step('here');
  expect(await focused()).toBe('four');
  await use.page.locator('#link').focus();
  await step('here');
  expect(await focused()).toBe('one');
});

test('only counts when that is all it is asked for, and leaves out what carries a label', async () => {
  await open('steps.html', 3);
  expect([...(await step('nowhere')), await focused()]).toEqual([0, 1, '']);
  await step('here');
  expect(await focused()).toBe('four'); // a canvas gets no label
});
