// What Describe answers and leaves in the page: sentences, reasons, labels that follow.
import { expect, test } from 'vitest';
import { REASONS } from '../../../model/reasons.ts';
import { useContentPages } from '../../content-page.ts';
import { answerWith, holdBack } from '../../extension-page.ts';

const { use, ask, list, status, open, describe, html } = useContentPages();

const source = (id: string) => use.page.locator(`#${id}`).evaluate((image: HTMLImageElement) => image.src);

test('Describe speaks of pictures that have a name or need none, and writes nothing', async () => {
  await open('describe.html', 2);
  const before = await html();
  expect((await describe({ srcUrl: await source('in-link') })).sentence).toMatch(
    /^The author calls this .*\. Might be: /,
  );
  expect((await describe({ srcUrl: await source('ornament') })).sentence).toMatch(/^Marked as decorative\. Might be: /);
  expect(await html()).toBe(before);
});

test('Describe labels what automatic mode may label, even where that is off, until undo', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  const before = await html();
  const { sentence } = await describe({ srcUrl: await source('smaller') });
  expect(await use.page.locator('#smaller').getAttribute('aria-label')).toBe(sentence);
  expect(await use.page.locator('[data-inkling]').count()).toBe(1);
  expect(await status()).toMatchObject({ automatic: false, found: 2, described: 1 });
  expect(await ask('page:undo')).toEqual({ restored: 1 });
  expect(await html()).toBe(before);
});

test('Describe again repeats, then says the other guesses, then that there are no more, then the first again', async () => {
  await open('describe.html', 2);
  const guesses = ['a sheep', 'a horse'].map((text) => ({ text, probability: 0.2 }));
  await answerWith(use.inkling.worker, { guesses });
  const srcUrl = await source('covered');
  const said = [];
  for (let press = 0; press < 6; press++) said.push((await describe({ srcUrl })).sentence);
  expect(said).toEqual([
    'The author calls this Covered. Might be: two dogs',
    'The author calls this Covered. Might be: two dogs',
    'Another guess, less sure: a sheep',
    'Another guess, less sure: a horse',
    'No other guesses.',
    'The author calls this Covered. Might be: two dogs',
  ]);
});

test('another picture in between begins anew', async () => {
  await open('describe.html', 2);
  await answerWith(use.inkling.worker, {});
  const [first, second] = [await source('covered'), await source('ornament')];
  const says = async (srcUrl: string) => (await describe({ srcUrl })).sentence;
  expect([await says(first), await says(first)].map((said) => /two dogs$/.test(said))).toEqual([true, true]);
  expect(await says(first)).toBe('No other guesses.');
  await answerWith(use.inkling.worker, { text: 'a cat' });
  expect(await says(second)).toBe('Marked as decorative. Might be: a cat');
  expect(await says(first)).toMatch(/two dogs$/);
});

test('a doubtful description is said as such, and not written into the page', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  const before = await html();
  await answerWith(use.inkling.worker, { band: 'doubtful', reason: 'unsure' });
  await ask('page:renew');
  const srcUrl = await source('smaller');
  expect(await describe({ srcUrl })).toMatchObject({
    sentence: 'Not sure, could be wrong: two dogs',
    reason: 'unsure',
  });
  expect(await html()).toBe(before);
  expect(await status()).toMatchObject({ described: 0, silent: 1 });
});

test('Describe has a reason for every silence', async () => {
  await open('describe.html', 2);
  await use.page.locator('#dot').click({ button: 'right', force: true });
  expect(await describe()).toMatchObject({ reason: 'too-small', sentence: 'This picture is too small to describe' });
  expect(await describe({ srcUrl: await source('missing') })).toMatchObject({
    sentence: 'The author calls this Missing. This picture could not be loaded: it was not found',
    reason: 'not-found',
  });
  await use.page.locator('#text').click({ button: 'right' });
  const nothing = { reason: 'no-image', shareable: true };
  expect(await describe()).toEqual({ ...nothing, sentence: 'There is no image here', lang: 'en' });
});

test('a picture that the site refuses can still be seen on the screen', async () => {
  await open('describe.html', 2);
  expect(await describe({ srcUrl: await source('refused') })).toMatchObject({
    reason: 'refused',
    box: { width: 200, height: 160 },
    context: { name: 'Refused' },
  });
});

test('Describe says whether the page may learn the sentence', async () => {
  await open('describe.html', 2);
  const srcUrl = `${use.servers.elsewhere}pictures/coffee.jpg`;
  await use.page.evaluate((src) => {
    document.body.prepend(Object.assign(new Image(300, 200), { src, alt: 'From elsewhere' }));
    return document.images[0].decode();
  }, srcUrl);
  await answerWith(use.inkling.worker, { shareable: false });
  expect(await describe({ srcUrl })).toMatchObject({ sentence: expect.stringMatching(/two dogs$/), shareable: false });
  const own = await source('covered'); // which the page can read itself
  expect(await describe({ srcUrl: own })).toMatchObject({ shareable: true });
});

test('when the user wants other descriptions, what Describe has told is told anew, and its labels follow', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  const before = await html();
  const label = () => use.page.locator('#smaller').getAttribute('aria-label');
  const [smaller, named] = [await source('smaller'), await source('covered')];
  await describe({ srcUrl: smaller });
  await describe({ srcUrl: named });
  await answerWith(use.inkling.worker, { text: 'something else' });
  await ask('page:renew');
  await expect.poll(label).toBe('Might be: something else');
  const said = async () => (await list(true)).flatMap(({ said }) => said ?? []);
  await expect
    .poll(async () => (await said()).sort())
    .toEqual(['Might be: something else', 'Might be: something else']);
  await answerWith(use.inkling.worker, { text: null, band: null, reason: 'hidden' });
  await ask('page:renew');
  await expect.poll(said).toContain(REASONS.hidden);
  expect(await html()).toBe(before);
  await ask('page:undo');
  expect(await said()).toEqual([]);
});

test('an answer that was on its way counts no more after undo', async () => {
  await open('describe.html', 2);
  await ask('page:undo');
  await ask('page:renew');
  const release = await holdBack(use.inkling.worker, {});
  const told = describe({ srcUrl: await source('smaller') });
  await expect.poll(() => use.inkling.worker.evaluate(() => globalThis.stub.requests.length)).toBe(1);
  await ask('page:undo');
  await release();
  expect((await told).sentence).toMatch(/^Might be: /);
  expect(await use.page.locator('[data-inkling]').count()).toBe(0);
  expect(await status()).toMatchObject({ automatic: false, described: 0 });
});
