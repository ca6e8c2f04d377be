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
