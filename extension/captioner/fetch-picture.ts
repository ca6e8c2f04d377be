// Address of a picture → the network's input, with every way it can go wrong named. Runs in the captioner page and the describe page.
import { toPixels } from '../../model/preprocess.ts';
import { type Reason, ReasonError } from '../../model/reasons.ts';
import { decodePicture, type PictureFile } from '../decode-picture.ts';
import { pixelSource } from '../pixel-source.ts';
import { readBody } from '../read-body.ts';

const LIMITS = {
  /** Milliseconds without a byte arriving. */
  silence: 10_000,
  /** Milliseconds for the whole file, so that a server that drips bytes does not hold up the rest. */
  total: 60_000,
};

/** Nothing is kept either: what a server gave to one site's picture (an ETag) would come back to it from the next site. */
const TRACELESS = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;

export interface FetchedPicture {
  pixels: Uint8Array<ArrayBuffer>;
  /** Where the picture was in the end, after redirects. */
  url: string;
}

/** Reads one picture without cookies or referrer. @throws ReasonError */
export async function fetchPicture(url: string, signal?: AbortSignal): Promise<FetchedPicture> {
  const file = await download(url, signal);
  const bitmap = await decodePicture(file);
  try {
    return { pixels: toPixels(pixelSource(bitmap)), url: file.url };
  } finally {
    bitmap.close();
  }
}

interface Download extends PictureFile {
  url: string;
}

async function download(url: string, cancelled?: AbortSignal): Promise<Download> {
  if (!/^(https?|data|blob):/i.test(url)) throw new ReasonError('unreachable');
  const silence = new AbortController();
  const restart = () => setTimeout(() => silence.abort(new ReasonError('timeout')), LIMITS.silence);
  let timer = restart();
  const heard = () => {
    clearTimeout(timer);
    timer = restart();
  };
  const signal = AbortSignal.any([
    silence.signal,
    AbortSignal.timeout(LIMITS.total),
    ...(cancelled ? [cancelled] : []),
  ]);
  try {
    const response = await fetch(url, { ...TRACELESS, signal });
    checkStatus(response);
    const bytes = await readBody(response, heard);
    return { bytes, type: (response.headers.get('content-type') ?? '').toLowerCase(), url: response.url };
  } catch (error) {
    throw explain(error, signal);
  } finally {
    clearTimeout(timer);
    silence.abort(); // hangs up on whatever is left of a refused download
  }
}

/** What ended a download, as a reason: ours, the caller's, the clock's, or the network's. */
function explain(error: unknown, signal: AbortSignal): ReasonError {
  if (error instanceof ReasonError) return error;
  if (!signal.aborted) return new ReasonError('unreachable', { cause: error });
  if (signal.reason instanceof ReasonError) return signal.reason;
  return new ReasonError(signal.reason?.name === 'TimeoutError' ? 'timeout' : 'cancelled', { cause: error });
}

const STATUS_REASONS: Record<number, Reason> = { 401: 'refused', 403: 'refused', 404: 'not-found', 410: 'not-found' };

function checkStatus({ ok, status }: Response): void {
  if (!ok) throw new ReasonError(STATUS_REASONS[status] ?? 'unreachable');
}
