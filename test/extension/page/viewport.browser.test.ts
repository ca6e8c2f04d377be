// Where elements lie relative to the viewport.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage({ viewport: { width: 800, height: 600 } });

/** Puts a box of 100 × 200 px there. */
async function at(left: number, top: number) {
  await use.page.setContent(
    `<div style="position: absolute; left: ${left}px; top: ${top}px; width: 100px; height: 200px">`,
  );
  await inject(use.page);
  return use.page.evaluate(() => {
    const element = document.querySelector('div') as HTMLElement;
    const { x, y, width, height } = inkling.boxInView(element);
    return {
      box: [x, y, width, height],
      area: inkling.areaInView(element),
      away: inkling.distanceToView(element.getBoundingClientRect()),
    };
  });
}

test('only what the viewport shows counts', async () => {
  expect(await at(50, 100)).toMatchObject({ box: [50, 100, 100, 200], area: 20_000 });
  expect(await at(-40, -150)).toMatchObject({ box: [0, 0, 60, 50], area: 3000 });
  expect(await at(790, 500)).toMatchObject({ box: [790, 500, 10, 100], area: 1000 });
  expect((await at(50, 700)).area).toBe(0);
});

test('what is in view comes first, from top to bottom, then what is nearest', async () => {
  expect((await at(0, 300)).away).toBe(0.5);
  expect((await at(0, -100)).away).toBe(0);
  expect((await at(0, 700)).away).toBe(101);
  expect((await at(0, -230)).away).toBe(31);
});

/** A picture of 400 × 200 px with something else on the page. @returns whether the screen shows the picture */
async function isOnScreen(other: string, style = '') {
  await use.page.setContent(
    `<img src="${use.servers.pages}../pictures/coffee.jpg" style="position: absolute; left: 0; top: 0; width: 400px; height: 200px; ${style}">
    <style>.over { position: fixed; left: 0; top: 0; width: 400px; height: 200px }</style>${other}`,
  );
  await use.page.waitForFunction(() => document.querySelector('img')?.complete);
  await inject(use.page);
  return use.page.evaluate(() => inkling.boxOnScreen(document.querySelector('img') as Element) !== undefined);
}

test.each([
  ['nothing over it', ''],
  ['a link without a colour', '<a class="over" href="#"></a>'],
  ['a veil that lets it shine through', '<div class="over" style="background: rgb(0 0 0 / 0.3)"></div>'],
  ['a gradient for a title', '<div class="over" style="background: linear-gradient(#0000, #000)"><h2>Title</h2></div>'],
  ['another picture that is transparent', '<canvas class="over" style="opacity: 0"></canvas>'],
  ['a sign on a corner', '<div class="over" style="width: 80px; height: 40px; background: red">NEW</div>'],
])('a picture is seen under %s', async (_, other) => {
  expect(await isOnScreen(other)).toBe(true);
});

test.each([
  ['it is transparent, over another', '', 'opacity: 0'],
  ['a slide lies on it', '<canvas class="over"></canvas>', ''],
  ['a dialog lies on it', '<div class="over" style="background: #fff">Cookies?</div>', ''],
  ['a bar lies on its upper half', '<div class="over" style="height: 100px; background: #fff"></div>', ''],
])('a picture is not seen where %s', async (_, other, style) => {
  expect(await isOnScreen(other, style)).toBe(false);
});

test('what shows that a picture is broken is not the picture', async () => {
  await use.page.route('**/coffee.jpg', (route) => route.abort());
  expect(await isOnScreen('')).toBe(false);
  await use.page.unroute('**/coffee.jpg');
});
