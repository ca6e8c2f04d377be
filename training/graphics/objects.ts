// Clip art, rendered things, engravings. Pure; runs in Node.
import { figure } from './figures.ts';
import { type Draw, ellipse, group, hsl, line, polygon, rect, tag } from './pen.ts';

/** Soft shaded blobs with outlines and highlights, as in painted clip art. */
export const clipArt: Draw = (pen, width, height) => {
  const size = Math.min(width, height);
  const shaded = (i: number) => {
    const [x, y, r] = [
      width * pen.between(0.25, 0.75),
      height * pen.between(0.25, 0.75),
      size * pen.between(0.06, 0.35),
    ];
    const colour = pen.colour();
    const gradient = `<radialGradient id="c${i}" cx="${pen.random().toFixed(2)}" cy="${pen.random().toFixed(2)}" r=".9"><stop stop-color="${pen.pick(['#fff', pen.colour([60, 95])])}"/><stop offset=".5" stop-color="${colour}"/><stop offset="1" stop-color="${pen.colour([5, 35])}"/></radialGradient>`;
    const edge = pen.chance(0.4) ? { stroke: '#111', 'stroke-width': size * 0.008 } : {};
    return gradient + group(`rotate(${pen.whole(0, 360)} ${x} ${y})`, figure(pen, x, y, r, `url(#c${i})`, edge));
  };
  const shadow = pen.chance(0.4)
    ? `<filter id="b"><feGaussianBlur stdDeviation="${size * 0.02}"/></filter>${ellipse(width / 2, height * 0.85, size * 0.35, size * 0.06, '#000', { opacity: 0.5, filter: 'url(#b)' })}`
    : '';
  return (
    (pen.chance(0.3) ? rect(0, 0, width, height, pen.colour([10, 97])) : '') +
    shadow +
    pen.times(pen.whole(3, 14), shaded)
  );
};

/** Things cut out and lit, as in rendered games and product pictures: rough or smooth, on a plain ground. */
const object: Draw = (pen, width, height) => {
  const size = Math.min(width, height);
  const fine = pen.between(0.01, 0.3).toFixed(3);
  const light = `<feDiffuseLighting surfaceScale="${pen.between(1, 12).toFixed(1)}" diffuseConstant="1.2" lighting-color="#fff"><feDistantLight azimuth="${pen.whole(180, 300)}" elevation="${pen.whole(35, 65)}"/></feDiffuseLighting>`;
  const surface = `<filter id="o"><feTurbulence type="fractalNoise" baseFrequency="${fine} ${(Number(fine) * pen.between(0.3, 3)).toFixed(3)}" numOctaves="${pen.whole(1, 5)}" seed="${pen.whole(0, 9999)}"/>${light}<feComposite operator="in" in2="SourceGraphic"/><feBlend mode="multiply" in2="SourceGraphic"/></filter>`;
  const sides = (hue: number) => [62, 45, 28].map((value) => hsl(hue, pen.between(5, 60), value));
  const block = () => {
    const [x, y, w, h] = [
      width * pen.between(0.25, 0.75),
      height * pen.between(0.3, 0.8),
      size * pen.between(0.06, 0.3),
      size * pen.between(0.05, 0.45),
    ];
    const [top, left, right] = sides(pen.between(0, 360));
    const roof = pen.chance(0.4) ? -w * 0.9 : -w * 0.5;
    return (
      polygon(`${x},${y} ${x - w},${y - w / 2} ${x - w},${y - w / 2 - h} ${x},${y - h}`, left) +
      polygon(`${x},${y} ${x + w},${y - w / 2} ${x + w},${y - w / 2 - h} ${x},${y - h}`, right) +
      polygon(`${x},${y - h} ${x - w},${y - w / 2 - h} ${x},${y - h + roof * 2} ${x + w},${y - w / 2 - h}`, top)
    );
  };
  const lump = () =>
    polygon(
      pen.blob(
        width * pen.between(0.35, 0.65),
        height * pen.between(0.35, 0.65),
        size * pen.between(0.15, 0.42),
        pen.whole(6, 16),
        0.25,
      ),
      hsl(pen.between(0, 360), pen.between(0, 60), pen.between(35, 80)),
    );
  const beam = () =>
    line(
      width * pen.between(0.1, 0.9),
      height * pen.between(0.1, 0.9),
      width * pen.between(0.1, 0.9),
      height * pen.between(0.1, 0.9),
      hsl(pen.between(0, 50), pen.between(0, 60), pen.between(25, 70)),
      size * pen.between(0.01, 0.06),
    );
  const things = pen.pick([
    () => pen.times(pen.whole(1, 8), block),
    lump,
    () => pen.times(pen.whole(3, 14), beam),
    () => lump() + pen.times(3, block),
    () => figure(pen, width / 2, height / 2, size * 0.4, pen.colour()),
  ])();
  const ground = pen.pick(['none', 'none', '#fff', pen.colour([5, 95])]);
  const shadow = pen.chance(0.4)
    ? `<filter id="h"><feGaussianBlur stdDeviation="${(size * 0.03).toFixed(1)}"/></filter>${ellipse(width / 2, height * 0.8, size * 0.4, size * 0.1, '#000', { opacity: 0.5, filter: 'url(#h)' })}`
    : '';
  return surface + rect(0, 0, width, height, ground) + shadow + tag('g', { filter: 'url(#o)' }, things);
};

/** Ink drawings of old books and black-and-white clip art: outlines filled with black, white and hatching. */
const engraving: Draw = (pen, width, height) => {
  const size = Math.min(width, height);
  const ink = pen.pick(['#000', '#000', '#333', '#421']);
  const hatch = (id: string) =>
    tag(
      'pattern',
      {
        id,
        width: 4,
        height: 4,
        patternUnits: 'userSpaceOnUse',
        patternTransform: `rotate(${pen.whole(0, 180)}) scale(${pen.between(0.5, 2).toFixed(2)})`,
      },
      rect(0, 0, 4, 4, '#fff') + rect(0, 0, 4, pen.between(0.6, 2.6), ink),
    );
  const edge = { stroke: ink, 'stroke-width': size * pen.between(0.004, 0.02) };
  const part = () => {
    const [x, y] = [width * pen.between(0.2, 0.8), height * pen.between(0.2, 0.8)];
    const fill = pen.pick(['#fff', ink, 'url(#h0)', 'url(#h1)', 'url(#h2)', pen.chance(0.1) ? pen.colour() : '#999']);
    return group(
      `rotate(${pen.whole(0, 359)} ${x} ${y})`,
      figure(pen, x, y, size * pen.between(0.03, 0.35), fill, edge),
    );
  };
  return (
    rect(0, 0, width, height, pen.pick(['none', '#fff', '#f5ecd8'])) +
    ['h0', 'h1', 'h2'].map(hatch).join('') +
    pen.times(pen.whole(3, 30), part)
  );
};

export const OBJECTS: Record<string, Draw> = { clipArt, object, engraving };
