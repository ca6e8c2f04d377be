// Cuts long work into slices, of which there is at most one a frame, so that the page stays smooth. Runs in web pages.

/** Milliseconds of work at a time: less than half of the 16 that a frame has, because the page needs the rest. */
const SLICE = 6;
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
export async function startSlices(): Promise<Slices> {
  await ownFrame();
  let start = performance.now();
  let before = 0;
  let steps = 0;
  const spent = () => performance.now() - start;
  return {
    over: () => spent() >= SLICE,
    step: () => ++steps % STEPS === 0 && spent() >= SLICE,
    async turn() {
      before += spent();
      await ownFrame();
      start = performance.now();
    },
    worked: () => before + spent(),
  };
}

/** Whoever works in this page, in the order in which they have asked for a frame. */
const waiting: (() => void)[] = [];

function ownFrame(): Promise<void> {
  return new Promise((resume) => {
    waiting.push(resume);
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
