// Looks at a page again whenever its pictures may have changed, but not more often than is good for the page. Runs in web pages.
import { type Changes, takeNotes } from './page-notes.ts';
import { type Slices, startSlices } from './slices.ts';

/** Milliseconds between two looks at a page that never rests, and the same as a multiple of what a look takes. */
const REST = 250;
const REST_PER_WORK = 20;
/** Milliseconds after which it looks unprompted: of style sheets, animations, hovering and the focus the page tells nobody. */
const PULSE = 1500;

/** @param moved whether anything may lie elsewhere than at the last look; not when nothing but time has passed */
type Look = (changes: Changes, moved: boolean, slices: Slices) => Promise<void>;

/**
 * Calls `look` soon after every change until `signal` ends it, one look at a time and none in a hidden tab.
 * @returns a function that makes it look unprompted
 */
export function watchPage(look: Look, signal: AbortSignal): () => void {
  let wanted = false;
  let moved = false;
  let running = false;
  const wake = () => {
    wanted = true;
    if (!running) run();
  };
  const soon = () => {
    moved = true;
    wake();
  };
  const notes = takeNotes(soon, signal);
  async function run(): Promise<void> {
    running = true;
    try {
      while (wanted && !signal.aborted) await lookOnce();
    } finally {
      running = false;
    }
  }
  async function lookOnce(): Promise<void> {
    const slices = await startSlices();
    const hasMoved = moved;
    wanted = false;
    moved = false;
    const changes = await notes.read(slices);
    if (!signal.aborted) await look(changes, hasMoved, slices);
    await new Promise((resume) => setTimeout(resume, Math.max(REST, REST_PER_WORK * slices.worked())));
  }
  for (const name of ['resize', 'pageshow']) addEventListener(name, soon, { signal });
  const pulse = setInterval(() => document.hidden || wake(), PULSE);
  signal.addEventListener('abort', () => clearInterval(pulse));
  soon();
  return soon;
}
