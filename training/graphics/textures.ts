// Gradients, noise, bar codes, strewn shapes, almost nothing. Pure; runs in Node.
import { circle, type Draw, group, hsl, line, path, polygon, rect, tag } from './pen.ts';

const gradient: Draw = (pen, width, height) => {
  const stops = pen.times(
    pen.whole(2, 4),
    (i) => `<stop offset="${(i / 3 + pen.random() * 0.2).toFixed(2)}" stop-color="${pen.colour([5, 97], [0, 100])}"/>`,
  );
  const kind = pen.pick(['linearGradient', 'radialGradient']);
  const base =
    tag(
      kind,
      kind === 'linearGradient'
        ? { id: 'g', x1: pen.random().toFixed(2), x2: pen.random().toFixed(2), y1: 0, y2: 1 }
        : { id: 'g', cx: pen.random().toFixed(2), cy: pen.random().toFixed(2), r: pen.between(0.4, 1.2).toFixed(2) },
      stops,
    ) + rect(0, 0, width, height, 'url(#g)');
  const blobs = pen.chance(0.5)
    ? `<filter id="b"><feGaussianBlur stdDeviation="${(width * pen.between(0.02, 0.12)).toFixed(1)}"/></filter>${tag(
        'g',
        { filter: 'url(#b)' },
        pen.times(pen.whole(1, 7), () =>
          circle(width * pen.random(), height * pen.random(), width * pen.between(0.05, 0.3), pen.colour([5, 95]), {
            opacity: 0.7,
          }),
        ),
      )}`
    : '';
  const waves = pen.chance(0.3)
    ? pen.times(pen.whole(1, 5), (i) =>
        path(
          `M0,${height * pen.random()} C${width * 0.3},${height * pen.random()} ${width * 0.6},${height * pen.random()} ${width},${height * pen.random()} V${height} H0 Z`,
          pen.colour([20, 90]),
          { opacity: 0.15 + 0.1 * i },
        ),
      )
    : '';
  return base + blobs + waves;
};

/** Grain, clouds, marble, wood, stone, cloth, fire: fractal noise through a table of colours. */
const noise: Draw = (pen, width, height) => {
  const [fine, stretch] = [10 ** pen.between(-2.6, -0.1), pen.chance(0.5) ? 10 ** pen.between(-1.6, 1.6) : 1];
  const hue = pen.between(0, 360);
  const table = (lift: number) =>
    Array.from({ length: pen.pick([2, 3, 5, 8]) }, () =>
      Math.min(1, Math.max(0, pen.random() * 0.8 + lift)).toFixed(2),
    ).join(' ');
  const grey = pen.chance(0.3)
    ? `<feColorMatrix type="saturate" values="0"/>`
    : pen.chance(0.4)
      ? `<feColorMatrix type="saturate" values="0"/><feComponentTransfer><feFuncR type="table" tableValues="${table(0.15)}"/><feFuncG type="table" tableValues="${table(0.05)}"/><feFuncB type="table" tableValues="${table(0)}"/></feComponentTransfer>`
      : `<feColorMatrix type="hueRotate" values="${hue.toFixed(0)}"/>`;
  const contrast = `<feComponentTransfer>${['R', 'G', 'B'].map((c) => `<feFunc${c} type="linear" slope="${pen.between(0.8, 3).toFixed(2)}" intercept="${pen.between(-0.8, 0.1).toFixed(2)}"/>`).join('')}<feFuncA type="linear" slope="0" intercept="1"/></feComponentTransfer>`;
  const turbulence = `<feTurbulence type="${pen.pick(['turbulence', 'fractalNoise'])}" baseFrequency="${fine.toFixed(4)} ${Math.min(1, fine * stretch).toFixed(4)}" numOctaves="${pen.whole(1, 6)}" seed="${pen.whole(0, 9999)}"/>`;
  const relief = pen.chance(0.25)
    ? `<feDiffuseLighting surfaceScale="${pen.between(2, 20).toFixed(1)}" lighting-color="${pen.colour([50, 95])}"><feDistantLight azimuth="${pen.whole(0, 360)}" elevation="${pen.whole(20, 70)}"/></feDiffuseLighting>`
    : grey + contrast;
  return `<filter id="n" x="0" y="0" width="1" height="1">${turbulence}${relief}</filter>${rect(0, 0, width, height, '#fff', { filter: 'url(#n)' })}`;
};

/** QR-like squares, bar codes, data matrices. */
const codes: Draw = (pen, width, height) => {
  const ink = pen.chance(0.8) ? '#000' : pen.colour([5, 40]);
  const paper = rect(0, 0, width, height, '#fff');
  if (pen.chance(0.35)) {
    let x = width * 0.06;
    return (
      paper +
      pen.times(60, () => {
        const thick = width * 0.004 * pen.whole(1, 4);
        x += thick + width * 0.004 * pen.whole(1, 3);
        return x < width * 0.92 ? rect(x, height * 0.08, thick, height * 0.75, ink) : '';
      })
    );
  }
  const count = pen.whole(19, 45);
  const [side, margin] = [Math.min(width, height) * 0.92, Math.min(width, height) * 0.04];
  const cell = side / count;
  const corner = (i: number, j: number) =>
    rect(margin + i * cell, margin + j * cell, 7 * cell, 7 * cell, ink) +
    rect(margin + (i + 1) * cell, margin + (j + 1) * cell, 5 * cell, 5 * cell, '#fff') +
    rect(margin + (i + 2) * cell, margin + (j + 2) * cell, 3 * cell, 3 * cell, ink);
  return (
    paper +
    pen.times(count * count, (k) =>
      pen.chance(0.48) ? rect(margin + (k % count) * cell, margin + Math.floor(k / count) * cell, cell, cell, ink) : '',
    ) +
    corner(0, 0) +
    corner(count - 7, 0) +
    corner(0, count - 7)
  );
};

/** Things strewn over a plain ground: confetti, camouflage, terrazzo, bubbles, abstract art. */
const strewn: Draw = (pen, width, height) => {
  const colours = pen.chance(0.5) ? pen.shades() : pen.theme().accents;
  const [size, rough, corners] = [
    Math.min(width, height) * pen.between(0.015, 0.2),
    pen.between(0, 0.6),
    pen.whole(3, 14),
  ];
  const thin = pen.chance(0.3);
  const piece = () => {
    const [x, y] = [width * pen.random(), height * pen.random()];
    const r = size * pen.between(0.4, 1.5);
    return group(
      `rotate(${pen.whole(0, 359)} ${x.toFixed(1)} ${y.toFixed(1)})`,
      thin
        ? line(x - r, y, x + r, y, pen.pick(colours), r * 0.15)
        : polygon(pen.blob(x, y, r, corners, rough), pen.pick(colours), { opacity: pen.pick([1, 0.7]) }),
    );
  };
  return (
    rect(0, 0, width, height, pen.pick([colours[5], '#fff', hsl(0, 0, 10)])) + pen.times(pen.pick([20, 60, 200]), piece)
  );
};

/** Almost nothing: one colour, at most a line, a speck or a faint shade. */
const bare: Draw = (pen, width, height) => {
  const paper = pen.pick(['#fff', '#000', pen.colour([5, 97], [0, 80])]);
  const mark = pen.pick([
    () => '',
    () => circle(width * pen.random(), height * pen.random(), width * 0.02, pen.colour()),
    () => line(0, height * pen.random(), width, height * pen.random(), pen.colour(), 2),
    () => rect(0, 0, width, height * pen.between(0.3, 0.7), pen.colour([40, 90])),
  ])();
  return rect(0, 0, width, height, paper) + mark;
};

export const TEXTURES: Record<string, Draw> = { gradient, noise, codes, strewn, bare };
