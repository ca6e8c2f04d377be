// Has one picture described and explained. Runs in the describe page.
import { reasonOf } from '../../model/reasons.ts';
import { type Answer, type Explained, type HowSo, send } from '../messages.ts';
import { getSettings } from '../settings.ts';
import { silence } from '../silence.ts';
import type { Decoded, PictureSource } from './picture-source.ts';

/** Longest side of the small views, px: twice what they have on the page. */
const SMALL = 128;

/** What became of a picture. */
export interface Outcome {
  answer: Answer;
  howSo: HowSo;
  /** Of the picture, px; 0 where it could not be decoded. */
  width: number;
  height: number;
  small?: ImageBitmap;
  /** Milliseconds for decoding and shrinking. */
  reading: number;
}

/** Never rejects: what goes wrong with one picture is its outcome. */
export async function look(source: PictureSource): Promise<Outcome> {
  const started = performance.now();
  try {
    const decoded = await source.decode();
    const small = await smallView(decoded).finally(() => decoded.bitmap.close());
    const reading = performance.now() - started;
    const { width, height, pixels } = decoded;
    return { ...(await explain(pixels)), width, height, small, reading };
  } catch (error) {
    const { wording, language: lang } = await getSettings();
    const answer: Answer = { ...silence(reasonOf(error)), shareable: false, wording, lang };
    return { answer, howSo: null, width: 0, height: 0, reading: performance.now() - started };
  }
}

/** The service worker may be stopped in the middle of a request; the next message starts it again. */
function explain(pixels: string): Promise<Explained> {
  const ask = () => send('background:explain', { pixels });
  return ask().catch(ask);
}

function smallView({ bitmap, width, height }: Decoded): Promise<ImageBitmap> {
  const scale = Math.min(1, SMALL / Math.max(width, height));
  const [resizeWidth, resizeHeight] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
  return createImageBitmap(bitmap, { resizeWidth, resizeHeight, resizeQuality: 'medium' });
}
