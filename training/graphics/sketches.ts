// Pixel art, line drawings, sheets of icons, comics. Pure; runs in Node.
import { character, scene } from './cartoons.ts';
import { flag, icon, outline } from './icons.ts';
import { clipArt } from './objects.ts';
import { type Draw, ellipse, line, path, rect, tag, text } from './pen.ts';

const pixelArt: Draw = (pen, width, height) => {
  const cells = pen.pick([8, 12, 16, 24, 32]);
  const [w, h] = [width / cells, height / cells];
  const colours = Array.from({ length: pen.whole(2, 7) }, () => pen.colour([5, 95]));
  const mirrored = pen.chance(0.6);
  const [a, b, c] = [pen.between(0, 2), pen.between(0, 2), pen.between(0, 9)];
  const shade = (i: number, j: number) => {
    const column = mirrored ? Math.min(i, cells - 1 - i) : i;
    const wave = Math.sin(a * column + c) + Math.sin(b * j + c * 2) + pen.between(-0.6, 0.6);
    return colours[Math.abs(Math.floor((wave + 2) * 0.25 * colours.length)) % colours.length];
  };
  const rows = Array.from({ length: cells }, (_, i) => Array.from({ length: cells }, (_, j) => shade(i, j)));
  const ground = pen.chance(0.5) ? colours[0] : undefined;
  return pen.times(cells, (i) =>
    pen.times(cells, (j) => {
      const fill = rows[mirrored ? Math.min(i, cells - 1 - i) : i][j];
      return fill === ground ? '' : rect(i * w, j * h, w + 0.3, h + 0.3, fill, { 'shape-rendering': 'crispEdges' });
    }),
  );
};

/** Pencil, ink or chalk: many strokes, hardly a filled area. */
const sketch: Draw = (pen, width, height) => {
  const [paper, ink] = pen.pick([
    ['#fff', '#222'],
    ['#f4ead2', '#532'],
    ['#1b3a5c', '#cde'],
    ['#111', '#ddd'],
    ['#fff', '#226'],
  ]);
  const stroke = (count: number) => ({
    stroke: ink,
    'stroke-width': pen.between(0.6, 4) / count,
    'stroke-linecap': 'round',
  });
  const body = pen.times(pen.whole(3, 18), () =>
    path(
      pen.curve(
        width * pen.between(0.05, 0.5),
        height * pen.between(0.05, 0.5),
        width * pen.between(0.1, 0.5),
        height * pen.between(0.1, 0.5),
        pen.whole(1, 5),
      ),
      'none',
      stroke(1),
    ),
  );
  const hatch = () => {
    const [x, y, length, slope] = [
      width * pen.random(),
      height * pen.random(),
      width * pen.between(0.05, 0.2),
      pen.between(-1, 1),
    ];
    return pen.times(pen.whole(4, 25), (i) => line(x + i * 4, y, x + i * 4 + length * slope, y + length, ink, 0.8));
  };
  return rect(0, 0, width, height, paper) + body + pen.times(pen.whole(0, 8), hatch);
};

/** Rows of small icons, playing cards, sprite sheets, or comic panels with balloons. */
const sheet: Draw = (pen, width, height) => {
  const [columns, rows] = [pen.whole(2, 9), pen.whole(1, 7)];
  const [w, h] = [width / columns, height / rows];
  const inner = pen.pick([icon, icon, character, scene, outline, clipArt, flag]);
  const balloon =
    inner === scene
      ? (x: number, y: number) =>
          ellipse(x + w * 0.4, y + h * 0.2, w * 0.3, h * 0.12, '#fff', { stroke: '#000' }) +
          text(x + w * 0.2, y + h * 0.22, h * 0.06, pen.words(2), '#000')
      : () => '';
  const cell = (i: number, j: number) =>
    tag(
      'svg',
      { x: i * w + 3, y: j * h + 3, width: w - 6, height: h - 6 },
      inner(pen, w - 6, h - 6).replace(/(id="|#)([a-z]\d*)(?=["()])/g, `$1$2-${i}-${j}`),
    ) + balloon(i * w, j * h);
  return (
    rect(0, 0, width, height, pen.pick(['#fff', 'none', pen.colour([5, 95])])) +
    pen.times(columns, (i) => pen.times(rows, (j) => cell(i, j)))
  );
};

export const SKETCHES: Record<string, Draw> = { pixelArt, sketch, sheet };
