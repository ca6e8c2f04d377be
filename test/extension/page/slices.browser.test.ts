// Long work is cut into slices between which the page has its turn.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage({ viewport: { width: 800, height: 600 } });

test('the page has its turn in between, and the time of the work is counted without it', async () => {
  await inject(use.page);
  const { turns, worked, whole } = await use.page.evaluate(async () => {
    let turns = 0;
    const page = setInterval(() => turns++);
    const start = performance.now();
    const slices = await inkling.startSlices();
    for (let i = 0; i < 60; i++) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      if (slices.over()) await slices.turn();
    }
    clearInterval(page);
    return { turns, worked: slices.worked(), whole: performance.now() - start };
  });
  expect(turns).toBeGreaterThan(3);
  expect(worked).toBeGreaterThanOrEqual(60);
  expect(worked).toBeLessThan(whole);
});

test('where nothing is going on, there is more time to work; where much is, less, but some', async () => {
  await inject(use.page);
  const share = () =>
    use.page.evaluate(async () => {
      const start = performance.now();
      const slices = await inkling.startIdleSlices();
      for (let i = 0; i < 100; i++) {
        const until = performance.now() + 1;
        while (performance.now() < until);
        if (slices.over()) await slices.turn();
      }
      return slices.worked() / (performance.now() - start);
    });
  const idle = await share();
  await use.page.evaluate(() => {
    const hour = Date.now() + 3_600_000;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const until = performance.now() + 8;
      while (performance.now() < until);
      if (Date.now() < hour) port2.postMessage('again');
    };
    port2.postMessage('begin');
  });
  const busy = await share();
  expect(busy).toBeGreaterThan(0);
  expect(busy).toBeLessThan(idle / 2);
});
