// The describe page in Firefox: pictures dropped, words explained, the sentence spoken by an engine that Firefox has for tests.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../../browser.ts';

let inkling: Awaited<ReturnType<typeof launch>>;
let page: Page;

beforeAll(async () => {
  inkling = await launch({ extension: 'chrome', sure: true });
  page = await inkling.context.newPage();
  await page.goto(`${inkling.worker.url()}describe/index.html`);
});
afterAll(() => inkling?.close());

interface Given {
  name: string;
  bytes: string;
}

/** Drops files on the page. */
function drop(...files: string[]): Promise<void> {
  const given = files.map((file): Given => ({ name: file, bytes: readFileSync(`scripts/sample/${file}`, 'base64') }));
  return page.evaluate((given: Given[]) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given) {
      const content = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
      data.items.add(new File([content], name, { type: name.endsWith('.png') ? 'image/png' : 'image/jpeg' }));
    }
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, given);
}

const textOf = (selector: string) =>
  page.evaluate((selector: string) => document.querySelector(selector)?.textContent ?? '', selector);

test('a dropped picture is described, each word explained, and the sentence spoken word by word', async () => {
  await drop('cat.jpg');
  await expect.poll(() => textOf('.said')).toMatch(/^Might be: \w/);
  const explained = await page.evaluate(() =>
    Array.from(document.querySelectorAll('.words button'), (button) => button.getAttribute('aria-description')),
  );
  expect(explained.length).toBeGreaterThan(2);
  for (const words of explained) expect(words).toMatch(/\d+% likely after the words before it.* Looked at the .+\.$/);
  const sentence = await textOf('.said');
  await page.evaluate(tellOfWords);
  await page.evaluate(() => {
    const buttons = Array.from(document.querySelectorAll('button'));
    buttons.find(({ textContent }) => textContent === 'Speak')?.click();
  });
  await expect.poll(() => textOf('mark')).toBe(sentence.slice(10).split(' ')[0]);
});

/** The engine that Firefox has for tests does not tell where it is. Runs in the page. */
function tellOfWords(): void {
  const speak = speechSynthesis.speak.bind(speechSynthesis);
  speechSynthesis.speak = (utterance) => {
    speak(utterance);
    utterance.dispatchEvent(new SpeechSynthesisEvent('boundary', { utterance, name: 'word', charIndex: 10 }));
    utterance.onend = null; // it says all of it at once
  };
}

test('several become a table', async () => {
  await drop('coffee.jpg', 'page-of-text.png');
  await expect.poll(() => textOf('[role=status]')).toBe('All 3 pictures looked at.');
  expect(await page.evaluate(() => document.querySelectorAll('tbody tr').length)).toBe(3);
});
