// Automatic mode on real pages, by the real extension and its network.
import { expect, test } from 'vitest';
import { listenToPictures } from '../../../scripts/screen-reader.ts';
import { useContentPages } from '../../content-page.ts';
import { answerWith, askCaptioner, captionerPages } from '../../extension-page.ts';

const { use, ask, status, open, settled, html, fetched, describe } = useContentPages();

test('labels what has no name, and only that', async () => {
  await open('gallery.html', 7);
  expect(await status()).toEqual({
    automatic: true,
    found: 7,
    unexamined: 0,
    answers: expect.any(Number),
    described: 7,
    silent: 0,
    waiting: 0,
    missingOrigins: [],
  });
  const heard = await listenToPictures(use.page);
  expect(heard.filter(({ name }) => name.startsWith('Might be: '))).toHaveLength(7); // one in a closed shadow root
  expect(await use.page.locator('[data-inkling]:not([data-auto], my-element *)').count()).toBe(0);
  expect(heard.find(({ src }) => src.includes('decorative'))).toMatchObject({ role: 'none' });
  expect(heard.find(({ src }) => src.includes('named'))).toMatchObject({ name: 'Our cat' });
});

test('undo leaves the page as if Inkling had never been there', async () => {
  await open('gallery.html', 7);
  expect(await ask('page:undo')).toEqual({ restored: 7 });
  const after = await html();
  expect(await status()).toMatchObject({ automatic: false, found: 7, described: 0 });
  const withoutInkling = await use.inkling.context.browser()?.newContext();
  const plain = await withoutInkling?.newPage();
  await plain?.goto(use.page.url());
  expect(after).toBe(await plain?.evaluate(() => document.documentElement.outerHTML));
  await withoutInkling?.close();
});

test('starts again after undo when asked to', async () => {
  await open('gallery.html', 7);
  await ask('page:undo');
  await ask('page:start-automatic');
  await settled(7);
  expect(await status()).toMatchObject({ automatic: true, described: 7 });
});

test('writes only what is likely: what is doubtful is left without a label, and the report says why', async () => {
  await use.page.goto('about:blank');
  await answerWith(use.inkling.worker, { band: 'doubtful', reason: 'unsure' });
  await open('gallery.html?doubtful', 7);
  expect(await status()).toMatchObject({ found: 7, described: 0, silent: 7 });
  expect(await use.page.locator('[data-inkling]').count()).toBe(0);
  expect(await ask('page:report')).toContainEqual(expect.objectContaining({ described: false, reason: 'unsure' }));
});

test('makes its labels anew, in every tab and frame, when the user wants other descriptions', async () => {
  const set = (settings: object) =>
    use.inkling.worker.evaluate((settings) => chrome.storage.local.set(settings), settings);
  await open('frame.html', 0);
  const inner = use.page.frameLocator('iframe').locator('img');
  await expect.poll(() => inner.getAttribute('aria-label')).toMatch(/^Might be: /);
  const [first, frame] = [use.page, inner];
  use.page = await use.inkling.context.newPage();
  await open('gallery.html', 7);
  const labels = () =>
    use.page.locator('[data-inkling]').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  await set({ wording: 'short' });
  await expect.poll(async () => (await labels()).filter((label) => label?.startsWith('AI: '))).toHaveLength(6);
  await expect.poll(status).toMatchObject({ found: 7, described: 7 });
  const requests = await answerWith(use.inkling.worker, { text: 'something else' });
  await set({ wording: 'full', carefulness: 'careful' });
  await expect.poll(labels).toEqual(Array(6).fill('Might be: something else'));
  expect(new Set((await requests()).map(({ carefulness }) => carefulness))).toEqual(new Set(['careful']));
  await use.page.close();
  use.page = first;
  await use.page.bringToFront();
  await expect.poll(() => frame.getAttribute('aria-label')).toBe('Might be: something else');
  await set({ carefulness: 'normal' });
});

test('follows the page: a name that arrives, another source, new and removed pictures', async () => {
  await open('gallery.html', 7);
  await use.page.evaluate(() => {
    const [first, second, third] = document.querySelectorAll('img');
    first.alt = 'An astronaut';
    second.src = '../pictures/coffee.jpg?again';
    third.remove();
    document.body.insertAdjacentHTML('beforeend', '<div><img id="new" src="../../pictures/coffee.jpg?new"></div>');
  });
  const labelOf = (selector: string) => use.page.locator(selector).getAttribute('aria-label');
  await expect.poll(() => labelOf('#first')).toBeNull();
  await expect.poll(() => labelOf('#new')).toMatch(/^Might be: /);
  await settled(6);
  expect(await status()).toMatchObject({ described: 6 });
  expect(await use.page.locator('#first').evaluate((image) => image.getAttributeNames())).toEqual([
    ...['data-auto', 'id', 'src', 'alt'],
  ]);
});

test('a label does not stay on a picture that was replaced by one that cannot be loaded', async () => {
  await open('gallery.html', 7);
  await use.page.locator('#first').evaluate((image: HTMLImageElement) => {
    image.src = '../pictures/gone.jpg';
  });
  await expect.poll(() => use.page.locator('#first').getAttribute('aria-label')).toBeNull();
});

test('a page that takes a label away twice keeps it off', async () => {
  await open('gallery.html', 7);
  const removals = await use.page.evaluate(async () => {
    let removals = 0;
    const image = document.querySelector('#first') as HTMLImageElement;
    const remove = () => {
      if (!image.hasAttribute('aria-label')) return;
      image.removeAttribute('aria-label');
      removals++;
    };
    remove();
    new MutationObserver(remove).observe(image, { attributes: true });
    await new Promise((resume) => setTimeout(resume, 3000));
    return removals;
  });
  expect(removals).toBe(2);
});

test('a lazy picture is described when it has loaded', async () => {
  await open('lazy.html', 0);
  await use.page.mouse.wheel(0, 30_000);
  await settled(1);
  expect(await use.page.locator('img').getAttribute('aria-label')).toMatch(/^Might be: /);
});

const described = async () => (await ask('page:report')).map(({ src }) => Number(src.split('?')[1]));

test('the network loads while pictures without a name are still on their way, and only for those', async () => {
  const { worker } = use.inkling;
  const pages = () => captionerPages(worker);
  if (await pages()) await worker.evaluate(() => chrome.offscreen.closeDocument());
  const [named, nameless] = ['alt="Coffee"', ''].map((name) => `<img ${name} src="/pictures/coffee.jpg?delay=3000">`);
  const load = async (html: string) => {
    await use.page.goto(`${use.servers.pages}blank.html`);
    await use.page.evaluate((html) => document.body.setHTMLUnsafe(html), html);
  };
  await load(named);
  await use.page.waitForTimeout(1000); // as long as the next one takes, and longer
  expect(await pages()).toBe(0);
  await load(nameless);
  await expect.poll(pages).toBe(1);
  const inUse = () => askCaptioner(worker, 'captioner:in-use');
  await expect.poll(inUse).toMatchObject({ backend: 'wasm' });
  expect(await use.page.evaluate(() => document.querySelector('img')?.complete)).toBe(false);
});

test('begins on screen, goes on within one screen, then from the top up to the limit, then where somebody comes', async () => {
  await open('many.html', 0);
  await use.page.evaluate("show('n40')");
  await expect.poll(() => described().then(({ length }) => length), { timeout: 110_000 }).toBe(50);
  const order = await described();
  const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  // Two are on their way at once, so that a neighbour may be done first.
  expect(order.slice(0, 5)).toEqual(expect.arrayContaining(between(40, 43)));
  expect(order.slice(0, 13)).toEqual(expect.arrayContaining(between(36, 47)));
  expect(order.sort((a, b) => a - b)).toEqual(between(0, 49));
  // Where the processor is busy, one look may end before it has seen all.
  await expect.poll(status).toMatchObject({ found: 60, unexamined: 0, described: 50, waiting: 0 });
  await use.page.evaluate("document.getElementById('n59').scrollIntoView()");
  await expect.poll(() => described().then(({ length }) => length)).toBe(58);
  expect((await described()).slice(50).sort()).toEqual(between(52, 59)); // on the last screen and on the one above it
});

test('slow pictures that somebody has scrolled away from do not hold up those on the screen, and come later', async () => {
  const slow = (i: number) => `<img src="${use.servers.elsewhere}pictures/coffee.jpg?img-first=9000&${i}">`;
  const gap = '<div style="height: 9000px"></div>';
  const quick = (i: number) => `<img id="quick${i}" src="/pictures/coffee.jpg?quick=${i}">`;
  await use.page.goto(`${use.servers.pages}blank.html`);
  const body = `<style>img { width: 300px; height: 200px }</style>${slow(1)}${slow(2)}${gap}${quick(1)}${quick(2)}`;
  await use.page.evaluate((body) => document.body.setHTMLUnsafe(body), body);
  await expect.poll(() => fetched().length).toBe(2);
  await use.page.evaluate(() => document.getElementById('quick1')?.scrollIntoView());
  const labelled = () => use.page.locator('img[aria-label]').evaluateAll((images) => images.map(({ id }) => id));
  await expect.poll(labelled, { timeout: 8500 }).toEqual(['quick1', 'quick2']);
  await expect.poll(labelled).toEqual(['', '', 'quick1', 'quick2']);
  expect(fetched()).toHaveLength(4); // each of the slow ones twice
});

test('Describe is not taken back by scrolling', async () => {
  const slow = (i: number) => `${use.servers.elsewhere}pictures/coffee.jpg?img-first=3000&asked=${i}`;
  await use.page.goto(`${use.servers.pages}blank.html`);
  const image = (src: string) => `<img src="${src}" style="width: 300px; height: 200px">`;
  const body = `${image(slow(1))}${image(slow(2))}<div style="height: 9000px"></div>${image('/pictures/coffee.jpg?last')}`;
  await use.page.evaluate((body) => document.body.setHTMLUnsafe(body), body);
  await expect.poll(() => fetched().length).toBe(2);
  const told = describe({ srcUrl: slow(1) });
  await use.page.waitForTimeout(300); // the request has to be there before the page scrolls
  await use.page.evaluate(() => document.querySelector('img:last-of-type')?.scrollIntoView());
  expect((await told).sentence).toMatch(/Might be: /);
  expect(fetched().filter(({ path }) => path.endsWith('asked=1'))).toHaveLength(1);
});

test('the limit is a setting', async () => {
  await use.inkling.worker.evaluate(() => chrome.storage.local.set({ mostPerPage: 3 }));
  await open('many.html?three', 0);
  await use.page.evaluate("show('n40')");
  const near = 12;
  await expect.poll(() => described().then(({ length }) => length)).toBe(near);
  await use.page.waitForTimeout(1000);
  expect(await described()).toHaveLength(near);
  await use.inkling.worker.evaluate(() => chrome.storage.local.remove('mostPerPage'));
});

test('an element that shows one picture after the other is given up', async () => {
  const requests = await answerWith(use.inkling.worker, {});
  await open('blank.html?film', 0);
  await use.page.evaluate(async () => {
    const image = document.body.appendChild(Object.assign(new Image(300, 200), { id: 'film' }));
    for (let i = 0; i < 30; i++) {
      image.src = `../pictures/coffee.jpg?${i}`;
      await image.decode();
      await new Promise((resume) => setTimeout(resume, 400));
    }
  });
  const asked = (await requests()).length;
  expect(asked).toBeGreaterThan(10);
  expect(asked).toBeLessThan(25);
});

test('a picture that is all there is in a link is labelled only where Inkling is careful', async () => {
  await answerWith(use.inkling.worker, { careful: undefined });
  await use.page.goto(`${use.servers.pages}blank.html?link`);
  await use.page.evaluate(() => {
    document.body.innerHTML = `
      <a href="#"><img id="link" width="300" height="200" src="../pictures/coffee.jpg"></a>
      <img id="plain" width="300" height="200" src="../pictures/coffee.jpg">`;
  });
  await expect.poll(() => use.page.locator('#plain').getAttribute('aria-label')).toBe('Might be: two dogs');
  await settled(2);
  expect(await use.page.locator('#link').getAttribute('aria-label')).toBeNull();
});

test('labels on copies go with the others, wherever the page has put them', async () => {
  await open('gallery.html?copies', 7);
  await use.page.evaluate(() => {
    const copy = document.createElement('div');
    copy.innerHTML = document.querySelector('#first')!.outerHTML;
    document.body.append(copy);
  });
  await settled(8);
  await ask('page:undo');
  expect(await use.page.locator('[data-inkling], [aria-label^="Might be"]').count()).toBe(0);
});

test('pictures in frames are labelled too, in their own frame', async () => {
  await open('frame.html', 0);
  const inner = use.page.frameLocator('iframe').locator('img');
  await expect.poll(() => inner.getAttribute('aria-label')).toMatch(/^Might be: /);
});
