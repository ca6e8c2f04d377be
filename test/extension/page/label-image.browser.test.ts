// Labels are written, and taken back without a trace, on a real page.
import { beforeEach, expect, test } from 'vitest';
import { listenToPictures } from '../../../scripts/screen-reader.ts';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage();
beforeEach(async () => {
  await use.page.goto(`${use.servers.pages}names.html`);
  await inject(use.page);
});

/** Labels every picture that may be labelled. */
const labelAll = () =>
  use.page.evaluate(() => {
    const nameless = Array.from(inkling.findImages(document)).filter(
      (element) => inkling.judge(element).describe === 'auto',
    );
    for (const element of nameless) inkling.label(element, 'Might be: a cat');
    return nameless.length;
  });

/** What the first picture looks like after `change`, a look at the page, and (or not) an undo. */
const firstAfter = (change: string, undo = false) =>
  use.page.evaluate(
    ([change, undo]) => {
      const image = document.querySelector('img') as HTMLImageElement;
      inkling.label(image, 'Might be: a cat');
      new Function('image', change as string)(image);
      [...inkling.labelled()].forEach(inkling.giveWay);
      if (undo) inkling.undoAll();
      return image.outerHTML.replace(/src="[^"]*"/, '').replace(/\s+/g, ' ');
    },
    [change, undo] as const,
  );

test('a label is what the accessibility tree says, in English, and names are left alone', async () => {
  const before = (await listenToPictures(use.page)).map(({ name }) => name);
  expect(await labelAll()).toBe(10);
  const after = (await listenToPictures(use.page)).map(({ name }) => name);
  expect(after.filter((name) => name === 'Might be: a cat')).toHaveLength(10);
  expect(after.slice(10)).toEqual(before.slice(10));
  expect(await use.page.evaluate(() => document.querySelector('img')?.lang)).toBe('en');
});

test('undo leaves the serialised page exactly as it was', async () => {
  const serialised = () => use.page.evaluate(() => document.documentElement.outerHTML);
  const before = await serialised();
  await labelAll();
  expect(await serialised()).not.toBe(before);
  expect(await use.page.evaluate(() => inkling.undoAll())).toBe(10);
  expect(await serialised()).toBe(before);
});

test.each([
  ["image.alt = 'Our cat'", '<img alt="Our cat">'],
  ["image.alt = ''", '<img alt="">'],
  ["image.title = 'Our cat'", '<img title="Our cat">'],
  ["image.setAttribute('role', 'none')", '<img role="none">'],
  ["image.setAttribute('aria-hidden', 'true')", '<img aria-hidden="true">'],
  ["image.setAttribute('aria-labelledby', 'words')", '<img aria-labelledby="words">'],
  ["image.setAttribute('aria-label', 'Our cat')", '<img aria-label="Our cat">'],
  ["image.setAttribute('aria-label', '')", '<img aria-label="">'],
  ["image.removeAttribute('aria-label')", '<img >'],
  ['image.remove()', '<img >'],
  ["document.body.contentEditable = 'true'", '<img >'],
  ["image.setAttribute('role', 'button')", '<img role="button">'],
  ["image.parentElement.setAttribute('role', 'img')", '<img >'],
  [
    "const link = document.createElement('a'); link.href = '#'; link.append('Words'); image.before(link); link.append(image)",
    '<img >',
  ],
  [
    "const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.append(image)",
    '<img >',
  ],
])('gives way after %s', async (change, html) => {
  expect(await firstAfter(change)).toBe(html);
});

test('gives way when the figure around it gets a caption', async () => {
  const change = "const figure = document.createElement('figure'); image.before(figure); figure.append(image);";
  expect(await firstAfter(`${change} figure.insertAdjacentHTML('beforeend', '<figcaption>Our cat</figcaption>')`)).toBe(
    '<img >',
  );
});

test('what the page has changed since stays when the label goes', async () => {
  expect(await firstAfter("image.lang = 'de'", true)).toBe('<img lang="de">');
});

test('a label that the page takes away twice is not written again', async () => {
  const written = await use.page.evaluate(() => {
    const image = document.querySelector('img') as HTMLImageElement;
    return [1, 2, 3].map(() => {
      const written = inkling.label(image, 'Might be: a cat');
      image.removeAttribute('aria-label');
      [...inkling.labelled()].forEach(inkling.giveWay);
      return written;
    });
  });
  expect(written).toEqual([true, true, false]);
});

test('a picture that the page takes out and puts back again and again keeps its label', async () => {
  const written = await use.page.evaluate(() => {
    const image = document.querySelector('img') as HTMLImageElement;
    return [1, 2, 3, 4].map(() => {
      image.remove();
      [...inkling.labelled()].forEach(inkling.giveWay);
      document.body.append(image);
      return inkling.label(image, 'Might be: a cat');
    });
  });
  expect(written).toEqual([true, true, true, true]);
});

test('copies that the page makes of a labelled picture lose the label with it', async () => {
  const html = await use.page.evaluate(() => {
    const image = document.querySelector('img') as HTMLImageElement;
    inkling.label(image, 'Might be: a cat');
    const copy = image.cloneNode() as HTMLImageElement;
    image.after(copy);
    inkling.adoptIn(copy);
    inkling.undoAll();
    return copy.outerHTML === image.outerHTML && copy.getAttributeNames();
  });
  expect(html).toEqual(['src']);
});

test('a copy that shows another picture does not keep the label, nor one that comes back after undo', async () => {
  const copies = await use.page.evaluate(async () => {
    const image = document.querySelector('img') as HTMLImageElement;
    inkling.label(image, 'Might be: a cat');
    const other = image.cloneNode() as HTMLImageElement;
    other.src = '../pictures/coffee.jpg';
    const section = document.createElement('section');
    section.append(image.cloneNode());
    image.after(other);
    inkling.adoptIn(other);
    [...inkling.labelled()].forEach(inkling.giveWay);
    inkling.undoAll();
    document.body.append(section);
    await new Promise((resume) => setTimeout(resume));
    return [image, other, ...section.children].map((each) => each.getAttributeNames());
  });
  expect(copies).toEqual([['src'], ['src'], ['src']]);
});

test('copies with an undone label lose it also after another picture has been labelled', async () => {
  const kept = await use.page.evaluate(async () => {
    const [image, other] = document.querySelectorAll('img');
    inkling.label(image, 'Might be: a cat');
    const copy = image.cloneNode() as HTMLImageElement;
    inkling.undoAll();
    inkling.label(other, 'Might be: a dog');
    document.body.append(copy);
    await new Promise((resume) => setTimeout(resume));
    return [copy, other].map((each) => each.getAttribute('aria-label'));
  });
  expect(kept).toEqual([null, 'Might be: a dog']);
});

test('a picture that is slotted into a link keeps its label, which is the only name of the link', async () => {
  const kept = await use.page.evaluate(() => {
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).innerHTML = '<a href="#"><slot></slot></a>';
    const image = host.appendChild(document.querySelector('img') as HTMLImageElement);
    inkling.label(image, 'Might be: a cat');
    [...inkling.labelled()].forEach(inkling.giveWay);
    return image.getAttribute('aria-label');
  });
  expect(kept).toBe('Might be: a cat');
});

test('a picture that has moved out of a frame loses its label before the frame goes', async () => {
  const names = await use.page.evaluate(() => {
    const [image, stays] = document.querySelectorAll('img');
    const frame = document.body.appendChild(document.createElement('iframe'));
    for (const each of [image, stays]) inkling.label(each, 'Might be: a cat');
    frame.contentDocument?.body.append(image);
    inkling.unlabelMoved();
    return [image, stays].map((each) => each.hasAttribute('aria-label'));
  });
  expect(names).toEqual([false, true]);
});

test('a mark that the page forges makes nothing ours', async () => {
  const label = await use.page.evaluate(() => {
    const [image, forged] = document.querySelectorAll('img');
    inkling.label(image, 'Might be: a cat');
    forged.setAttribute('data-inkling', image.getAttribute('data-inkling') ?? '');
    forged.setAttribute('aria-label', 'Our cat');
    inkling.adoptIn(forged);
    inkling.undoAll();
    return forged.getAttribute('aria-label');
  });
  expect(label).toBe('Our cat');
});
