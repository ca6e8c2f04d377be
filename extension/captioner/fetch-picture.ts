// Address of a picture → the network's input, with every way it can go wrong named. Runs in the captioner page.
import { disableTypes, imageSize, types } from 'image-size';
import { checkSize, MAXIMUM_BYTES } from '../../model/picture-limits.ts';
import { toPixels } from '../../model/preprocess.ts';
import { type Reason, ReasonError } from '../../model/reasons.ts';
import { pixelSource } from '../pixel-source.ts';

const LIMITS = {
  /** Milliseconds without a byte arriving. */
  silence: 10_000,
  /** Milliseconds for the whole file, so that a server that drips bytes does not hold up the rest. */
  total: 60_000,
};

/** What browsers decode: of other files, nobody needs the size. */
const DECODABLE = ['png', 'jpg', 'gif', 'webp', 'heif', 'bmp', 'ico'];
disableTypes(types.filter((type) => !DECODABLE.includes(type)));

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
  const bitmap = await decode(file);
  try {
    return { pixels: toPixels(pixelSource(bitmap)), url: file.url };
  } finally {
    bitmap.close();
  }
}

interface Download {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
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

function checkStatus({ ok, status, headers }: Response): void {
  if (!ok) throw new ReasonError(STATUS_REASONS[status] ?? 'unreachable');
  if (Number(headers.get('content-length')) > MAXIMUM_BYTES) throw new ReasonError('too-large');
}

/** Reads while counting, because a length header may be absent or lie. */
async function readBody(response: Response, heard: () => void): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    heard();
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAXIMUM_BYTES) throw new ReasonError('too-large');
  }
  if (length === 0) throw new ReasonError('empty');
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Turns it upright as its EXIF orientation says; of an animation, the first frame. */
function decode(file: Download): Promise<ImageBitmap> {
  checkHeader(file);
  return createImageBitmap(new Blob([file.bytes], { type: file.type })).catch((cause) => {
    throw new ReasonError('corrupt', { cause });
  });
}

/** Refuses by the size that the header declares, before anything is decoded. */
function checkHeader({ bytes, type }: Download): void {
  if (isSvg(bytes, type)) throw new ReasonError('drawing');
  const size = headerSize(bytes);
  if (!size) throw new ReasonError(type.startsWith('image/') && !looksLikeHtml(bytes) ? 'corrupt' : 'not-an-image');
  checkSize(size.width, size.height);
}

function headerSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    return imageSize(bytes);
  } catch {
    return undefined; // the library throws for files that it does not know and for cut-off headers alike
  }
}

const beginning = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
const looksLikeHtml = (bytes: Uint8Array) => /^<(!doctype html|html|head|body)/i.test(beginning(bytes));

/** A vector drawing is a program: one of a kilobyte can keep the browser busy for hours, and nothing stops it. */
function isSvg(bytes: Uint8Array, type: string): boolean {
  const start = beginning(bytes);
  return (
    type.startsWith('image/svg+xml') || (start.startsWith('<') && /<svg[\s>]/i.test(start) && !looksLikeHtml(bytes))
  );
}
