// Joins requests for the same thing, remembers recent results, cancels what nobody waits for any more. Pure; memory only.

interface Job<T> {
  askers: Set<string>;
  abort: AbortController;
  result: Promise<T>;
}

/** @param remembered how many results are kept for later requests; failures never are */
export function createJobs<T>(remembered: number) {
  const running = new Map<string, Job<T>>();
  const recent = new Map<string, T>();

  function remember(key: string, result: T): void {
    recent.set(key, result);
    if (recent.size > remembered) recent.delete(recent.keys().next().value!);
  }

  function start(key: string, run: (signal: AbortSignal) => Promise<T>): Job<T> {
    const abort = new AbortController();
    const job: Job<T> = { askers: new Set(), abort, result: run(abort.signal) };
    running.set(key, job);
    const done = () => running.get(key) === job && running.delete(key);
    job.result
      .then((result) => remember(key, result))
      .catch(() => undefined)
      .finally(done); // callers get the error
    return job;
  }

  return {
    /** The result for `key`: remembered, already on its way, or made by `run`. */
    async join(key: string, asker: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
      if (recent.has(key)) return recent.get(key)!;
      const job = running.get(key) ?? start(key, run);
      job.askers.add(asker);
      return job.result;
    },

    /** Drops the askers whose id starts with `prefix`, of all or `only` one, and aborts jobs that nobody else waits for. */
    cancel(prefix: string, only?: string): void {
      for (const [key, job] of running) {
        if (only !== undefined && key !== only) continue;
        for (const asker of job.askers) if (asker.startsWith(prefix)) job.askers.delete(asker);
        if (job.askers.size > 0) continue;
        job.abort.abort();
        running.delete(key); // the next request starts afresh instead of joining something cancelled
      }
    },

    /** Drops what is remembered; what is on its way arrives and is kept. */
    forget: () => recent.clear(),

    busy: () => running.size > 0,
  };
}
