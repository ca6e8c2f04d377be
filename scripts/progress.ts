// A progress bar on stderr, with rate and time left; plain lines where stderr is a file. Runs in Node.
import { type Options, type Params, SingleBar } from 'cli-progress';

export interface Progress {
  /** One more done; `note` replaces what stands at the end of the line, e.g. the loss. */
  step(note?: string): void;
  stop(): void;
}

/** Starts a bar of `total` steps. Call `stop` in the end, or the process does not exit. */
export function showProgress(label: string, total: number, unit: string): Progress {
  const started = performance.now();
  const format = (_: Options, params: Params, { note }: { note: string }) => line(label, unit, params, started, note);
  const bar = new SingleBar({ format, fps: 5, noTTYOutput: true, notTTYSchedule: 10_000 });
  bar.start(total, 0, { note: '' });
  return { step: (note) => bar.increment(note === undefined ? {} : { note }), stop: () => bar.stop() };
}

/** One item after another behind a bar. */
export async function mapWithProgress<T, R>(label: string, items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const progress = showProgress(label, items.length, 'pictures');
  const results: R[] = [];
  for (const item of items) {
    results.push(await work(item));
    progress.step();
  }
  progress.stop();
  return results;
}

function line(label: string, unit: string, { value, total, progress }: Params, started: number, note: string): string {
  const seconds = (performance.now() - started) / 1000;
  const rate = value / Math.max(seconds, 1e-3);
  const filled = Math.round(20 * progress);
  const bar = '█'.repeat(filled) + '░'.repeat(20 - filled);
  const speed = `${rate.toFixed(rate < 10 ? 2 : 0)} ${unit}/s`;
  const left = value ? clock((total - value) / rate) : '–';
  return `${label} ${bar} ${value}/${total} · ${speed} · ${left} left ${note}`.trimEnd();
}

/** Seconds as m:ss or h:mm:ss. */
export function clock(seconds: number): string {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return h ? `${h}:${twoDigits(m)}:${twoDigits(s)}` : `${m}:${twoDigits(s)}`;
}
