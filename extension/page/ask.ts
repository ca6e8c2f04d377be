// Asks for the description of an element, once per picture and page. Runs in web pages.
import type { Reason } from '../../model/reasons.ts';
import { type Answer, type Picture, send } from '../messages.ts';
import { silence } from '../silence.ts';
import { fetchPixels, forgetClosed } from './fetch-pixels.ts';
import { addressOf } from './picture-address.ts';
import { AT_MOST, IN_PASSING, readPixels } from './read-pixels.ts';

/** The address does not lead to the picture, which the page may show all the same. */
const OUT_OF_REACH = new Set<Reason | undefined>(['no-permission', 'refused', 'unreachable']);
/** What servers also say to those who are not logged in, or send instead of the picture. */
const FOR_STRANGERS = new Set<Reason | undefined>(['not-found', 'not-an-image', 'empty', 'corrupt']);
/** The service worker may be stopped in the middle of a request; the next message starts it again. */
const MOST_TRIES = 6;
/** Milliseconds before the next try, times the tries so far. */
const PAUSE = 300;

/** Address → its answer, for pictures that appear more than once. */
const answers = new Map<string, Promise<Answer>>();
const failed = new Set<string>();
/** Addresses, each as often as somebody waits for it. */
const urgent: string[] = [];
let received = 0;

/** Describes what the element shows now. Failures are answers with a reason; rejects only when Inkling is gone. */
export function ask(element: Element): Promise<Answer> {
  const address = addressOf(element);
  const known = answers.get(address);
  if (known && !isMoving(element)) return known;
  const answer = askOnce(element, address);
  if (address && !isMoving(element)) remember(address, answer);
  return answer;
}

/** The same for a user who waits: `cancel` of the picture does nothing meanwhile. */
export async function askNow(element: Element): Promise<Answer> {
  const address = addressOf(element);
  urgent.push(address);
  try {
    return await ask(element);
  } finally {
    urgent.splice(urgent.indexOf(address), 1);
  }
}

/** Takes back what this frame has asked, all or one picture that is still being read: the answer is then 'cancelled'. */
export function cancel(url?: string): void {
  if (!isAlive() || (url && urgent.includes(url))) return;
  send('background:cancel', { url }).catch(() => undefined); // where Inkling is gone, there is nothing left to cancel
}

/** Would `ask` answer without work? */
export function isAsked(address: string): boolean {
  return answers.has(address);
}

/** Makes `ask` ask anew for everything, because the user wants other answers now. */
export function forgetAnswers(): void {
  answers.clear();
  failed.clear();
}

/** Makes `ask` try again where there was no description, because the user insists or has allowed more. */
export function forgetFailures(): void {
  for (const address of failed) answers.delete(address);
  failed.clear();
  forgetClosed();
}

/** Could another way than its address lead to what the element shows? */
export function isOutOfReach(element: Element, { reason }: Answer): boolean {
  const isLoaded = element instanceof HTMLImageElement && element.naturalWidth > 0;
  return OUT_OF_REACH.has(reason) || (isLoaded && FOR_STRANGERS.has(reason));
}

/** How many answers have come so far. */
export const answersReceived = () => received;

/** Is the extension still there? Not after it has been updated, switched off or removed under a page's feet. */
export function isAlive(): boolean {
  return globalThis.chrome?.runtime?.id !== undefined;
}

/** What these show is not decided by their address. */
function isMoving(element: Element): boolean {
  return element instanceof HTMLVideoElement || element instanceof HTMLCanvasElement;
}

function remember(address: string, answer: Promise<Answer>): void {
  answers.set(address, answer);
  answer.then(
    ({ text, reason }) => {
      if (reason === 'cancelled') answers.delete(address);
      else if (text === null) failed.add(address);
    },
    () => answers.delete(address),
  );
}

/** From the picture in the page, from its address, as another origin lets everybody read it: the first way that works. */
async function askOnce(element: Element, url: string): Promise<Answer> {
  const inPage = await askWithPixels(await readPixels(element, url ? IN_PASSING : AT_MOST));
  if (inPage) return inPage;
  if (!url) return nothing('no-permission');
  const answer = await sendPatiently({ url });
  if (!isOutOfReach(element, answer)) return answer;
  // A large picture that only this page may load, since it is logged in: then the page has to wait for it once.
  const late = await askWithPixels(await readPixels(element, AT_MOST));
  if (late || answer.reason !== 'no-permission') return late ?? answer;
  return (await askWithPixels(await fetchPixels(url))) ?? answer;
}

/** @returns null where there are none; what the page could have read itself, it may learn */
async function askWithPixels(pixels: string | null): Promise<Answer | null> {
  if (!pixels) return null;
  return { ...(await sendPatiently({ pixels })), shareable: true };
}

async function sendPatiently(picture: Picture): Promise<Answer> {
  try {
    const answer = await patiently(() => send('background:describe', { picture }));
    received++;
    return answer;
  } catch (error) {
    if (!isAlive()) throw error;
    return nothing('model-failed');
  }
}

/** Sends until there is an answer. Rejects where every try has failed, and when Inkling is gone. */
export async function patiently<T>(request: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await request();
    } catch (error) {
      if (!isAlive() || tries === MOST_TRIES) throw error;
      await new Promise((resume) => setTimeout(resume, PAUSE * tries));
    }
  }
}

function nothing(reason: Reason): Answer {
  return { ...silence(reason), shareable: false, wording: 'full', lang: 'en' };
}
