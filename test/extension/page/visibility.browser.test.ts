// What nobody can reach is hidden: the pages of judge-image.browser.test.ts have the plain cases, here are dialogs and frames.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage({ viewport: { width: 800, height: 600 } });

/** Which of the images are hidden, by their ids. */
const hidden = () =>
  use.page.evaluate(() =>
    Array.from(document.images, (image) => image.id).filter((id) => inkling.isHidden(document.getElementById(id)!)),
  );

test('while a modal dialog is open, only it can be reached', async () => {
  await use.page.setContent(
    '<img id="outside"><dialog id="dialog"><img id="inside"></dialog><dialog><img id="other"></dialog>',
  );
  await inject(use.page);
  expect(await hidden()).toEqual(['inside', 'other']);
  await use.page.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).showModal());
  expect(await hidden()).toEqual(['outside', 'other']);
  await use.page.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).close());
  await use.page.evaluate(() => (document.getElementById('dialog') as HTMLDialogElement).show());
  expect(await hidden()).toEqual(['other']);
});

test.each([
  ['', false],
  ['aria-hidden="true"', true],
  ['inert', true],
  ['style="visibility: hidden"', true],
])('a picture in <iframe %s>: hidden is %s', async (attributes, expected) => {
  await use.page.setContent(`<div><iframe ${attributes} srcdoc="<img>"></iframe></div>`);
  const frame = use.page.frames()[1];
  await frame.waitForSelector('img', { state: 'attached' });
  await inject(use.page);
  const found = await use.page.evaluate(() => inkling.isHidden(frames[0].document.images[0]));
  expect(found).toBe(expected);
});
