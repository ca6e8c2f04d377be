// The browser's own on-device model that takes pictures, where there is one: Chrome's Prompt API. Runs in the describe page.
// https://developer.chrome.com/docs/ai/prompt-api, https://developer.chrome.com/docs/extensions/ai/prompt-api

/** As much of the API as is used here; the types of pages do not know it yet. */
interface LanguageModelFactory {
  availability(options: Expected): Promise<Availability>;
  create(options: Expected & { signal?: AbortSignal; monitor?(monitor: EventTarget): void }): Promise<Session>;
}

interface Session {
  promptStreaming(messages: Message[], options?: { signal?: AbortSignal }): ReadableStream<string>;
  destroy(): void;
}

interface Message {
  role: 'user';
  content: ({ type: 'text'; value: string } | { type: 'image'; value: ImageBitmap })[];
}

interface Expected {
  expectedInputs: { type: 'text' | 'image'; languages?: string[] }[];
  expectedOutputs: { type: 'text'; languages: string[] }[];
}

type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

const EXPECTED: Expected = {
  expectedInputs: [{ type: 'text', languages: ['en'] }, { type: 'image' }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

const factory = () => (globalThis as { LanguageModel?: LanguageModelFactory }).LanguageModel;

/** Whether it can be asked about pictures; 'unavailable' also where the browser has no such model. */
export async function availability(): Promise<Availability> {
  return (
    (await factory()
      ?.availability(EXPECTED)
      .catch(() => undefined)) ?? 'unavailable'
  );
}

/** A talk about one picture. */
export interface Talk {
  /** @param heard is given the answer as far as it has come */
  ask(question: string, heard: (answer: string) => void): Promise<void>;
}

/**
 * To be called by a click: a model that has to be downloaded wants one.
 * @param over ends it, also before it has begun
 * @param loaded is given the fraction that has been downloaded
 */
export async function startTalk(
  picture: ImageBitmap,
  over: AbortSignal,
  loaded: (fraction: number) => void,
): Promise<Talk> {
  const session = await factory()!.create({
    ...EXPECTED,
    signal: over,
    monitor: (monitor) =>
      monitor.addEventListener('downloadprogress', (event) => loaded((event as ProgressEvent).loaded)),
  });
  over.addEventListener('abort', () => session.destroy());
  if (over.aborted) session.destroy();
  let isFirst = true;
  return {
    async ask(question, heard) {
      const words = { type: 'text', value: question } as const;
      const content: Message['content'] = isFirst ? [words, { type: 'image', value: picture }] : [words];
      let answer = '';
      for await (const part of session.promptStreaming([{ role: 'user', content }], { signal: over })) {
        answer += part;
        heard(answer);
      }
      isFirst = false; // else it has not seen the picture
    },
  };
}
