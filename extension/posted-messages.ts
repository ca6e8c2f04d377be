// Messages from Chrome's service worker to the hidden page: no other context hears them, and pixels can travel as bytes. Runs in both.
import type { CaptionerHandlers, Protocol } from './messages.ts';

type Name = keyof CaptionerHandlers;
type Request<N extends Name> = Parameters<Protocol[N]>;
type Reply<N extends Name> = ReturnType<Protocol[N]>;

/** Milliseconds between two looks whether the page is still there: no port of ours tells. */
const PULSE = 500;

/** Those who run in the service worker know more of it than the types of pages do. */
export const serviceWorker = self as unknown as ServiceWorkerGlobalScope;

interface Posted {
  to: Name;
  request?: unknown;
}

/** What comes back through the message's own port. */
type Returned = { reply: unknown } | { error: string };

/** Asks the hidden page. Rejects when it fails, or when it is closed before it has answered. */
export function post<N extends Name>(page: Client, name: N, ...[request]: Request<N>): Promise<Reply<N>> {
  const { port1: ours, port2: theirs } = new MessageChannel();
  let watch: ReturnType<typeof setInterval>;
  const answer = new Promise<Reply<N>>((resolve, reject) => {
    ours.onmessage = ({ data }: MessageEvent<Returned>) => {
      if ('error' in data) reject(new Error(data.error));
      else resolve(data.reply as Reply<N>);
    };
    const isThere = () => serviceWorker.clients.get(page.id);
    watch = setInterval(async () => (await isThere()) || reject(new Error('the hidden page was closed')), PULSE);
    page.postMessage({ to: name, request } satisfies Posted, [theirs]);
  });
  return answer.finally(() => {
    clearInterval(watch);
    ours.close();
  });
}

/** Answers what the service worker posts: nobody else can. */
export function handlePosted(handlers: CaptionerHandlers): void {
  const answer = async (posted: Posted): Promise<Returned> => {
    try {
      const { to, request } = posted;
      return { reply: await (handlers[to] as (request: unknown) => unknown)(request) };
    } catch (error) {
      return { error: String(error) };
    }
  };
  navigator.serviceWorker.addEventListener('message', async ({ data, ports: [port] }) => {
    port.postMessage(await answer(data));
  });
  navigator.serviceWorker.startMessages();
}
