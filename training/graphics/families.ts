// Pictures that are no photographs, drawn by chance from a seed: what the gate learns to refuse. Runs in Node.
import sharp from 'sharp';
import { readPixels } from '../../scripts/image-file.ts';
import { seededRandom } from '../random.ts';
import { CARTOONS } from './cartoons.ts';
import { CHARTS } from './charts.ts';
import { DIAGRAMS } from './diagrams.ts';
import { DOCUMENTS } from './documents.ts';
import { ICONS } from './icons.ts';
import { LENSES } from './lenses.ts';
import { MAPS } from './maps.ts';
import { OBJECTS } from './objects.ts';
import { PATTERNS } from './patterns.ts';
import { type Draw, Pen } from './pen.ts';
import { PLANS } from './plans.ts';
import { SCANS } from './scans.ts';
import { SCREENS } from './screens.ts';
import { SKETCHES } from './sketches.ts';
import { TEXTS } from './texts.ts';
import { TEXTURES } from './textures.ts';
import { WINDOWS } from './windows.ts';

export type GraphicKind = 'text' | 'chart' | 'drawing' | 'screenshot' | 'map' | 'pattern' | 'scan';

export interface Graphic {
  kind: GraphicKind;
  /** The sort within the kind, e.g. "pie". */
  family: string;
  /** What it is drawn from; the pen goes on to decide how the file is made. */
  svg: string;
  pen: Pen;
}

const KINDS: Record<GraphicKind, Record<string, Draw>> = {
  text: { ...TEXTS, ...DOCUMENTS },
  chart: { ...CHARTS, ...DIAGRAMS },
  drawing: { ...ICONS, ...CARTOONS, ...OBJECTS, ...SKETCHES },
  screenshot: { ...WINDOWS, ...SCREENS },
  map: { ...MAPS, ...PLANS },
  pattern: { ...PATTERNS, ...TEXTURES },
  scan: { ...SCANS, ...LENSES },
};

/** Every sort, in a fixed order: graphic number i is of sort i modulo their number. */
export const FAMILIES = Object.entries(KINDS).flatMap(([kind, draws]) =>
  Object.entries(draws).map(([family, draw]) => ({ kind: kind as GraphicKind, family, draw })),
);

const ASPECTS = [1, 1, 1, 4 / 3, 4 / 3, 3 / 2, 16 / 9, 2, 3, 3 / 4, 2 / 3, 9 / 16, 1 / 2];
const SIDES = [120, 200, 260, 320, 400, 520, 640, 900];

/** Graphic `index` of an endless row; the same seed and index always give the same. */
export function drawGraphic(index: number, seed = 1): Graphic {
  const { kind, family, draw } = FAMILIES[index % FAMILIES.length];
  const pen = new Pen(seededRandom(seed, index));
  const [aspect, side] = [pen.pick(ASPECTS), pen.pick(SIDES)];
  const [width, height] = aspect > 1 ? [side, side / aspect] : [side * aspect, side];
  const content = draw(pen, width, height);
  return {
    kind,
    family,
    pen,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`,
  };
}

/** Draws and spoils it as pictures on the web are: small, compressed, blurred, grey. → [260, 260, 3] RGB bytes. */
export async function renderGraphic({ svg, pen }: Graphic): Promise<Uint8Array> {
  let picture = sharp(Buffer.from(svg));
  if (pen.chance(0.08)) picture = picture.greyscale();
  if (pen.chance(0.1)) picture = picture.blur(pen.between(0.5, 1.5));
  if (pen.chance(0.05)) picture = picture.rotate(pen.between(-8, 8), { background: '#fff' });
  if (pen.chance(0.04)) picture = picture.negate({ alpha: false });
  const quality = pen.whole(20, 95);
  const file = pen.chance(0.45) ? picture.flatten({ background: '#fff' }).jpeg({ quality }) : picture.png();
  return readPixels(new Uint8Array(await file.toBuffer()));
}
