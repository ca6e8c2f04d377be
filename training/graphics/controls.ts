// What screenshots have in common: rows of controls, panels filled with anything. Pure; runs in Node.
import { CARTOONS } from './cartoons.ts';
import { CHARTS } from './charts.ts';
import { DIAGRAMS } from './diagrams.ts';
import { DOCUMENTS } from './documents.ts';
import { ICONS } from './icons.ts';
import { OBJECTS } from './objects.ts';
import { circle, type Draw, line, type Pen, rect, type Theme, tag, text } from './pen.ts';
import { SKETCHES } from './sketches.ts';
import { TEXTS } from './texts.ts';

export const inset = (draw: Draw, pen: Pen, x: number, y: number, width: number, height: number) =>
  width > 4 && height > 4 ? tag('svg', { x, y, width, height }, draw(pen, width, height)) : '';

export const label = (pen: Pen, x: number, y: number, size: number, words: number, fill: string, theme: Theme) =>
  text(x, y, size, pen.words(words), fill, { 'font-family': theme.font });

/** Buttons, fields, ticks and sliders in rows. */
export function controls(pen: Pen, x: number, y: number, width: number, height: number, theme: Theme): string {
  const row = Math.max(12, height / pen.whole(4, 14));
  const size = row * 0.42;
  const round = pen.between(0, row * 0.3);
  const accent = theme.accents[0];
  return pen.times(Math.floor(height / row), (i) => {
    const top = y + i * row;
    const words = (at: number) => label(pen, at, top + row * 0.6, size, pen.whole(1, 3), theme.ink, theme);
    return pen.pick([
      () =>
        words(x) +
        rect(x + width * 0.4, top + row * 0.12, width * 0.55, row * 0.7, 'none', { stroke: '#999', rx: round }),
      () => rect(x, top + row * 0.2, size, size, accent, { rx: 2 }) + words(x + size * 1.6),
      () =>
        rect(x, top + row * 0.1, width * 0.3, row * 0.75, accent, { rx: round }) +
        label(pen, x + width * 0.05, top + row * 0.62, size, 1, '#fff', theme),
      () =>
        words(x) +
        rect(x + width * 0.85, top + row * 0.25, row, row * 0.5, pen.pick([accent, '#bbb']), { rx: row * 0.25 }),
      () =>
        line(x, top + row / 2, x + width, top + row / 2, '#aaa', 2) +
        circle(x + width * pen.random(), top + row / 2, row * 0.2, accent),
      () => words(x),
    ])();
  });
}

export const fill = (pen: Pen, x: number, y: number, width: number, height: number, theme: Theme): string =>
  pen.pick([
    () => controls(pen, x, y, width, height, theme),
    () => inset(pen.pick(Object.values({ ...TEXTS, ...DOCUMENTS })), pen, x, y, width, height),
    () => inset(pen.pick(Object.values({ ...CHARTS, ...DIAGRAMS })), pen, x, y, width, height),
    () => inset(pen.pick(Object.values({ ...ICONS, ...CARTOONS, ...OBJECTS, ...SKETCHES })), pen, x, y, width, height),
    () => inset(photoLike, pen, x, y, width, height),
  ])();

/** A blurred coloured noise where a page would have a photograph. */
export const photoLike: Draw = (pen, width, height) => {
  const seed = pen.whole(0, 9999);
  return `<filter id="p${seed}"><feTurbulence baseFrequency="${pen.between(0.005, 0.05).toFixed(3)}" numOctaves="4" seed="${seed}"/><feColorMatrix values="1 0 0 0 .1 0 .9 0 0 .1 0 0 .8 0 .1 0 0 0 0 1"/></filter>${rect(0, 0, width, height, '#888', { filter: `url(#p${seed})` })}`;
};
