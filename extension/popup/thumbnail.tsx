// A small view of an image in the list, for those who see a little. Runs as a part of the popup.
import { useEffect, useRef } from 'preact/hooks';
import { mayFetch } from '../may-fetch.ts';
import type { ListedPicture } from '../picture-list.ts';
import { toImageData } from '../pixel-source.ts';
import { createQueue } from '../queue.ts';

/** Longer and least shorter side, CSS px. */
const [LONGEST, LEAST] = [64, 12];

/** Decoding a large photo takes a moment, during which the popup has to answer keys. */
const oneAtATime = createQueue(1);

/** @param origin of the page, which Inkling may read while its popup is open there */
export function Thumbnail({ picture, origin }: { picture: ListedPicture; origin?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { url } = picture;
  const [width, height] = sizeOf(picture);
  useEffect(() => whenInView(canvas.current!, (signal) => draw(canvas.current!, url, signal, origin)), [url, origin]);
  // What it shows is said in words beside it.
  return (
    <div aria-hidden="true">
      <canvas ref={canvas} class="thumbnail" width={width * 2} height={height * 2} />
    </div>
  );
}

function sizeOf({ width, height }: ListedPicture): [number, number] {
  const scale = LONGEST / Math.max(width, height, 1);
  return [width, height].map((side) => Math.max(LEAST, Math.round(side * scale))) as [number, number];
}

/** @returns a function that gives up */
function whenInView(element: Element, act: (signal: AbortSignal) => unknown): () => void {
  const gone = new AbortController();
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    act(gone.signal);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    gone.abort();
  };
}

/** Leaves the plain box where the picture cannot be read: the row says what there is to say. */
async function draw(canvas: HTMLCanvasElement, url: string, signal: AbortSignal, origin?: string): Promise<void> {
  if (!/^(https?|data|blob):/.test(url) || !(await mayFetch(url, origin))) return;
  const picture = await oneAtATime(() => read(url, signal)).catch(() => undefined);
  if (picture && !signal.aborted) canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

/** The decoder comes with the first image, so that the popup opens without it. */
async function read(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  signal.throwIfAborted();
  const { fetchPicture } = await import('../captioner/fetch-picture.ts');
  const { pixels } = await fetchPicture(url, signal);
  return createImageBitmap(toImageData(pixels));
}
