// The rows of the popup's list as preact state. Runs in the popup.
import { useEffect, useRef, useState } from 'preact/hooks';
import { BEGINNING, type Place, type Row, readAgain, readStep } from './read-pictures.ts';

interface Rows {
  rows: Row[];
  /** Where the next step begins; null at the end, undefined while a step is being read. */
  rest?: Place | null;
}

/**
 * @param all also images that have a name or need none
 * @param progress whatever changes when something has been described: the rows are read again then
 */
export function useRows(tabId: number, frames: number[], all: boolean, progress: unknown) {
  const [{ rows, rest }, show] = useState<Rows>({ rows: [] });
  const reading = useRef(new AbortController());
  /** @returns how many have come; undefined when nobody waits for them any more */
  const read = async (place: Place, before: Row[]) => {
    const { signal } = reading.current;
    show({ rows: before });
    const step = await readStep(place, { tabId, frames, all, signal });
    if (signal.aborted) return undefined;
    show((now) => ({ rows: [...now.rows, ...step.rows], rest: step.rest }));
    return step.rows.length;
  };
  useEffect(() => {
    reading.current = new AbortController();
    read(BEGINNING, []);
    return () => reading.current.abort();
  }, [tabId, frames, all]);
  const update = async (some: Row[]) => {
    const fresh = new Map((await readAgain(tabId, some)).map((row) => [keyOf(row), row]));
    show((now) => ({ ...now, rows: now.rows.map((row) => fresh.get(keyOf(row)) ?? row) }));
  };
  useEffect(() => {
    update(rows);
  }, [progress]);
  return { rows, rest, readMore: () => (rest ? read(rest, rows) : undefined), update };
}

/** Ids are counted in each frame. */
export const keyOf = ({ frameId, id }: Row): string => `${frameId}/${id}`;
