// What the content script tells the popup of the pictures on a page, a step at a time.
import { expect, test } from 'vitest';
import type { Finding } from '../../../extension/messages.ts';
import type { ListedPicture } from '../../../extension/picture-list.ts';
import { REASONS } from '../../../model/reasons.ts';
import { useContentPages } from '../../content-page.ts';
import { answerWith } from '../../extension-page.ts';

const { use, ask, list, open, settled, describe } = useContentPages();

const nameOf = ({ url }: ListedPicture) => url.split('/').at(-1);

test('lists what has no name first, and everything on request, in plain words', async () => {
  await open('gallery.html', 7);
  const nameless = await list(false);
  expect(nameless.map(({ about }) => about)).toEqual([
    ...Array(5).fill('No name.'),
    'The only thing in a link, button or heading, no name.',
    'Not loaded yet, no name.',
    'No name.',
  ]);
  const words = Object.fromEntries((await list(true)).map((each) => [nameOf(each), each.about]));
  expect(words).toMatchObject({
    'cat.jpg?decorative': 'Marked as decorative by its author.',
    'cat.jpg?named': 'The author calls it “Our cat”.',
    'cat.jpg?link': 'In a link, button or heading that has a name.',
    'cat.jpg?small': 'Small, no name.',
    'cat.jpg?dot': 'Too small to describe.',
  });
});

test('says what automatic mode has said, and that there is nothing to describe in a dot', async () => {
  await open('gallery.html', 7);
  const [first, ...rest] = await list(true);
  expect(first).toMatchObject({ width: 300, height: 200, described: true, canDescribe: true });
  expect(first.said).toBe(await use.page.locator('#first').getAttribute('aria-label'));
  const dot = rest.find((each) => nameOf(each) === 'cat.jpg?dot');
  expect(dot).toMatchObject({ canDescribe: false, described: false });
});

test('what automatic mode is not sure of, it only gives the reason for', async () => {
  await use.page.goto('about:blank');
  await answerWith(use.inkling.worker, { band: 'doubtful', reason: 'unsure' });
  await open('gallery.html?unsure', 7);
  const [first] = await list(false);
  expect(first).toMatchObject({ said: 'Not sure what this picture shows', described: false });
});

test('what Describe has told counts more, until the picture changes or the user wants other descriptions', async () => {
  await open('gallery.html', 7);
  const named = async () => (await list(true)).find((each) => each.about.includes('Our cat'));
  expect(await named()).toMatchObject({ described: false });
  const srcUrl = (await named())?.url;
  const { sentence } = await describe({ srcUrl });
  expect(sentence).toMatch(/^The author calls this Our cat\. /);
  expect(await named()).toMatchObject({
    said: sentence.replace('The author calls this Our cat. ', ''),
    described: true,
  });
  await use.page.locator('#named').evaluate((image: HTMLImageElement) => {
    image.src += '&other';
  });
  expect((await named())?.said).toBeUndefined();
  await describe({ srcUrl: (await named())?.url });
  expect((await named())?.said).toBeDefined();
  await ask('page:undo');
  expect((await named())?.said).toBeUndefined();
});

test('says what is the user’s own, and what they have hidden', async () => {
  const key = `${'a'.repeat(64)}-1`;
  const own = { text: 'our boat', careful: 'our boat', own: true, key } as const;
  await open('gallery.html', 7);
  expect((await list(true)).filter((each) => 'own' in each)).toEqual([]);
  const named = async () => (await list(true)).find((each) => each.about.includes('Our cat'));
  await describe({ srcUrl: (await named())?.url });
  await answerWith(use.inkling.worker, own as Partial<Finding>);
  await ask('page:renew');
  await settled(7);
  await expect.poll(named).toMatchObject({ own: 'our boat', described: true, key });
  expect((await list(false))[0]).toMatchObject({ said: 'our boat', own: 'our boat', described: true, key });
  await answerWith(use.inkling.worker, { text: null, band: null, reason: 'hidden', key });
  await ask('page:renew');
  await settled(7);
  await expect.poll(named).toMatchObject({ own: null, described: false, key });
  expect((await list(false))[0]).toMatchObject({ said: REASONS.hidden, own: null, described: false, key });
});

test('describes the picture that is chosen in the list, and no other', async () => {
  await open('gallery.html', 7);
  const [link] = (await list(true)).filter((each) => nameOf(each) === 'cat.jpg?link');
  const told = await ask('page:describe', { from: 'list', id: link.id });
  expect(await ask('page:picture', { id: link.id })).toMatchObject({ id: link.id, said: told.sentence });
  const others = (await list(true)).filter(({ url, said }) => url === link.url && said);
  expect(others.map(({ id }) => id)).toEqual([link.id]);
});

test('ids stay with their elements, and end with them', async () => {
  await open('gallery.html', 7);
  const before = await list(true);
  await use.page.evaluate(() => {
    document.querySelector('#first')?.remove();
    document.body.prepend(Object.assign(new Image(300, 200), { alt: 'New', src: '../pictures/cat.jpg?new' }));
  });
  const after = await list(true);
  expect(after.slice(1).map(({ id }) => id)).toEqual(before.slice(1).map(({ id }) => id));
  expect(before.map(({ id }) => id)).not.toContain(after[0].id);
  expect(await ask('page:picture', { id: before[0].id })).toBeNull();
  expect(await ask('page:describe', { from: 'list', id: before[0].id })).toMatchObject({ reason: 'no-image' });
});

test('of ten thousand pictures, it looks at no more than were asked for', async () => {
  await open('blank.html', 0);
  await use.page.evaluate(() => {
    const images = Array.from({ length: 10_000 }, () => Object.assign(new Image(300, 200), { alt: 'A name' }));
    document.body.append(...images);
  });
  const first = await ask('page:pictures', { offset: 0, most: 20, all: true });
  expect(first.total).toBe(10_000);
  expect(first.pictures.length).toBeLessThanOrEqual(20);
  expect(first.next).toBe(first.pictures.length); // none was looked at that is not in the list
  const second = await ask('page:pictures', { offset: first.next ?? 0, most: 20, all: true });
  const ids = [...first.pictures, ...second.pictures].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  // Where nothing is to be listed, the time of a reply is the limit.
  const nothing = await ask('page:pictures', { offset: 0, most: 20, all: false });
  expect(nothing.pictures).toEqual([]);
  expect(nothing.next).toBeLessThan(10_000);
});
