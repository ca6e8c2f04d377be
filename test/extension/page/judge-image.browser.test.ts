// Every picture on the test pages says in data-why what should be thought of it; this compares.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage();

/** Each found picture as [its HTML, what was thought of it, what should have been]. */
const judgements = () =>
  Array.from(inkling.findImages(document), (element) => {
    const { describe, why } = inkling.judge(element);
    return {
      html: (element.outerHTML ?? '').slice(0, 120),
      describe,
      why,
      expected: (element as HTMLElement).dataset.why ?? 'no name',
    };
  });

test.each([
  ['names', 25],
  ['decorative', 34],
  ['sizes', 22],
  ['links', 26],
  ['kinds', 22],
])('%s.html: each picture is judged as it says', async (name, count) => {
  await use.page.goto(`${use.servers.pages}${name}.html`);
  await inject(use.page);
  const found = await use.page.evaluate(judgements);
  expect(found.filter(({ why, expected }) => why !== expected)).toEqual([]);
  expect(
    found.filter(({ describe, why }) => (describe === 'auto') !== ['no name', 'alone in a link'].includes(why)),
  ).toEqual([]);
  expect(found).toHaveLength(count);
});

test('pictures that show nothing are never described, all others at least on demand', async () => {
  await use.page.goto(`${use.servers.pages}sizes.html`);
  await inject(use.page);
  const found = await use.page.evaluate(judgements);
  expect(found.filter(({ describe }) => describe === 'never').map(({ why }) => why)).toEqual(
    Array(4).fill('too small'),
  );
});

test('a document in design mode is an editor', async () => {
  await use.page.goto(`${use.servers.pages}names.html`);
  await inject(use.page);
  const whys = await use.page.evaluate(() => {
    document.designMode = 'on';
    return Array.from(inkling.findImages(document), (element) => inkling.judge(element).describe);
  });
  expect(whys).not.toContain('auto');
});

test('a label of ours is not a name that the author gave, and does not name the link around it', async () => {
  await use.page.goto(`${use.servers.pages}links.html`);
  await inject(use.page);
  const verdicts = await use.page.evaluate(() => {
    const images = [...document.querySelectorAll('a:nth-of-type(3) img')];
    for (const image of images) inkling.label(image, 'Might be: a cat');
    return images.map((image) => inkling.judge(image, inkling.labelOf(image)).why);
  });
  expect(verdicts).toEqual(['alone in a link', 'alone in a link']);
});

test('a form whose fields are called like its methods can neither stop nor fool it', async () => {
  await use.page.goto(`${use.servers.pages}blank.html`);
  await inject(use.page);
  const whys = await use.page.evaluate(() => {
    const names = [
      'parentNode',
      'assignedSlot',
      'getAttribute',
      'querySelectorAll',
      'closest',
      'childNodes',
      'localName',
    ];
    const fields = names.map((name) => `<input name="${name}">`).join('');
    document.body.innerHTML = `
      <form id="form" role="img">${fields}<img src="x"></form>
      <form role="figure">${fields}<img></form>
      <form aria-hidden="true">${fields}<img></form>
      <form>${fields}<img aria-labelledby="form"></form>`;
    const picture = document.createElement('canvas').toDataURL();
    for (const image of document.images) Object.assign(image, { src: picture, width: 300, height: 200 });
    return Promise.all(
      Array.from(inkling.findImages(document), async (element) => {
        await (element as HTMLImageElement).decode();
        return inkling.judge(element).why;
      }),
    );
  });
  expect(whys).toEqual(['part of a picture', 'named', 'decorative', 'named']); // what cannot be known is left alone
});
