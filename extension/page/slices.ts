// Cuts long work into slices, so that the page stays smooth. Runs in web pages.

/** Milliseconds of work at a time: less than half of the 16 that a frame has, because the page needs the rest. */
const SLICE = 6;

/** Milliseconds after which nothing is going to be drawn. */
const NO_FRAMES = 500;

export interface Slices {
  /** Is it the page's turn? */
  over(): boolean;
  /** Lets the page have its turn and begins the next slice. */
  turn(): Promise<void>;
  /** Milliseconds of work so far. */
  worked(): number;
}

/** Starts when the browser has just laid out the page, so that asking for boxes costs nothing; in a hidden tab, when it is shown. */
export async function startSlices(): Promise<Slices> {
  await new Promise((resume) => {
    requestAnimationFrame(resume);
    if (!document.hidden) setTimeout(resume, NO_FRAMES); // a frame that is off the screen draws nothing
  });
  await task();
  let start = performance.now();
  let before = 0;
  const spent = () => performance.now() - start;
  return {
    over: () => spent() >= SLICE,
    async turn() {
      before += spent();
      await task();
      start = performance.now();
    },
    worked: () => before + spent(),
  };
}

const task = () => new Promise((resume) => setTimeout(resume));
