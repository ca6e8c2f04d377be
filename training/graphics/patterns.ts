// Patterns: stripes, motifs, checks, tilings, rays. Pure; runs in Node.
import { circle, type Draw, line, type Pen, path, polygon, rect, tag } from './pen.ts';

/** One tile, repeated over the canvas. */
function tiled(pen: Pen, width: number, height: number, side: number, tile: string, turn = 0): string {
  const attributes = {
    id: 'tile',
    width: side,
    height: side,
    patternUnits: 'userSpaceOnUse',
    patternTransform: `rotate(${turn}) scale(${pen.between(0.7, 1.4).toFixed(2)})`,
  };
  return tag('pattern', attributes, tile) + rect(0, 0, width, height, 'url(#tile)');
}

const sizes = (pen: Pen, width: number, height: number) => Math.min(width, height) / pen.between(2.5, 40);

const stripes: Draw = (pen, width, height) => {
  const side = sizes(pen, width, height) * 2;
  const colours = pen.chance(0.5) ? pen.shades() : pen.theme().accents;
  const count = pen.whole(1, 4);
  const tile =
    rect(0, 0, side, side, colours[5]) +
    pen.times(count, (i) => rect((i * side) / count, 0, (side / count) * pen.between(0.2, 1), side, colours[i]));
  const woven = pen.chance(0.3)
    ? pen.times(count, (i) => rect(0, (i * side) / count, side, (side / count) * 0.5, colours[i], { opacity: 0.5 }))
    : '';
  return tiled(pen, width, height, side, tile + woven, pen.pick([0, 45, 90, 30, pen.between(0, 180)]));
};

/** Dots, stars, zigzags, leaves: one motif on a plain ground. */
const motif: Draw = (pen, width, height) => {
  const side = sizes(pen, width, height) * 2;
  const [ground, colour, second] = pen.chance(0.4)
    ? pen.shades()
    : [pen.colour([5, 95]), pen.colour([5, 95]), pen.colour([5, 95])];
  const stroke = { stroke: colour, 'stroke-width': side * pen.between(0.03, 0.15) };
  const shape = () => {
    const [x, y, r] = [side * pen.between(0.2, 0.8), side * pen.between(0.2, 0.8), side * pen.between(0.1, 0.45)];
    return pen.pick([
      () => circle(x, y, r, pen.pick([colour, second])),
      () => polygon(pen.blob(x, y, r, pen.whole(3, 8), pen.pick([0, 0.3])), pen.pick([colour, second])),
      () => path(`M0,${side / 2} L${side / 4},0 L${side * 0.75},${side} L${side},${side / 2}`, 'none', stroke),
      () => path(pen.curve(0, 0, side, side, 2), pen.pick(['none', colour]), stroke),
      () => circle(side / 2, side / 2, r, 'none', stroke),
      () => line(0, 0, side, side, colour, side * 0.08) + line(side, 0, 0, side, colour, side * 0.08),
    ])();
  };
  return tiled(
    pen,
    width,
    height,
    side,
    rect(0, 0, side, side, ground) + pen.times(pen.whole(1, 4), shape),
    pen.pick([0, 0, 45, pen.between(0, 90)]),
  );
};

const checks: Draw = (pen, width, height) => {
  const [columns, wonky] = [pen.whole(3, 24), pen.chance(0.3)];
  const rows = pen.chance(0.6) ? Math.max(2, Math.round((columns * height) / width)) : pen.whole(3, 20);
  const [w, h] = [width / columns, height / rows];
  const colours = pen.chance(0.4)
    ? ['#fff', '#000']
    : pen.chance(0.5)
      ? [pen.colour([5, 95]), pen.colour([5, 95])]
      : pen.shades();
  const gap = pen.chance(0.3) ? w * 0.06 : -0.3;
  return (
    rect(0, 0, width, height, '#ddd') +
    pen.times(columns, (i) =>
      pen.times(rows, (j) =>
        rect(
          i * w,
          j * h,
          w - gap,
          h - gap,
          colours[wonky ? pen.whole(0, colours.length - 1) : (i + j) % colours.length],
        ),
      ),
    )
  );
};

/** Bricks, hexagons, triangles, cubes. */
const tiling: Draw = (pen, width, height) => {
  const r = sizes(pen, width, height);
  const colours = pen.chance(0.6) ? pen.shades() : pen.theme().accents;
  const form = pen.pick(['hexagon', 'brick', 'triangle', 'scale']);
  const [dx, dy] = form === 'hexagon' ? [r * 1.732, r * 1.5] : form === 'brick' ? [r * 2, r * 0.9] : [r, r * 0.87];
  const line = { stroke: pen.pick(['#fff', '#222', '#999']), 'stroke-width': pen.between(0, r * 0.12) };
  const cell = (i: number, j: number) => {
    const [x, y] = [i * dx + (j % 2 ? dx / 2 : 0), j * dy];
    const colour = pen.pick(colours);
    if (form === 'brick') return rect(x - r, y - r / 2, dx, dy, colour, line);
    if (form === 'scale') return circle(x, y, r * 0.6, colour, line);
    if (form === 'triangle')
      return polygon(
        (i + j) % 2
          ? `${x},${y} ${x + r},${y} ${x + r / 2},${y + dy}`
          : `${x},${y + dy} ${x + r},${y + dy} ${x + r / 2},${y}`,
        colour,
        line,
      );
    return polygon(
      [0, 1, 2, 3, 4, 5]
        .map(
          (k) =>
            `${(x + r * Math.sin((k * Math.PI) / 3)).toFixed(1)},${(y + r * Math.cos((k * Math.PI) / 3)).toFixed(1)}`,
        )
        .join(' '),
      colour,
      line,
    );
  };
  return (
    rect(0, 0, width, height, colours[0]) +
    pen.times(Math.min(40, Math.ceil(width / dx) + 2), (i) =>
      pen.times(Math.min(40, Math.ceil(height / dy) + 2), (j) => cell(i, j)),
    )
  );
};

const rays: Draw = (pen, width, height) => {
  const [x, y, count] = [width * pen.between(0.3, 0.7), height * pen.between(0.3, 0.9), pen.whole(6, 60)];
  const colours = pen.chance(0.5) ? pen.shades() : pen.theme().accents;
  const far = width + height;
  const ray = (i: number) => {
    const [a, b] = [(i / count) * 6.2832, ((i + 0.5) / count) * 6.2832];
    return polygon(
      `${x},${y} ${x + far * Math.cos(a)},${y + far * Math.sin(a)} ${x + far * Math.cos(b)},${y + far * Math.sin(b)}`,
      colours[i % pen.pick([1, 2, 3])],
    );
  };
  const rings = () => pen.times(count, (i) => circle(x, y, (far / 2) * (1 - i / count), colours[i % 2 ? 0 : 4]));
  return rect(0, 0, width, height, colours[5]) + (pen.chance(0.5) ? rings() : pen.times(count, ray));
};

export const PATTERNS: Record<string, Draw> = { stripes, motif, checks, tiling, rays };
