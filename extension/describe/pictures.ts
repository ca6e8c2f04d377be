// The pictures that were given to the describe page, and what became of each; looks at them one after the other. Runs in that page.
import { type Row, rowOf } from '../../model/sheet.ts';
import { SPOKEN } from '../languages/spoken.ts';
import { look, type Outcome } from './look.ts';
import type { PictureSource } from './picture-source.ts';

export type { Outcome } from './look.ts';

/** Pictures at once: while one is looked at, the next is decoded. */
const AT_ONCE = 2;

/** One picture, and what is known of it. */
export interface Entry {
  id: number;
  source: PictureSource;
  /** Absent while it is waiting. */
  outcome?: Outcome;
  /** The user's own draft of an alt text. */
  draft?: string;
}

/** How far the work is. */
export interface Progress {
  done: number;
  total: number;
  running: boolean;
  /** Pictures per second since it began. */
  rate: number;
}

export interface Pictures {
  entries(): readonly Entry[];
  progress(): Progress;
  add(sources: PictureSource[]): void;
  /** Leaves the rest; `go` goes on. */
  stop(): void;
  go(): void;
  setDraft(id: number, draft: string): void;
}

/** @param changed is called after every change */
export function createPictures(changed: () => void): Pictures {
  let entries: Entry[] = [];
  let stopped = false;
  let working = 0;
  let began = 0;
  let doneBefore = 0;
  const known = new Map<string, Promise<Outcome>>();

  const waiting = () => entries.filter(({ outcome }) => !outcome);
  const taken = new Set<Entry>();

  const work = async () => {
    working++;
    for (;;) {
      const entry = stopped ? undefined : waiting().find((each) => !taken.has(each));
      if (!entry) break;
      taken.add(entry);
      const outcome = await lookOnce(entry.source);
      taken.delete(entry);
      entries = entries.map((each) => (each.id === entry.id ? { ...each, outcome } : each));
      changed();
    }
    working--;
    changed();
  };

  /** The same picture again costs nothing, but what has failed is tried again. */
  const lookOnce = async (source: PictureSource): Promise<Outcome> => {
    const hash = await source.hash().catch(() => undefined); // why not, the decoding says
    if (hash === undefined) return look(source);
    const looking = known.get(hash) ?? look(source);
    known.set(hash, looking);
    const outcome = await looking;
    if (!outcome.howSo) known.delete(hash);
    return outcome;
  };

  const start = () => {
    stopped = false;
    if (working === 0) {
      began = performance.now();
      doneBefore = entries.length - waiting().length;
    }
    while (working < Math.min(AT_ONCE, waiting().length)) work();
    changed();
  };

  let last = 0;
  return {
    entries: () => entries,
    progress() {
      const done = entries.length - waiting().length;
      const seconds = (performance.now() - began) / 1000;
      return {
        done,
        total: entries.length,
        running: working > 0,
        rate: (done - doneBefore) / Math.max(seconds, 0.001),
      };
    },
    add(sources) {
      const added = sources.map((source) => ({ id: ++last, source }));
      entries = [...entries, ...added];
      start();
    },
    stop() {
      stopped = true;
      changed();
    },
    go: start,
    setDraft(id, draft) {
      entries = entries.map((entry) => (entry.id === id ? { ...entry, draft } : entry));
      changed();
    },
  };
}

/** A picture as a line of a sheet. */
export const toRow = ({ source, draft }: Entry, outcome: Outcome): Row =>
  rowOf(source.name, outcome.answer, outcome, { draft, reasons: SPOKEN[outcome.answer.lang].reasons });
