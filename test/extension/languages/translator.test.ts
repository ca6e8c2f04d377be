// The browser's translator, which a stub stands for: browsers download what it needs, and tests have no internet.
import { afterEach, expect, test, vi } from 'vitest';

/** A fresh module for each test: it keeps the translator that it has made. */
const load = async () => {
  vi.resetModules();
  return import('../../../extension/languages/translator.ts');
};

const stub = (api: object) => {
  const whole = {
    availability: vi.fn(async () => 'available'),
    create: vi.fn(async () => ({ translate: async (text: string) => `(${text})` })),
    ...api,
  };
  vi.stubGlobal('Translator', whole);
  return whole;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('where there is none, nothing is translated', async () => {
  const { availability, translate } = await load();
  expect(await availability('de')).toBe('unavailable');
  expect(await translate(['a dog'], 'de')).toBeNull();
});

test('one translator is made for a language, and used again', async () => {
  const { create } = stub({});
  const { translate } = await load();
  expect(await translate(['a dog', 'a cat'], 'de')).toEqual(['(a dog)', '(a cat)']);
  expect(await translate(['a cow'], 'de')).toEqual(['(a cow)']);
  expect(create).toHaveBeenCalledExactlyOnceWith({ sourceLanguage: 'en', targetLanguage: 'de' });
  await translate(['a cow'], 'fr');
  expect(create).toHaveBeenLastCalledWith({ sourceLanguage: 'en', targetLanguage: 'fr' });
});

test.each(['unavailable', 'downloadable', 'downloading'])(
  'where it is %s, nothing is downloaded unasked',
  async (state) => {
    const { create } = stub({ availability: async () => state });
    const { translate } = await load();
    expect(await translate(['a dog'], 'de')).toBeNull();
    expect(create).not.toHaveBeenCalled();
  },
);

test('a translator that could not be made is made anew the next time', async () => {
  const { create } = stub({});
  create.mockRejectedValueOnce(new Error('no room'));
  const { translate } = await load();
  expect(await translate(['a dog'], 'de')).toBeNull();
  expect(await translate(['a dog'], 'de')).toEqual(['(a dog)']);
});

test.each([
  ['fails', async () => Promise.reject(new Error('lost'))],
  ['says nothing', async () => ' '],
])('a translation that %s is none', async (_, translate) => {
  stub({ create: async () => ({ translate }) });
  expect(await (await load()).translate(['a dog'], 'de')).toBeNull();
});

test('nobody waits longer than two seconds', async () => {
  vi.useFakeTimers();
  stub({ create: () => new Promise(() => {}) });
  const answer = (await load()).translate(['a dog'], 'de');
  await vi.advanceTimersByTimeAsync(2000);
  expect(await answer).toBeNull();
});

test('a download tells how far it is', async () => {
  const parts: number[] = [];
  stub({
    create: async ({ monitor }: { monitor: (target: EventTarget) => void }) => {
      const target = new EventTarget();
      monitor(target);
      for (const loaded of [0.5, 1]) target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
    },
  });
  await (await load()).download('de', (part) => parts.push(part), new AbortController().signal);
  expect(parts).toEqual([0.5, 1]);
});

/** A download that goes on until it is told to end. */
const endless = ({ signal }: { signal: AbortSignal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('a download can be stopped', async () => {
  stub({ create: endless });
  const stop = new AbortController();
  const done = (await load()).download('de', () => {}, stop.signal);
  stop.abort();
  await expect(done).rejects.toThrow('aborted');
});

test('a download without any progress for a minute has failed', async () => {
  vi.useFakeTimers();
  stub({ create: endless });
  const done = (await load()).download('de', () => {}, new AbortController().signal);
  const failed = expect(done).rejects.toThrow('aborted');
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
});
