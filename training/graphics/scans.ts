// Medical pictures, as noise and soft shapes can imitate them. Pure; runs in Node.
import { circle, type Draw, ellipse, group, hsl, type Pen, path, polygon, rect, text } from './pen.ts';

export const blur = (id: string, deviation: number) =>
  `<filter id="${id}" x="-.5" y="-.5" width="2" height="2"><feGaussianBlur stdDeviation="${deviation.toFixed(1)}"/></filter>`;

/** Grain over the whole picture. */
export function grain(pen: Pen, width: number, height: number, strength: number, coarse = 0.8): string {
  const matrix = `0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 ${(strength * 2).toFixed(2)} 0 0 0 ${(-strength * 0.7).toFixed(2)}`;
  return `<filter id="grain" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency="${coarse.toFixed(3)}" numOctaves="2" seed="${pen.whole(0, 9999)}"/><feColorMatrix values="${matrix}"/></filter>${rect(0, 0, width, height, '#000', { filter: 'url(#grain)' })}`;
}

const marks = (pen: Pen, width: number, height: number, ink: string) =>
  pen.chance(0.4)
    ? pen.times(4, (i) =>
        text(width * (i % 2 ? 0.7 : 0.02), height * (i < 2 ? 0.05 : 0.97), height * 0.03, pen.words(2), ink),
      )
    : '';

const xray: Draw = (pen, width, height) => {
  const [x, bone, soft] = [
    width / 2,
    hsl(0, 0, pen.between(65, 95)),
    hsl(pen.pick([0, 210]), pen.pick([0, 20]), pen.between(25, 50)),
  ];
  const lung = (side: number) =>
    ellipse(x + side * width * 0.2, height * 0.48, width * 0.14, height * 0.3, '#111', { filter: 'url(#s)' });
  const rib = (i: number) =>
    [-1, 1]
      .map((side) =>
        path(
          `M${x},${height * (0.15 + i * 0.08)} Q${x + side * width * 0.4},${height * (0.1 + i * 0.08)} ${x + side * width * 0.38},${height * (0.3 + i * 0.08)}`,
          'none',
          { stroke: bone, 'stroke-width': height * 0.02, opacity: 0.5, filter: 'url(#t)' },
        ),
      )
      .join('');
  const chest = () =>
    ellipse(x, height * 0.55, width * 0.45, height * 0.5, soft, { filter: 'url(#s)' }) +
    lung(-1) +
    lung(1) +
    rect(x - width * 0.04, 0, width * 0.08, height, bone, { opacity: 0.6, filter: 'url(#s)' }) +
    pen.times(8, rib);
  const limb = () =>
    group(
      `rotate(${pen.between(-40, 40)} ${x} ${height / 2})`,
      rect(x - width * 0.2, -height, width * 0.4, 3 * height, soft, { filter: 'url(#s)' }) +
        pen.times(pen.whole(1, 5), () => {
          const at = x + width * pen.between(-0.25, 0.25);
          return rect(at, -height * pen.random(), width * pen.between(0.03, 0.1), height * pen.between(0.4, 2), bone, {
            rx: width * 0.05,
            opacity: 0.8,
            filter: 'url(#t)',
          });
        }),
    );
  return (
    blur('s', width * 0.03) +
    blur('t', width * 0.008) +
    rect(0, 0, width, height, '#050505') +
    (pen.chance(0.6) ? chest() : limb()) +
    grain(pen, width, height, 0.3) +
    marks(pen, width, height, '#ddd')
  );
};

/** Slices of a body: rings of grey with organs; ultrasound when seen as a fan. */
const slice: Draw = (pen, width, height) => {
  const [x, y, r] = [width / 2, height / 2, Math.min(width, height) * pen.between(0.33, 0.47)];
  const squash = pen.between(0.7, 1.2);
  const skull =
    ellipse(x, y, r, r * squash, '#eee') + ellipse(x, y, r * 0.93, r * squash * 0.93, hsl(0, 0, pen.between(25, 55)));
  const organs = pen.times(pen.whole(4, 18), () =>
    polygon(
      pen.blob(
        x + r * pen.between(-0.6, 0.6),
        y + r * pen.between(-0.6, 0.6) * squash,
        r * pen.between(0.05, 0.35),
        12,
        0.3,
      ),
      hsl(0, 0, pen.between(5, 90)),
      { opacity: 0.8, filter: 'url(#s)' },
    ),
  );
  const fan =
    path(
      `M${x},${-height * 0.1} L${width * 0.05},${height * 0.9} Q${x},${height * 1.1} ${width * 0.95},${height * 0.9} Z`,
      hsl(0, 0, pen.between(15, 35)),
    ) +
    organs +
    grain(pen, width, height, 0.9, 0.15) +
    path(
      `M0,0 H${width} V${height} H0 Z M${x},${-height * 0.1} L${width * 0.05},${height * 0.9} Q${x},${height * 1.1} ${width * 0.95},${height * 0.9} Z`,
      '#000',
      { 'fill-rule': 'evenodd' },
    );
  return (
    blur('s', r * 0.03) +
    rect(0, 0, width, height, '#000') +
    (pen.chance(0.65) ? skull + organs + grain(pen, width, height, 0.4) : fan) +
    marks(pen, width, height, '#ccc')
  );
};

const retina: Draw = (pen, width, height) => {
  const [x, y, r] = [width / 2, height / 2, Math.min(width, height) * pen.between(0.42, 0.6)];
  const hue = pen.between(5, 35);
  const disc = [x + r * pen.between(-0.6, 0.6), y + r * pen.between(-0.2, 0.2)];
  const vessel = () => {
    let [px, py, angle] = [disc[0], disc[1], pen.between(0, 6.3)];
    const d = pen.times(9, () => {
      angle += pen.between(-0.5, 0.5);
      [px, py] = [px + r * 0.14 * Math.cos(angle), py + r * 0.14 * Math.sin(angle)];
      return ` L${px.toFixed(1)},${py.toFixed(1)}`;
    });
    return path(`M${disc}${d}`, 'none', {
      stroke: hsl(hue - 12, 80, 25),
      'stroke-width': r * pen.between(0.008, 0.03),
      opacity: 0.7,
      'stroke-linejoin': 'round',
    });
  };
  const glow = `<radialGradient id="r"><stop stop-color="${hsl(hue, 85, 50)}"/><stop offset=".8" stop-color="${hsl(hue - 4, 85, 35)}"/><stop offset="1" stop-color="${hsl(hue - 8, 85, 15)}"/></radialGradient><clipPath id="k">${circle(x, y, r, '#000')}</clipPath>`;
  return (
    blur('s', r * 0.03) +
    glow +
    rect(0, 0, width, height, '#000') +
    circle(x, y, r, 'url(#r)') +
    `<g clip-path="url(#k)">${pen.times(pen.whole(8, 22), vessel)}</g>` +
    circle(disc[0], disc[1], r * 0.13, hsl(hue + 15, 90, 72), { filter: 'url(#s)' })
  );
};

export const SCANS: Record<string, Draw> = { xray, slice, retina };
