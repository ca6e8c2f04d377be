// Going to a picture from the list: the focus is there, and afterwards the page is as it was.
import { expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';

const { use, ask, list, open, html } = useContentPages();

/** Jumps to the picture with this address in the list. */
async function jumpTo(address: string): Promise<boolean> {
  const id = (await list(true)).find(({ url }) => url.endsWith(address))?.id ?? -1;
  return ask('page:jump', { id });
}

/** The id of what has the focus, in shadow roots too. */
const focused = () =>
  use.page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.id;
  });

test('puts the focus on a picture and scrolls to it, and leaves nothing behind when the focus moves on', async () => {
  await open('steps.html', 3);
  const before = await html();
  expect(await jumpTo('coffee.jpg?3')).toBe(true);
  expect(await focused()).toBe('three');
  await expect(use.page.locator('#three').evaluate((each) => each.getAttribute('tabindex'))).resolves.toBe('-1');
  const { top, bottom } = await use.page.locator('#three').evaluate((each) => each.getBoundingClientRect().toJSON());
  expect(top >= 0 && bottom <= (await use.page.evaluate(() => innerHeight))).toBe(true);
  await use.page.keyboard.press('Tab');
  expect(await focused()).toBe('four');
  expect(await html()).toBe(before);
});

test('the next jump takes the last one back', async () => {
  await open('steps.html', 3);
  const before = await html();
  await jumpTo('coffee.jpg?1');
  await jumpTo('coffee.jpg?2');
  expect(await focused()).toBe('two');
  expect(await html()).toBe(before); // the second is in a shadow root, which this does not show
  await use.page.keyboard.press('Tab');
  const inner = () => use.page.locator('#host').evaluate((host) => host.shadowRoot?.innerHTML);
  expect(await inner()).not.toContain('tabindex');
});

test('undo takes it back too', async () => {
  await open('steps.html', 3);
  await ask('page:undo');
  const before = await html();
  await jumpTo('coffee.jpg?1');
  expect(await html()).not.toBe(before);
  await ask('page:undo');
  expect(await html()).toBe(before);
});

test('writes nothing where the page has made it focusable, or has its own value, or sets one meanwhile', async () => {
  await open('steps.html', 3);
  const [one, three] = [use.page.locator('#one'), use.page.locator('#three')];
  const tabindex = () => Promise.all([one, three].map((each) => each.getAttribute('tabindex')));
  await one.evaluate((each) => each.setAttribute('tabindex', '0'));
  await three.evaluate((each) => each.setAttribute('tabindex', 'nonsense'));
  await jumpTo('coffee.jpg?1');
  expect(await tabindex()).toEqual(['0', 'nonsense']);
  await jumpTo('coffee.jpg?3');
  expect(await tabindex()).toEqual(['0', '-1']);
  await use.page.locator('#link').focus();
  expect(await tabindex()).toEqual(['0', 'nonsense']);
  await jumpTo('coffee.jpg?3');
  await three.evaluate((each) => each.setAttribute('tabindex', '3'));
  await use.page.locator('#link').focus();
  expect(await tabindex()).toEqual(['0', '3']);
});

test('says so where the focus cannot go, and leaves no trace of the attempt', async () => {
  await open('steps.html', 3);
  await use.page.locator('#one').evaluate((each) => each.toggleAttribute('hidden', true));
  await use.page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div contenteditable><img id="mine" src="../pictures/cat.jpg?mine"></div>',
    );
  });
  await use.page.locator('#one').evaluate((each: HTMLElement) => {
    each.style.display = 'none';
  });
  const before = await html();
  expect(await jumpTo('coffee.jpg?1')).toBe(false);
  expect(await jumpTo('cat.jpg?mine')).toBe(false);
  expect(await jumpTo('nothing')).toBe(false);
  expect(await html()).toBe(before);
});
