// Runs tasks in order, a few at a time. Pure.

/**
 * @param width how many tasks may run at once
 * @returns a function that runs a task when its turn comes and passes on its result or error; a task that fails does
 *   not stop the next.
 */
export function createQueue(width: number) {
  const waiting: (() => void)[] = [];
  let free = width;

  async function turn(): Promise<void> {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Hands the place to the next in line, so that nobody can slip in between. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }

  return async function run<T>(task: () => T | Promise<T>): Promise<T> {
    await turn();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
