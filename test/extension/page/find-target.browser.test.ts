// Which picture Describe takes, on a real page with overlays, links and backgrounds.
import { expect, test } from 'vitest';
import { useContentPages } from '../../content-page.ts';

const { use, ask, open, describe } = useContentPages();

const byKey = async () => (await ask('page:describe', { from: 'command' })).sentence;

/** Opens the menu in the middle of the element, as a person does. */
async function rightClick(id: string): Promise<void> {
  const box = await use.page.locator(`#${id}`).boundingBox();
  if (!box) throw new Error(`#${id} is not on screen`);
  await use.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
}

test.each([
  ['covered', 'Covered'],
  ['linked', 'Linked'],
  ['here', 'In a link'],
  ['background', 'Background'],
  ['shadow', 'In a shadow'],
  ['canvas', 'Canvas'],
  ['drawing', 'Drawing'],
])('the menu over %s means what lies there, whatever is on top', async (id, name) => {
  await open('describe.html', 2);
  await rightClick(id);
  expect((await describe()).sentence).toMatch(new RegExp(`^The author calls this ${name}\\. `));
});

test('of pictures with the same address, the one under the menu is meant', async () => {
  await open('describe.html', 2);
  const srcUrl = await use.page.locator('#in-link').evaluate((image: HTMLImageElement) => image.src);
  await rightClick('in-link');
  expect((await describe({ srcUrl })).sentence).toMatch(/^The author calls this In a link\. /);
});

test('where no menu was seen, the address decides, then the link, then the focus', async () => {
  await open('describe.html', 2);
  const srcUrl = new URL('../../pictures/grass.jpg', use.page.url()).href;
  const byAddress = async () => (await describe({ srcUrl })).sentence;
  expect(await byAddress()).toMatch(/^Marked as decorative\. /);
  expect((await describe({ linkUrl: `${use.page.url()}#here` })).sentence).toMatch(
    /^The author calls this In a link\. /,
  );
  await byAddress(); // else the next one would count as asking again
  await use.page.locator('#here').focus();
  expect((await describe()).sentence).toMatch(/^The author calls this In a link\. /);
});

test('the place of a menu counts only once', async () => {
  await open('describe.html', 2);
  await rightClick('covered');
  expect((await describe()).sentence).toMatch(/^The author calls this Covered\. /);
  expect(await describe()).toMatchObject({ reason: 'no-image' });
});

test('menus that a page only pretends to open are ignored', async () => {
  await open('describe.html', 2);
  await use.page.locator('#covered').dispatchEvent('contextmenu', { clientX: 50, clientY: 50 });
  expect(await describe()).toMatchObject({ reason: 'no-image' });
});

test('the key takes the focused picture, or else the largest without a name, and says which', async () => {
  await open('describe.html', 2);
  const larger = (await use.page.locator('#larger').getAttribute('aria-label')) ?? '';
  expect(larger).toMatch(/^Might be: /);
  expect(await byKey()).toBe(`Largest picture: ${larger}`);
  await use.page.locator('#here').focus();
  expect(await byKey()).toMatch(/^Focused picture: The author calls this In a link\. /);
});

test('with nothing in view and no focus there is no image', async () => {
  await open('lazy.html', 0);
  expect(await byKey()).toBe('There is no image here');
});
