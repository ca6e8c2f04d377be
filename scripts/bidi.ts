// Speaks WebDriver BiDi to a browser: commands, and functions to be run in its pages. Runs in Node.
import { WebSocket } from 'ws';

/** Runs in a page: a function, or its text. */
export type Script<A, R> = string | ((argument: A) => R | Promise<R>);

export interface Bidi {
  /** @throws Error with what the browser says */
  // biome-ignore lint/suspicious/noExplicitAny: each command has a result of its own, https://w3c.github.io/webdriver-bidi/
  send(method: string, params?: object): Promise<any>;
  /**
   * The function's result; it and the argument travel as JSON.
   * @param context a tab, a frame or a browser window
   * @param sandbox where the function runs beside the page's own scripts, and sees nothing of what they have changed
   */
  evaluate<R, A = undefined>(context: string, script: Script<A, R>, argument?: A, sandbox?: string): Promise<R>;
  /** Calls the listener at each of these events from now on. */
  on(events: string[], listener: (event: BidiEvent) => void): Promise<void>;
  /** Resolves when the browser has gone. */
  closed: Promise<void>;
}

/** @param address where the browser listens, e.g. "ws://127.0.0.1:1234" */
export async function connect(address: string): Promise<Bidi> {
  const socket = new WebSocket(`${address}/session`, { maxPayload: 0 });
  const answers = new Map<number, (answer: Answer) => void>();
  let last = 0;
  const listeners = new Map<string, (event: BidiEvent) => void>();
  socket.on('message', (text) => {
    const { id, method, params, ...answer }: Message = JSON.parse(String(text));
    if (method) return listeners.get(method)?.(params!);
    answers.get(id!)?.(answer);
    answers.delete(id!);
  });
  const closed = new Promise<void>((resolve) => socket.once('close', resolve));
  closed.then(() => {
    for (const answer of answers.values()) answer({ error: 'closed', message: 'the browser has gone' });
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  const send: Bidi['send'] = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      answers.set(id, ({ error, message, result }) => {
        if (error) reject(new Error(`${method}: ${error}: ${message}`));
        else resolve(result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });

  const evaluate: Bidi['evaluate'] = async (context, script, argument, sandbox) => {
    const { type, result, exceptionDetails } = await send('script.callFunction', {
      target: { context, sandbox },
      // Compilers put calls of __name around functions with names.
      functionDeclaration: `async (json) => {
        const __name = (named) => named;
        return JSON.stringify(await (${script})(json && JSON.parse(json)));
      }`,
      arguments: [{ type: 'string', value: JSON.stringify(argument) ?? '' }],
      awaitPromise: true,
      userActivation: true,
    });
    if (type === 'exception') throw new Error(exceptionDetails.text);
    return result.type === 'string' ? JSON.parse(result.value) : undefined;
  };

  const on: Bidi['on'] = async (events, listener) => {
    for (const event of events) listeners.set(event, listener);
    await send('session.subscribe', { events });
  };

  await send('session.new', { capabilities: {} });
  return { send, evaluate, on, closed };
}

/** What all events of a tab or a frame have. */
export interface BidiEvent {
  context: string;
  url: string;
}

/** An event, or the answer to the command with that id. */
interface Message extends Answer {
  id?: number;
  method?: string;
  params?: BidiEvent;
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  result?: any;
  error?: string;
  message?: string;
}
