// The random hand that draws the generated graphics: choices, colours, words, and SVG elements. Pure; runs in Node.

/** Draws one graphic: SVG elements for a canvas of `width` × `height`. What it leaves bare is transparent. */
export type Draw = (pen: Pen, width: number, height: number) => string;

/** Colours and font of one graphic. */
export interface Theme {
  paper: string;
  ink: string;
  accents: string[];
  font: string;
}

/** Fonts that most computers have; where one is missing, fontconfig takes the nearest. */
const FONTS = 'sans-serif,serif,monospace,DejaVu Sans,DejaVu Serif,Liberation Sans Narrow,Liberation Serif,FreeSerif'
  .split(',')
  .concat('FreeSans', 'Bitstream Charter', 'Courier 10 Pitch', 'cursive', 'fantasy', 'DejaVu Sans Condensed');

/** First and last letter of scripts, written where the computer has a font for them. */
const SCRIPTS: [first: number, last: number][] = [
  [0x0410, 0x044f], // Cyrillic
  [0x0391, 0x03c9], // Greek
  [0x05d0, 0x05ea], // Hebrew
  [0x0627, 0x064a], // Arabic
  [0x0905, 0x0939], // Devanagari
  [0x0e01, 0x0e30], // Thai
  [0x3042, 0x3093], // Hiragana
  [0x4e00, 0x8fff], // Chinese
  [0xac00, 0xd7a3], // Korean
];
const LATIN = 'etaoinsrhldcumfpgwybvkxjqz';

/** Random choices from one stream, so that the same seed always draws the same picture. */
export class Pen {
  constructor(readonly random: () => number) {}

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)];
  }

  /** `count` pieces of SVG in a row. */
  times(count: number, draw: (i: number) => string): string {
    return Array.from({ length: count }, (_, i) => draw(i)).join('');
  }

  /** Any hue; lightness and saturation in percent. */
  colour(light: [number, number] = [25, 75], saturation: [number, number] = [35, 100]): string {
    return hsl(this.between(0, 360), this.between(...saturation), this.between(...light));
  }

  theme(): Theme {
    const accents = this.chance(0.3) ? this.shades() : Array.from({ length: 6 }, () => this.colour());
    const style = this.random();
    const font = this.pick(FONTS);
    if (style < 0.5) return { paper: hsl(50, this.between(0, 30), this.between(94, 100)), ink: '#222', accents, font };
    if (style < 0.75) return { paper: this.colour([5, 20], [0, 40]), ink: '#eee', accents, font };
    const dark = this.chance(0.5);
    return { paper: this.colour(dark ? [20, 45] : [70, 92]), ink: dark ? '#fff' : '#111', accents, font };
  }

  /** Six colours of one hue. */
  shades(): string[] {
    const hue = this.between(0, 360);
    return [25, 37, 49, 61, 73, 85].map((light) => hsl(hue + this.between(-20, 20), this.between(30, 90), light));
  }

  /** `count` invented words, in Latin letters unless `script` is passed. */
  words(count: number, script?: [number, number]): string {
    const letter = () =>
      script ? String.fromCharCode(this.whole(...script)) : LATIN[Math.floor(26 * this.random() ** 1.8)];
    const word = () => Array.from({ length: this.whole(1, script && script[0] > 0x3000 ? 6 : 9) }, letter).join('');
    const capital = (text: string) => (this.chance(0.2) ? text[0].toUpperCase() + text.slice(1) : text);
    return Array.from({ length: count }, () => capital(word())).join(' ');
  }

  /** One of the foreign scripts, or none. */
  script(): [number, number] | undefined {
    return this.chance(0.25) ? this.pick(SCRIPTS) : undefined;
  }

  /** A closed or open curve that wanders through random points of a box. */
  curve(x: number, y: number, width: number, height: number, points: number): string {
    const point = () => `${fixed(x + width * this.random())},${fixed(y + height * this.random())}`;
    return `M${point()}${this.times(points, () => `S${point()} ${point()}`)}`;
  }

  /** The corners of a rough blob round a centre, as the `points` of a polygon. */
  blob(x: number, y: number, radius: number, corners: number, roughness: number): string {
    const turn = this.between(0, 7);
    return Array.from({ length: corners }, (_, i) => {
      const r = radius * (1 + roughness * this.between(-1, 1));
      const angle = turn + (i / corners) * 2 * Math.PI;
      return `${fixed(x + r * Math.cos(angle))},${fixed(y + r * Math.sin(angle))}`;
    }).join(' ');
  }
}

export const hsl = (hue: number, saturation: number, light: number): string =>
  `hsl(${Math.round((hue + 720) % 360)},${Math.round(saturation)}%,${Math.round(light)}%)`;

const fixed = (value: number) => Math.round(value * 10) / 10;
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

export type Attributes = Record<string, string | number | undefined>;

export function tag(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}="${typeof value === 'number' ? fixed(value) : value}"`,
  );
  return `<${name} ${written.join(' ')}>${content}</${name}>`;
}

export const rect = (x: number, y: number, width: number, height: number, fill: string, more: Attributes = {}) =>
  tag('rect', { x, y, width: Math.max(width, 0), height: Math.max(height, 0), fill, ...more });
export const circle = (cx: number, cy: number, r: number, fill: string, more: Attributes = {}) =>
  tag('circle', { cx, cy, r: Math.max(r, 0), fill, ...more });
export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, more: Attributes = {}) =>
  tag('ellipse', { cx, cy, rx: Math.abs(rx), ry: Math.abs(ry), fill, ...more });
export const line = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width = 1,
  more: Attributes = {},
) => tag('line', { x1, y1, x2, y2, stroke, 'stroke-width': width, ...more });
export const polygon = (points: string, fill: string, more: Attributes = {}) =>
  tag('polygon', { points, fill, ...more });
export const path = (d: string, fill: string, more: Attributes = {}) => tag('path', { d, fill, ...more });
export const group = (transform: string, content: string, more: Attributes = {}) =>
  tag('g', { transform, ...more }, content);

/** A line of text; `y` is its base line. */
export const text = (x: number, y: number, size: number, content: string, fill: string, more: Attributes = {}) =>
  tag('text', { x, y, 'font-size': Math.max(size, 1), fill, ...more }, escaped(content));
