// Entry in web pages: answers Describe, runs automatic mode, and leaves without a trace. Running it twice changes nothing.
import { handle, type Protocol, send, type Told } from '../messages.ts';
import { createPresses } from '../presses.ts';
import { reasonSentence, spokenSentence } from '../wording.ts';
import { announce, forgetAnnouncements, onEscape } from './announce.ts';
import { ask, forgetFailures, isAlive, OUT_OF_REACH } from './ask.ts';
import { authorName, isDecorative } from './author-name.ts';
import { look, renew, startAutomatic, status, undo } from './automatic.ts';
import { report, settle } from './entries.ts';
import { fetchPixels } from './fetch-pixels.ts';
import { findTarget, type Target, watchMenus } from './find-target.ts';
import { matches, queryAll } from './flat-tree.ts';
import { judge } from './judge-image.ts';
import { endJump, jumpTo } from './jump.ts';
import { labelOf } from './label-image.ts';
import { forgetTold, listedElement, listedPicture, listPictures, remember } from './list-pictures.ts';
import { nextPicture } from './next-picture.ts';
import { foreignOrigins } from './origins.ts';
import { addressOf } from './picture-address.ts';
import type { Slices } from './slices.ts';
import { boxOnScreen } from './viewport.ts';
import { type Changes, watchPage } from './watch-page.ts';

/** Milliseconds between two checks that the extension still exists. */
const PULSE = 1000;

/** Ends everything that runs in this page. */
const whole = new AbortController();
let watching: AbortController | undefined;

function start(): void {
  handle({
    'page:describe': describe,
    'page:pictures': listPictures,
    'page:picture': ({ id }) => listedPicture(id),
    'page:jump': ({ id }) => jumpTo(listedElement(id)),
    'page:next-picture': nextPicture,
    'page:fetch-pixels': ({ url }) => fetchPixels(url),
    'page:announce': ({ sentence, shareable }) => announce(sentence, shareable),
    'page:stop-on-escape': () => onEscape(() => tell('background:stop-speaking'), whole.signal),
    'page:start-automatic': begin,
    'page:undo': () => {
      tell('background:cancel');
      return { restored: undoEverything() };
    },
    'page:renew': () => {
      renew();
      forgetTold();
      lookSoon();
    },
    'page:status': status,
    'page:report': report,
    'page:origins': foreignOrigins,
  });
  watchMenus(whole.signal);
  addEventListener('pagehide', () => tell('background:cancel'), { signal: whole.signal });
  const pulse = setInterval(leaveIfAlone, PULSE);
  document.addEventListener('visibilitychange', leaveIfAlone, { signal: whole.signal });
  whole.signal.addEventListener('abort', () => clearInterval(pulse));
  begin().catch(() => undefined); // rejected only when the extension goes away in this very moment; the pulse notices
}

/** For messages without an answer; where the extension is gone, there is nothing left to cancel or to stop. */
function tell(name: 'background:cancel' | 'background:stop-speaking' | 'background:frames-changed'): void {
  if (isAlive()) send(name).catch(() => undefined);
}

/** Once the extension is gone nobody else can take the labels back. Asking does not wake the service worker. */
function leaveIfAlone(): void {
  if (!isAlive()) leave();
}

function leave(): void {
  whole.abort();
  undoEverything();
}

/** Starts automatic mode, if it is on for this tab. */
async function begin(): Promise<void> {
  const mode = await send('background:mode');
  if (!mode.automatic) return;
  startAutomatic(mode);
  watch();
}

let lookSoon = () => {};

function watch(): void {
  if (!watching) {
    watching = new AbortController();
    lookSoon = watchPage(lookAround, watching.signal);
  }
  lookSoon();
}

/** Frames of other sites belong to the page that they are in, but the browser does not put Inkling's script into them. */
function lookAround(changes: Changes, slices: Slices): Promise<void> {
  const frame = 'iframe, frame';
  const isNew = changes.roots.some((root) => queryAll(root, frame).length > 0);
  const hasLoaded = [...changes.touched].some((root) => root instanceof Element && matches(root, frame));
  if (isNew || hasLoaded) tell('background:frames-changed');
  return look(changes, slices);
}

function undoEverything(): number {
  watching?.abort();
  watching = undefined;
  forgetAnnouncements();
  endJump();
  return undo();
}

const presses = createPresses();

async function describe(request: Parameters<Protocol['page:describe']>[0]): Promise<Told> {
  const target = findTarget(request);
  if (!target) return { sentence: reasonSentence('no-image'), reason: 'no-image', shareable: true };
  const context = contextOf(target);
  const verdict = judge(target.element, labelOf(target.element));
  if (verdict.describe === 'never') {
    return { sentence: reasonSentence('too-small', context), reason: 'too-small', shareable: true };
  }
  forgetFailures();
  const address = addressOf(target.element);
  const answer = await ask(target.element);
  if (verdict.describe === 'auto') {
    settle(target.element, address, answer);
    watch();
  }
  // It is on screen all the same: a picture of the screen may do.
  const box = OUT_OF_REACH.has(answer.reason) ? boxOnScreen(target.element) : undefined;
  const sentence = spokenSentence(answer, context, presses(answer, context));
  remember(target.element, address, answer, sentence);
  return { sentence, reason: answer.reason, shareable: answer.shareable, box, context };
}

function contextOf({ element, chosen }: Target) {
  return { chosen, name: authorName(element, labelOf(element)), decorative: isDecorative(element) };
}

/** Where a run of this script can be found by the next; a symbol, because pages can occupy names. */
const RUN = Symbol.for('inkling');
const runs = globalThis as { [RUN]?: { isAlive(): boolean; leave(): void } };
if (!runs[RUN]?.isAlive()) {
  runs[RUN]?.leave(); // the extension was updated under the earlier run's feet
  runs[RUN] = { isAlive, leave };
  start();
}
