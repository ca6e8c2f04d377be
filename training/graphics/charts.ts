// Charts of bars, lines, points. Pure; runs in Node.
import { axes, type Frame, legend } from './chart-frame.ts';
import { boxes, heat, pie } from './diagrams.ts';
import { circle, type Draw, type Pen, polygon, rect } from './pen.ts';

const bars: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const { inner, drawn } = axes(pen, width, height, theme);
  const [count, series, flat, stacked] = [pen.whole(3, 24), pen.whole(1, 4), pen.chance(0.3), pen.chance(0.5)];
  const fill = pen.between(0.4, 1);
  const long = flat ? inner.width : inner.height;
  const step = (flat ? inner.height : inner.width) / count;
  const bar = (i: number) => {
    let base = 0;
    return pen.times(series, (k) => {
      const size = (long * pen.random()) / (stacked ? series : 1);
      const thick = (step * fill) / (stacked ? 1 : series);
      const at = i * step + (stacked ? 0 : k * thick);
      const from = stacked ? base : 0;
      base += size;
      const colour = theme.accents[series === 1 && pen.chance(0.02) ? 3 : k];
      return flat
        ? rect(inner.x + from, inner.y + at, size, thick, colour)
        : rect(inner.x + at, inner.y + inner.height - from - size, thick, size, colour);
    });
  };
  return drawn + pen.times(count, bar) + legend(pen, inner, theme, series);
};

/** Walks, waves or both. */
function series(pen: Pen, { x, y, width, height }: Frame, points: number): string {
  let level = pen.between(0.2, 0.8);
  const [step, wave, beat] = [pen.between(0.01, 0.25), pen.between(0, 0.3), pen.between(2, 40)];
  return Array.from({ length: points }, (_, i) => {
    level = Math.min(1, Math.max(0, level + step * pen.between(-1, 1)));
    const value = Math.min(1, Math.max(0, level + wave * Math.sin((i / points) * beat)));
    return `${(x + (i * width) / (points - 1)).toFixed(1)},${(y + height * (1 - value)).toFixed(1)}`;
  }).join(' ');
}

const lines: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const { inner, drawn } = axes(pen, width, height, theme);
  const [count, points, thick] = [pen.whole(1, 6), pen.pick([6, 12, 40, 150, 400]), pen.between(0.8, 4)];
  const area = pen.chance(0.25);
  const marks = points < 20 && pen.chance(0.5);
  const dash = pen.chance(0.2) ? '6 4' : undefined;
  const curve = (k: number) => {
    const drawnPoints = series(pen, inner, points);
    const bottom = inner.y + inner.height;
    const below = area
      ? polygon(`${inner.x},${bottom} ${drawnPoints} ${inner.x + inner.width},${bottom}`, theme.accents[k], {
          opacity: 0.5,
        })
      : '';
    const dots = marks
      ? drawnPoints
          .split(' ')
          .map((point) =>
            circle(Number(point.split(',')[0]), Number(point.split(',')[1]), thick * 1.6, theme.accents[k]),
          )
          .join('')
      : '';
    return `${below}<polyline points="${drawnPoints}" fill="none" stroke="${theme.accents[k]}" stroke-width="${thick}" stroke-dasharray="${dash ?? 'none'}"/>${dots}`;
  };
  return drawn + pen.times(count, curve) + legend(pen, inner, theme, count);
};

const scatter: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const { inner, drawn } = axes(pen, width, height, theme);
  const [size, bubbles, hollow] = [pen.between(1, 6), pen.chance(0.2), pen.chance(0.3)];
  const cluster = (k: number) => {
    const [cx, cy, spread] = [pen.random(), pen.random(), pen.between(0.05, 0.5)];
    const gauss = () => (pen.random() + pen.random() + pen.random() - 1.5) * spread;
    const colour = theme.accents[k];
    return pen.times(pen.pick([10, 30, 100, 300]), () => {
      const [px, py] = [cx + gauss(), cy + gauss()].map((value) => Math.min(1, Math.max(0, value)));
      const r = bubbles ? size * pen.between(0.5, 6) : size;
      return circle(inner.x + px * inner.width, inner.y + py * inner.height, r, hollow ? 'none' : colour, {
        stroke: colour,
        opacity: 0.8,
      });
    });
  };
  return drawn + pen.times(pen.whole(1, 4), cluster) + legend(pen, inner, theme, 3);
};

/** Several small charts in one picture. */
const panels: Draw = (pen, width, height) => {
  const [columns, rows] = [pen.whole(1, 4), pen.whole(2, 4)];
  const [w, h] = [width / columns, height / rows];
  const kind = pen.chance(0.5) ? pen.pick([bars, lines, scatter, heat]) : undefined;
  return pen.times(columns, (i) =>
    pen.times(
      rows,
      (j) =>
        `<svg x="${i * w}" y="${j * h}" width="${w}" height="${h}">${(kind ?? pen.pick([bars, lines, scatter, pie, boxes]))(pen, w, h)}</svg>`,
    ),
  );
};

export const CHARTS: Record<string, Draw> = { bars, lines, scatter, panels };
