// The describe page as people use it: pictures dropped, pasted and chosen; words stepped through by keyboard; sheets saved.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch } from '../../browser.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;
let failures: string[];

const sample = (name: string) => `scripts/sample/${name}`;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome', sure: true, spy: true });
  await inkling.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
beforeEach(async () => {
  page = await inkling.context.newPage();
  failures = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('request', (request) => /^https?:/.test(request.url()) && failures.push(request.url()));
  await page.goto(`chrome-extension://${new URL(inkling.worker.url()).host}/describe/index.html`);
});
afterEach(async () => {
  expect(failures).toEqual([]); // no error, and nothing from the network
  await page.close();
});
afterAll(() => inkling?.close());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const choose = (files: string | string[]) => page.locator('input[type=file]').first().setInputFiles(files);
const sentence = () => page.locator('.said').textContent();
const status = () => page.locator('main > #root > [role=status]').textContent();

async function describeOne(file = sample('cat.jpg')): Promise<void> {
  await choose(file);
  await page.locator('.said').waitFor();
}

/** What a press on a button saves. */
async function saved(name: string | RegExp): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

async function complaints(): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(() =>
    window.axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])),
  );
}

const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

test('a chosen picture is described, and the screen reader is told', async () => {
  await describeOne();
  expect(await sentence()).toMatch(/^Might be: \w/);
  await expect.poll(status).toBe(await sentence());
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('cat.jpg');
  expect(await page.locator('.detail').textContent()).toMatch(/Inkling is \d+% sure of what it names\./);
  expect(await page.locator('.detail').textContent()).toMatch(/Encoder: \d+ ms/);
});

test('error sheet, learning curves and the comparison of architectures open from here', async () => {
  const links = await page
    .locator('section:last-of-type a')
    .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
  expect(links).toHaveLength(4);
  for (const link of links) {
    await page.goto(link); // rejects where there is nothing
    expect(await page.locator(':root').textContent()).toMatch(/\w{5}/);
    if (link.endsWith('.html')) expect(await complaints()).toEqual([]);
  }
});

test('the sentence is copied, and saved with the other guesses', async () => {
  await describeOne();
  await button('Copy').click();
  expect(await clipboard()).toBe(await sentence());
  const { name, text } = await saved('Save as text');
  expect(name).toBe('cat.txt');
  expect(text.split('\n')[0]).toBe(await sentence());
});

test('an alt text is a draft that says who wrote it, until somebody has checked it', async () => {
  await describeOne();
  const draft = page.getByRole('textbox', { name: 'Draft of an alt text' });
  const first = await draft.inputValue();
  expect(`Might be: ${first[0].toLowerCase()}${first.slice(1)}`).toBe(await sentence());
  await button('Copy as alt text').click();
  expect(await clipboard()).toBe(`[machine-written draft] ${first}`);
  await draft.fill('Our cat Chelsea');
  await page.getByRole('checkbox', { name: /I have checked it/ }).check();
  await button('Copy as alt text').click();
  expect(await clipboard()).toBe('Our cat Chelsea');
});

test('the words can be stepped through by keyboard, and say where the network looked', async () => {
  await describeOne();
  const words = page.getByRole('toolbar', { name: 'Words of the sentence' }).getByRole('button');
  await words.first().focus();
  const veil = () =>
    page.locator('.veil').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, 9, 9);
      return Array.from({ length: 81 }, (_, i) => data[4 * i + 3]);
    });
  const seen = new Set<string>();
  const count = await words.count();
  expect(count).toBeGreaterThan(2);
  for (let i = 0; i < count; i++) {
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-description') ?? '');
    expect(focused).toMatch(
      /^(Left out\. )?\d+% likely after the words before it(, \d+% sure to be right)?\. Looked at the .+\.$/,
    );
    expect(await words.nth(i).getAttribute('aria-pressed')).toBe('true');
    expect(Math.max(...(await veil()))).toBeGreaterThan(100);
    expect(Math.min(...(await veil()))).toBe(0); // where it looked most, the picture is as it is
    seen.add((await veil()).join());
    await page.keyboard.press('ArrowRight');
  }
  expect(seen.size).toBeGreaterThan(2);
  await page.keyboard.press('Home');
  expect(await words.first().evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab'); // one stop for all
  expect(await page.evaluate(() => document.activeElement?.closest('[role=toolbar]'))).toBeNull();
});

test('it is spoken, each word is marked when the voice comes to it, and Escape stops it', async () => {
  await describeOne();
  await page.getByRole('combobox', { name: 'Voice' }).selectOption('Spy (en-US)');
  const stored = () => page.evaluate(() => chrome.storage.local.get('speaker'));
  await expect.poll(stored).toEqual({ speaker: 'Spy' }); // for all that Inkling says
  await button('Speak').click();
  await expect.poll(async () => (await inkling.spoken()).at(-1)?.text).toBe(await sentence());
  await inkling.voiceEvent({ type: 'word', charIndex: 10 });
  const words = (await sentence())!.slice(10).split(' ');
  await expect.poll(() => page.locator('mark').textContent()).toBe(words[0]);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await inkling.spoken()).at(-1)?.stopped).toBe(true);
  await expect.poll(() => page.locator('mark').count()).toBe(0);
  expect(await button('Speak').count()).toBe(1);
});

test('pictures can be dropped and pasted', async () => {
  const bytes = readFileSync(sample('coffee.jpg')).toString('base64');
  const give = (name: 'drop' | 'paste') =>
    page.evaluate(
      async ([kind, bytes]) => {
        const data = new DataTransfer();
        const buffer = await (await fetch(`data:image/jpeg;base64,${bytes}`)).arrayBuffer();
        data.items.add(new File([buffer], `${kind}.jpg`, { type: 'image/jpeg' }));
        const options = { bubbles: true, cancelable: true };
        const event =
          kind === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data });
        document.body.dispatchEvent(event);
      },
      [name, bytes],
    );
  await give('drop');
  await expect.poll(() => page.getByRole('heading', { name: 'drop.jpg' }).count()).toBe(1);
  await give('paste');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
  await expect.poll(status).toBe('All 2 pictures looked at.');
});

test('a folder with bad files among good ones becomes a sheet that can be sorted and saved', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'inkling-')), 'pictures');
  mkdirSync(join(folder, 'inside'), { recursive: true });
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  const cat = readFileSync(sample('cat.jpg'));
  put('b cat.jpg', cat);
  put('=1+1.jpg', cat);
  put('inside/half.jpg', cat.subarray(0, 4000));
  put('inside/<b>.png', readFileSync(sample('page-of-text.png')));
  put('notes.txt', 'no picture');
  await page.locator('input[type=file]').nth(1).setInputFiles(folder);
  await expect.poll(status).toBe('Looking. 1 file that is no picture was left out.');
  await expect.poll(status).toBe('All 4 pictures looked at.');
  const files = () => page.locator('tbody th').allTextContents();
  const order = await files();
  expect([...order].sort()).toEqual([
    'pictures/=1+1.jpg',
    'pictures/b cat.jpg',
    'pictures/inside/<b>.png',
    'pictures/inside/half.jpg',
  ]);
  expect(await page.getByRole('row', { name: /half\.jpg/ }).textContent()).toContain('the file is damaged');

  await button('How sure').click();
  expect(await page.getByRole('columnheader', { name: 'How sure' }).getAttribute('aria-sort')).toBe('ascending');
  expect((await files())[0]).toMatch(/half|<b>/);
  await button('How sure').click();
  expect((await files()).at(-1)).toMatch(/half|<b>/);

  await button('pictures/b cat.jpg').click();
  await page.getByRole('textbox').fill('A cat, "checked"');
  await button('pictures/b cat.jpg').click();

  const csv = await saved('Save the sheet as CSV');
  expect(csv.name).toBe('alt-drafts.csv');
  expect(csv.text).toContain(`pictures/b cat.jpg,"A cat, ""checked""",en,person,likely,`);
  const json = JSON.parse((await saved('Save the sheet as JSON')).text);
  expect(json).toHaveLength(4);
  const html = (await saved('Save the sheet as HTML')).text;
  expect(html.match(/<img src="data:image\/jpeg/g)).toHaveLength(3);
  expect(html).toContain('pictures/inside/&lt;b&gt;.png');
});

test('a folder that is dropped is looked through, as deep as it goes', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'inkling-')), 'dropped');
  mkdirSync(join(folder, 'in/side'), { recursive: true });
  writeFileSync(join(folder, 'in/side/cat.jpg'), readFileSync(sample('cat.jpg')));
  writeFileSync(join(folder, 'coffee.jpg'), readFileSync(sample('coffee.jpg')));
  writeFileSync(join(folder, 'in/notes.txt'), 'no picture');
  const session = await inkling.context.newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 150, data });
  await expect.poll(status).toMatch(/^(Looking\. 1 file that is no picture was left out|All 2 pictures looked at)\.$/);
  await expect.poll(status).toBe('All 2 pictures looked at.');
  expect(await page.locator('tbody th').allTextContents()).toEqual(['dropped/coffee.jpg', 'dropped/in/side/cat.jpg']);
});

test('the same picture under two names is looked at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-'));
  const files = ['one.jpg', 'two.jpg'].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, readFileSync(sample('cat.jpg')));
  await page.evaluate(() => {
    const { runtime } = chrome;
    const send = runtime.sendMessage.bind(runtime);
    Object.assign(globalThis, { sent: [] as string[] });
    runtime.sendMessage = ((message: { to: string }) => {
      (globalThis as unknown as { sent: string[] }).sent.push(message.to);
      return send(message);
    }) as typeof runtime.sendMessage;
  });
  await choose(files);
  await expect.poll(status).toBe('All 2 pictures looked at.');
  const sent = await page.evaluate(() => (globalThis as unknown as { sent: string[] }).sent);
  expect(sent.filter((to) => to === 'background:explain')).toHaveLength(1);
  expect(await page.locator('tbody td.likely').allTextContents()).toHaveLength(2);
});

test('work on many pictures can be stopped in the middle, and goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-'));
  const cat = readFileSync(sample('cat.jpg'));
  const files = Array.from({ length: 40 }, (_, i) => join(folder, `${i}.jpg`));
  files.forEach((file, i) => writeFileSync(file, Buffer.concat([cat, Buffer.from(`${i}`)]))); // each another file
  await choose(files);
  await page.getByText(/^[1-9]\d* of 40, [\d.]+ per second, \d+ \w+ left$/).waitFor();
  await button('Cancel').click();
  await button('Go on').waitFor();
  const words = await page.locator('.progress').textContent();
  const done = Number(/Stopped: (\d+) of 40 looked at/.exec(words ?? '')?.[1]);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(40);
  await page.waitForTimeout(500);
  expect(await page.locator('.progress').textContent()).toBe(words); // it has really stopped
  await button('Go on').click();
  await expect.poll(status).toBe('All 40 pictures looked at.');
});

test.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
] as const)('axe finds nothing to complain of in %s', async (_, media) => {
  await page.emulateMedia(media);
  expect(await complaints()).toEqual([]);
  await describeOne();
  expect(await complaints()).toEqual([]);
  await choose([sample('coffee.jpg'), sample('page-of-text.png')]);
  await expect.poll(status).toBe('All 3 pictures looked at.');
  await button('coffee.jpg').click();
  await page.locator('.detail').waitFor();
  expect(await complaints()).toEqual([]);
});

test('in a narrow window, or at 400 %, nothing has to be scrolled sideways but the table', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await describeOne();
  await choose([sample('coffee.jpg')]);
  await expect.poll(status).toBe('All 2 pictures looked at.');
  await button('cat.jpg').click();
  await page.locator('.detail').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('nothing of a description in detail is to be seen where the browser has no model for it', async () => {
  await describeOne();
  await page.locator('.looked').waitFor();
  expect(await page.getByText('In detail').count()).toBe(0);
});

test('where the browser has a model that takes pictures, it is asked for details; its words are marked as its own', async () => {
  await page.addInitScript(putLanguageModel); // a stub: this browser has no such model
  await page.reload();
  await describeOne();
  await page.getByText('The browser has to download that model first').waitFor();
  expect(await page.evaluate(() => globalThis.asked)).toEqual([]); // not before the click
  await button('Describe in detail').click();
  const log = page.getByRole('log');
  await expect.poll(() => log.textContent()).toBe('A cat lies there.');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('input'); // in place of the button
  await page.getByRole('textbox', { name: 'A question about the picture' }).fill('Which colour?');
  await page.keyboard.press('Enter');
  await expect.poll(() => log.textContent()).toMatch(/Which colour\?It is ginger\.$/);
  const asked = await page.evaluate(() => globalThis.asked);
  expect(asked.map((kinds) => kinds.join())).toEqual(['text,image', 'text']);
  expect(await sentence()).toMatch(/^Might be: /); // what Inkling says stays what it was
});

test('a question after one that failed goes with the picture', async () => {
  await page.addInitScript(putLanguageModel);
  await page.reload();
  await page.evaluate(() => {
    globalThis.refusals = 1;
  });
  await describeOne();
  await button('Describe in detail').click();
  await page.locator('.detail [role=alert]').waitFor();
  await page.getByRole('textbox', { name: 'A question about the picture' }).fill('Which colour?');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('log').textContent()).toMatch(/A cat lies there\.$/);
  expect((await page.evaluate(() => globalThis.asked)).map((kinds) => kinds.join())).toEqual([
    'text,image',
    'text,image',
  ]);
});

test('one file of a folder that cannot be read does not lose the others', async () => {
  await page.evaluate(() => {
    const drawn = new OffscreenCanvas(300, 200);
    drawn.getContext('2d')!.fillRect(50, 50, 100, 100);
    const file = (name: string, read: (take: (file: File) => void, refuse: () => void) => void) => ({
      ...{ isDirectory: false, fullPath: `/trip/${name}`, file: read },
    });
    return drawn.convertToBlob().then((blob) => {
      const entries = [
        file('gone.png', (_, refuse) => refuse()),
        file('here.png', (take) => take(new File([blob], 'here.png', { type: 'image/png' }))),
      ];
      const portions = [entries, []];
      const createReader = () => ({ readEntries: (take: (some: unknown[]) => void) => take(portions.shift() ?? []) });
      const items = [
        { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true, createReader }), getAsFile: () => null },
      ];
      const event = new Event('paste', { bubbles: true, cancelable: true });
      document.dispatchEvent(Object.assign(event, { clipboardData: { items, types: ['Files'] } }));
    });
  });
  await page.getByRole('heading', { name: 'trip/here.png' }).waitFor();
});

test('text that is pasted into the draft goes there, whatever picture of it comes with it', async () => {
  await describeOne();
  const taken = await page.getByRole('textbox', { name: 'Draft of an alt text' }).evaluate((draft) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Our cat');
    clipboardData.items.add(new File(['x'], 'text.png', { type: 'image/png' }));
    return !draft.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  });
  expect(taken).toBe(false);
  expect(await page.locator('table').count()).toBe(0);
});

/** Runs in the page. */
function putLanguageModel(): void {
  globalThis.asked = [];
  globalThis.refusals = 0;
  const answers = [['A cat ', 'lies there.'], ['It is ginger.']];
  const LanguageModel = {
    availability: async () => 'downloadable',
    create: async () => ({
      promptStreaming([{ content }]: { content: { type: string }[] }[]) {
        globalThis.asked.push(content.map(({ type }) => type));
        if (globalThis.refusals-- > 0) throw new Error('not now');
        return new ReadableStream({
          start(controller) {
            for (const part of answers.shift() ?? []) controller.enqueue(part);
            controller.close();
          },
        });
      },
      destroy() {},
    }),
  };
  Object.assign(globalThis, { LanguageModel });
}

declare global {
  var asked: string[][];
  var refusals: number;
  interface Window {
    axe: typeof axe;
  }
}
