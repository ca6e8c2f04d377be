// Seen through a lens, as noise and soft shapes can imitate it: under a microscope, from a satellite, in the sky. Pure; runs in Node.

import { circle, type Draw, ellipse, group, hsl, line, path, polygon, rect } from './pen.ts';
import { blur, grain } from './scans.ts';

/** Cells, crystals or stained tissue. */
const microscope: Draw = (pen, width, height) => {
  const [hue, light] = [pen.pick([320, 280, 200, pen.between(0, 360)]), pen.chance(0.7)];
  const size = Math.min(width, height) * pen.between(0.02, 0.12);
  const [corners, rough] = [pen.whole(7, 14), pen.between(0.03, 0.3)];
  const cell = () => {
    const [x, y, r] = [width * pen.random(), height * pen.random(), size * pen.between(0.6, 1.3)];
    return (
      polygon(pen.blob(x, y, r, corners, rough), hsl(hue + pen.between(-15, 15), 50, light ? 75 : 40), {
        opacity: 0.7,
        stroke: hsl(hue, 45, 45),
      }) + circle(x + r * 0.2, y, r * pen.between(0.2, 0.5), hsl(hue - 30, 60, light ? 35 : 80), { opacity: 0.8 })
    );
  };
  const field = pen.chance(0.25)
    ? path(
        `M0,0 H${width} V${height} H0 Z M${width / 2},0 A${width / 2},${height / 2} 0 1 0 ${width / 2 + 0.1},0 Z`,
        '#000',
        { 'fill-rule': 'evenodd' },
      )
    : '';
  return (
    blur('s', pen.between(0.4, 2)) +
    rect(0, 0, width, height, hsl(hue, 40, light ? 90 : 6)) +
    grain(pen, width, height, 0.3, 0.05) +
    `<g filter="url(#s)">${pen.times(pen.pick([20, 80, 250]), cell)}</g>` +
    field
  );
};

/** Land from above: noise in land colours, fields, rivers, coast, clouds. */
const satellite: Draw = (pen, width, height) => {
  const seed = pen.whole(0, 9999);
  const [dark, pale] = pen.pick([
    [
      [0.08, 0.16, 0.1],
      [0.55, 0.5, 0.36],
    ],
    [
      [0.02, 0.08, 0.2],
      [0.4, 0.45, 0.3],
    ],
    [
      [0.35, 0.22, 0.14],
      [0.85, 0.7, 0.5],
    ],
    [
      [0.1, 0.12, 0.14],
      [0.7, 0.7, 0.68],
    ],
  ]);
  const channel = (name: string, i: number) =>
    `<feFunc${name} type="table" tableValues="${dark[i]} ${dark[i]} ${pale[i]} ${pale[i]}"/>`;
  const ground = `<filter id="n" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency="${(10 ** pen.between(-2.4, -1.2)).toFixed(4)}" numOctaves="6" seed="${seed}"/><feColorMatrix values="1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 0 1"/><feComponentTransfer>${channel('R', 0)}${channel('G', 1)}${channel('B', 2)}</feComponentTransfer></filter>${rect(0, 0, width, height, '#555', { filter: 'url(#n)' })}`;
  const side = Math.max(width, height) / pen.between(5, 16);
  const fields = pen.chance(0.5)
    ? group(
        `rotate(${pen.between(-30, 30)} ${width / 2} ${height / 2})`,
        pen.times(150, () =>
          rect(
            side * pen.whole(-4, 18),
            side * pen.whole(-4, 18),
            side * pen.whole(1, 2),
            side * pen.between(0.4, 1),
            hsl(pen.between(30, 110), pen.between(10, 45), pen.between(20, 60)),
            { opacity: 0.7 },
          ),
        ),
      )
    : '';
  const river = pen.chance(0.5)
    ? path(pen.curve(0, 0, width, height, 3), 'none', {
        stroke: pen.pick(['#123', '#345', '#876']),
        'stroke-width': pen.between(2, width * 0.05),
      })
    : '';
  const roads = pen.chance(0.4)
    ? pen.times(6, () => line(width * pen.random(), 0, width * pen.random(), height, '#aaa', 1.2))
    : '';
  const town = pen.chance(0.3)
    ? pen.times(200, () =>
        rect(
          width * pen.between(0.2, 0.8),
          height * pen.between(0.2, 0.8),
          side * 0.15,
          side * 0.12,
          hsl(pen.between(0, 40), 15, pen.between(35, 80)),
        ),
      )
    : '';
  const clouds = pen.chance(0.3)
    ? blur('c', side * 0.15) +
      pen.times(12, () =>
        ellipse(width * pen.random(), height * pen.random(), side * pen.random(), side * 0.5 * pen.random(), '#fff', {
          filter: 'url(#c)',
          opacity: 0.85,
        }),
      )
    : '';
  return ground + fields + river + roads + town + clouds;
};

/** Stars, nebulae, planets. */
const sky: Draw = (pen, width, height) => {
  const size = Math.min(width, height);
  const stars = pen.times(pen.pick([40, 150, 500]), () =>
    circle(
      width * pen.random(),
      height * pen.random(),
      size * 0.004 * pen.random() ** 3 + 0.4,
      hsl(pen.between(0, 360), 40, pen.between(60, 100)),
    ),
  );
  const clouds = pen.chance(0.6)
    ? pen.times(pen.whole(1, 7), () =>
        ellipse(
          width * pen.random(),
          height * pen.random(),
          size * pen.between(0.03, 0.4),
          size * pen.between(0.03, 0.3),
          pen.colour([30, 70]),
          { opacity: 0.5, filter: 'url(#s)' },
        ),
      )
    : '';
  const [x, y, r] = [width * pen.between(0.3, 0.7), height * pen.between(0.3, 0.7), size * pen.between(0.15, 0.48)];
  const surface = `<filter id="n"><feTurbulence type="fractalNoise" baseFrequency="${pen.between(0.008, 0.05).toFixed(3)}" numOctaves="5" seed="${pen.whole(0, 9999)}"/><feColorMatrix values="1 0 0 0 .2 1 0 0 0 .15 1 0 0 0 .1 0 0 0 0 1"/><feComposite operator="in" in2="SourceGraphic"/></filter><radialGradient id="l" cx="${pen.random().toFixed(2)}"><stop stop-opacity="0"/><stop offset="1" stop-opacity=".95"/></radialGradient>`;
  const planet = pen.chance(0.4)
    ? surface + circle(x, y, r, '#fff', { filter: 'url(#n)' }) + circle(x, y, r, 'url(#l)')
    : '';
  return blur('s', size * 0.05) + rect(0, 0, width, height, hsl(230, 40, pen.between(0, 8))) + clouds + stars + planet;
};

export const LENSES: Record<string, Draw> = { microscope, satellite, sky };
