// Answers what the service worker asks of the model; closes itself when idle. Runs in Chrome's hidden (offscreen) page.
import './package-files.ts'; // before all others
import type { Compute } from '../messages.ts';
import { handlePosted } from '../posted-messages.ts';
import { captioner, isBusy, loadAhead } from './captioner.ts';

/** What to load the model for, and after how many milliseconds without a request to close. */
const { compute, idle } = Object.fromEntries(new URLSearchParams(location.search));
let idleTimer: ReturnType<typeof setTimeout>;

handlePosted({
  ...captioner,
  'captioner:describe': (request) => awake(captioner['captioner:describe'](request)),
  'captioner:explain': (request) => awake(captioner['captioner:explain'](request)),
});
stayAwake();
loadAhead(compute as Compute);

async function awake<T>(work: T | Promise<T>): Promise<T> {
  stayAwake();
  const done = await work;
  stayAwake();
  return done;
}

/** Closing frees the model, and on a graphics card the device too; the service worker opens the page again when needed. */
function stayAwake(): void {
  clearTimeout(idleTimer);
  idleTimer = setTimeout(() => (isBusy() ? stayAwake() : window.close()), Number(idle));
}
