// Cuts long work into slices, at most one a frame or when the page is idle, so that it stays smooth. Runs in web pages.

/** Milliseconds of work at a time: less than half of the 16 that a frame has, because the page needs the rest. */
const SLICE = 6;
/** The same where the page has nothing to do: what the user does next must not wait long. */
const MOST_IDLE = 12;
/** Milliseconds after which there is work all the same. */
const NEVER_IDLE = 100;
/** Steps that cost next to nothing, between two looks at the clock. */
const STEPS = 8;
/** Milliseconds after which nothing is going to be drawn: a frame of another site that is off the screen draws nothing. */
const NO_FRAMES = 500;

export interface Slices {
  /** Is it the page's turn? */
  over(): boolean;
  /** The same, for steps of a few microseconds. */
  step(): boolean;
  /** Lets the page have its turn and begins the next slice. */
  turn(): Promise<void>;
  /** Milliseconds of work so far. */
  worked(): number;
}

/** Starts when the browser has just laid out the page, so that asking for boxes costs nothing; in a hidden tab, when it is shown. */
export const startSlices = (): Promise<Slices> => slicesAt(ownFrame);

/** For work that asks the page nothing: as much of the time as the page itself has no use for. */
export const startIdleSlices = (): Promise<Slices> => slicesAt(idleTime);

/** @param turn waits until there may be work, and tells for how many milliseconds */
async function slicesAt(turn: () => Promise<number>): Promise<Slices> {
  let length = await turn();
  let start = performance.now();
  let before = 0;
  let steps = 0;
  const spent = () => performance.now() - start;
  return {
    over: () => spent() >= length,
    step: () => ++steps % STEPS === 0 && spent() >= length,
    async turn() {
      before += spent();
      length = await turn();
      start = performance.now();
    },
    worked: () => before + spent(),
  };
}

function idleTime(): Promise<number> {
  return new Promise((resume) => {
    const begin = (idle: IdleDeadline) => resume(idle.didTimeout ? SLICE : Math.min(MOST_IDLE, idle.timeRemaining()));
    requestIdleCallback(begin, { timeout: NEVER_IDLE });
  });
}

/** Whoever works in this page, in the order in which they have asked for a frame. */
const waiting: (() => void)[] = [];

function ownFrame(): Promise<number> {
  return new Promise((resume) => {
    waiting.push(() => resume(SLICE));
    if (waiting.length === 1) nextFrame();
  });
}

function nextFrame(): void {
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    setTimeout(() => {
      waiting.shift()?.();
      if (waiting.length > 0) nextFrame();
    });
  };
  requestAnimationFrame(begin);
  if (!document.hidden) setTimeout(begin, NO_FRAMES);
}
