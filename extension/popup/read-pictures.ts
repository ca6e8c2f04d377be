// The images of the tab under the popup, frame after frame, a step at a time. Runs in the popup.
import { sendToFrame } from '../messages.ts';
import type { ListedPicture } from '../picture-list.ts';

/** Images in one step of the list. */
export const STEP = 20;

export interface Row extends ListedPicture {
  frameId: number;
}

/** How far the list has been read. */
export interface Place {
  /** Index among the frames. */
  frame: number;
  /** Among the images of that frame. */
  offset: number;
}

export const BEGINNING: Place = { frame: 0, offset: 0 };

interface Where {
  tabId: number;
  frames: number[];
  all: boolean;
  signal: AbortSignal;
}

/**
 * The next step of the list. Many short questions, because a page with thousands of images must stay usable meanwhile.
 * @returns the images, and where the rest begins; null at the end
 */
export async function readStep(place: Place | null, where: Where): Promise<{ rows: Row[]; rest: Place | null }> {
  const rows: Row[] = [];
  let rest = place;
  while (rest && rows.length < STEP && !where.signal.aborted) {
    const frameId = where.frames[rest.frame];
    const { pictures, next } = await ask(where, frameId, rest.offset, STEP - rows.length);
    rows.push(...pictures.map((picture) => ({ ...picture, frameId })));
    rest = next === null ? after(rest, where.frames) : { ...rest, offset: next };
  }
  return { rows, rest };
}

/** The rows as they are now; an image that has gone stays as it was. */
export function readAgain(tabId: number, rows: Row[]): Promise<Row[]> {
  return Promise.all(
    rows.map(async (row) => {
      const now = await sendToFrame(tabId, row.frameId, 'page:picture', { id: row.id }).catch(() => null);
      return now ? { ...now, frameId: row.frameId } : row;
    }),
  );
}

/** A frame that has gone has no images. */
function ask({ tabId, all }: Where, frameId: number, offset: number, most: number) {
  const nothing = { pictures: [], next: null, total: 0 };
  return sendToFrame(tabId, frameId, 'page:pictures', { offset, most, all }).catch(() => nothing);
}

function after({ frame }: Place, frames: number[]): Place | null {
  return frame + 1 < frames.length ? { frame: frame + 1, offset: 0 } : null;
}
