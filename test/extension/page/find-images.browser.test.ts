// All kinds of elements that show pictures are found, in shadow roots too, and parts of drawings are not.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage();

test('finds every kind of picture, in the order of the document', async () => {
  await use.page.setContent(`
    <img id="img"><svg id="svg"><image id="part"></image></svg><canvas id="canvas"></canvas><video id="video"></video>
    <input type="IMAGE" id="input"><input type="text"><object data="x" id="object"></object><object></object>
    <embed type="image/png" src="x" id="embed"><embed src="x"><div role="Img" id="role"></div><b role="image" id="image"></b>
    <form role="img"></form><picture><source><img id="source"></picture><map><area href="#"></map>`);
  await inject(use.page);
  const ids = await use.page.evaluate(() => Array.from(inkling.findImages(document), ({ id }) => id));
  expect(ids).toEqual(['img', 'svg', 'canvas', 'video', 'input', 'object', 'embed', 'role', 'image', 'source']);
});

test('finds them in shadow roots, below the element that it starts with, and itself', async () => {
  await use.page.setContent('<div id="start"><p id="host"></p></div><img id="elsewhere">');
  await inject(use.page);
  const ids = await use.page.evaluate(() => {
    const host = document.querySelector('#host') as HTMLElement;
    host.attachShadow({ mode: 'open' }).innerHTML = '<img id="inside"><b></b>';
    const from = (selector: string) =>
      Array.from(inkling.findImages(document.querySelector(selector)!), ({ id }) => id);
    return [from('#start'), from('#host'), from('#elsewhere')];
  });
  expect(ids).toEqual([['inside'], ['inside'], ['elsewhere']]);
});
