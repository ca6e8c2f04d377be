// Of several words in a role attribute, the first that is a role counts.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage({ viewport: { width: 800, height: 600 } });

test.each([
  ['img', 'img'],
  ['IMG', 'img'],
  ['photo img', 'img'],
  ['  none\timg ', 'none'],
  ['doc-cover', 'doc-cover'],
  ['widget', undefined],
  ['', undefined],
])('%j is %s', async (words, role) => {
  await use.page.setContent('<div></div>');
  await inject(use.page);
  const found = await use.page.evaluate((words) => {
    const element = document.querySelector('div') as HTMLElement;
    element.setAttribute('role', words);
    return inkling.roleOf(element);
  }, words);
  expect(found).toBe(role);
});
