// Entry in web pages: answers Describe, runs automatic mode, and leaves without a trace. Running it twice changes nothing.
import { handle, type Mode, send } from '../messages.ts';
import { announce, forgetAnnouncements, onEscape } from './announce.ts';
import { cancel, isAlive, patiently } from './ask.ts';
import { isAutomatic, look, renew, startAutomatic, status, undo } from './automatic.ts';
import { describe, describeAgain } from './describe.ts';
import { report } from './entries.ts';
import { fetchPixels, pixelsOf } from './fetch-pixels.ts';
import { watchMenus } from './find-target.ts';
import { allIn, matches } from './flat-tree.ts';
import { endJump, jumpTo } from './jump.ts';
import { unlabelMoved } from './label-image.ts';
import { listedElement, listedPicture, listPictures } from './list-pictures.ts';
import { nextPicture } from './next-picture.ts';
import { foreignOrigins } from './origins.ts';
import type { Changes } from './page-notes.ts';
import type { Slices } from './slices.ts';
import { forgetTold } from './told.ts';
import { watchPage } from './watch-page.ts';

/** Milliseconds between two checks that the extension still exists. */
const PULSE = 1000;

/** Ends everything that runs in this page. */
const whole = new AbortController();
let watching: AbortController | undefined;

function start(): void {
  handle({
    'page:describe': (request) => describe(request, watch),
    'page:pictures': listPictures,
    'page:picture': ({ id }) => listedPicture(id),
    'page:jump': ({ id }) => jumpTo(listedElement(id)),
    'page:next-picture': nextPicture,
    'page:pixels': ({ id }) => pixelsOf(listedElement(id)),
    'page:fetch-pixels': ({ url }) => fetchPixels(url),
    'page:announce': ({ sentence, lang, shareable }) => announce(sentence, shareable, lang),
    'page:stop-on-escape': () => onEscape(() => tell('background:stop-speaking'), whole.signal),
    'page:start-automatic': begin,
    'page:undo': () => {
      cancel();
      return { restored: undoEverything() };
    },
    'page:renew': renewAll,
    'page:status': status,
    'page:report': report,
    'page:origins': foreignOrigins,
  });
  watchMenus(whole.signal);
  addEventListener('pagehide', unlabelMoved, { signal: whole.signal });
  addEventListener('pagehide', () => tell('background:frame-left'), { signal: whole.signal });
  const pulse = setInterval(leaveIfAlone, PULSE);
  document.addEventListener('visibilitychange', leaveIfAlone, { signal: whole.signal });
  whole.signal.addEventListener('abort', () => clearInterval(pulse));
  addEventListener('pageshow', (event) => (event as PageTransitionEvent).persisted && ifAlive(catchUp), {
    signal: whole.signal,
  });
  // Until a page that was loaded ahead is shown, its tab is that of another site.
  const isAhead = (document as { prerendering?: boolean }).prerendering;
  if (isAhead) document.addEventListener('prerenderingchange', () => ifAlive(begin), { signal: whole.signal });
  else ifAlive(begin);
}

/** Where Inkling goes away in this very moment, the pulse notices. */
const ifAlive = (act: () => Promise<void>) => act().catch(() => undefined);

/** A page that was in the browser's memory, because the user has gone back to it, has missed all messages. */
async function catchUp(): Promise<void> {
  const [wasOn, before] = [isAutomatic(), renewed];
  const { automatic } = await askMode();
  if (wasOn && !automatic) undoEverything();
  else if (before !== renewed) renewAll();
  if (automatic && !wasOn) await begin();
}

/** For messages without an answer; where the extension is gone, there is nothing left to cancel or to stop. */
function tell(name: `background:${'frame-left' | 'frames-changed' | 'stop-speaking'}`): void {
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

function renewAll(): void {
  renew();
  describeAgain(watch);
  lookSoon();
}

let renewed = 0;

async function askMode(): Promise<Mode> {
  const mode = await patiently(() => send('background:mode'));
  renewed = mode.renewed;
  return mode;
}

/** Starts automatic mode, if it is on for this tab. */
async function begin(): Promise<void> {
  const mode = await askMode();
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
function lookAround(changes: Changes, moved: boolean, slices: Slices): Promise<void> {
  const frame = 'iframe, frame';
  const isNew = changes.roots.some((root) => allIn(root, frame).length > 0);
  const hasLoaded = [...changes.touched].some((root) => root instanceof Element && matches(root, frame));
  if (isNew || hasLoaded) tell('background:frames-changed');
  return look(changes, moved, slices);
}

function undoEverything(): number {
  watching?.abort();
  watching = undefined;
  forgetAnnouncements();
  forgetTold();
  endJump();
  return undo();
}

/** Where a run of this script can be found by the next; a symbol, because pages can occupy names. */
const RUN = Symbol.for('inkling');
const runs = globalThis as { [RUN]?: { isAlive(): boolean; leave(): void } };
if (!runs[RUN]?.isAlive()) {
  runs[RUN]?.leave(); // the extension was updated under the earlier run's feet
  runs[RUN] = { isAlive, leave };
  start();
}
