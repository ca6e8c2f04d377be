// Simple figures that icons, logos and clip art are made of. Pure; runs in Node.
import { circle, ellipse, type Pen, path, polygon, rect, text } from './pen.ts';

export const star = (x: number, y: number, radius: number, points = 5, inner = 0.4) =>
  Array.from({ length: points * 2 }, (_, i) => {
    const r = i % 2 ? radius * inner : radius;
    const angle = (i * Math.PI) / points - Math.PI / 2;
    return `${(x + r * Math.cos(angle)).toFixed(1)},${(y + r * Math.sin(angle)).toFixed(1)}`;
  }).join(' ');

/** A simple figure, as icons and logos are made of. */
export function figure(pen: Pen, x: number, y: number, radius: number, fill: string, more = {}): string {
  const curve = () =>
    path(`${pen.curve(x - radius, y - radius, 2 * radius, 2 * radius, pen.whole(1, 4))} Z`, fill, more);
  const ring = () =>
    circle(x, y, radius * 0.7, 'none', { stroke: fill, 'stroke-width': radius * pen.between(0.15, 0.5) });
  const letter = () =>
    text(x, y + radius * 0.6, radius * 1.8, pen.words(1).slice(0, pen.whole(1, 2)).toUpperCase(), fill, {
      'text-anchor': 'middle',
      'font-weight': 'bold',
      'font-family': pen.theme().font,
    });
  return pen.pick([
    () => circle(x, y, radius, fill, more),
    () => polygon(star(x, y, radius, pen.whole(3, 12), pen.between(0.3, 0.9)), fill, more),
    () => polygon(pen.blob(x, y, radius, pen.whole(3, 8), 0), fill, more),
    () => polygon(pen.blob(x, y, radius * 0.8, pen.whole(5, 12), 0.4), fill, more),
    () =>
      rect(x - radius, y - radius * 0.6, radius * 2, radius * 1.2, fill, { rx: radius * pen.random() * 0.6, ...more }),
    () => ellipse(x, y, radius, radius * pen.between(0.3, 0.8), fill, more),
    curve,
    curve,
    ring,
    letter,
    () =>
      path(
        `M${x},${y + radius * 0.9} C${x - radius * 1.8},${y - radius * 0.3} ${x - radius * 0.7},${y - radius * 1.4} ${x},${y - radius * 0.5} C${x + radius * 0.7},${y - radius * 1.4} ${x + radius * 1.8},${y - radius * 0.3} ${x},${y + radius * 0.9} Z`,
        fill,
        more,
      ),
  ])();
}

/** Figures upon figures: most icons. */
export const emblem = (pen: Pen, x: number, y: number, radius: number, colours: string[]) =>
  pen.times(pen.whole(1, 6), (i) =>
    figure(
      pen,
      x + radius * pen.between(-0.4, 0.4),
      y + radius * pen.between(-0.4, 0.4),
      radius * (i === 0 ? 0.8 : pen.between(0.15, 0.6)),
      pen.pick(colours),
    ),
  );
