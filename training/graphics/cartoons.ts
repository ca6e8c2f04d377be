// Emoji, mascots, cartoon landscapes. Pure; runs in Node.
import { emblem } from './figures.ts';
import { circle, type Draw, ellipse, hsl, line, path, polygon, rect } from './pen.ts';

/** Faces, animals and things made of shaded round shapes: emoji, stickers, mascots. */
export const character: Draw = (pen, width, height) => {
  const [x, y, r] = [width / 2, height / 2, Math.min(width, height) * pen.between(0.28, 0.45)];
  const skin = pen.chance(0.5) ? '#ffcc33' : pen.colour([50, 85]);
  const edge = pen.chance(0.6)
    ? { stroke: pen.pick(['#000', '#432']), 'stroke-width': r * pen.between(0.02, 0.07) }
    : {};
  const shade = `<radialGradient id="f" cx=".4" cy=".3"><stop stop-color="#fff" stop-opacity="${pen.between(0, 0.8).toFixed(2)}"/><stop offset="1" stop-color="${skin}"/></radialGradient>`;
  const ground = pen.chance(0.5) ? rect(0, 0, width, height, pen.colour([20, 95])) : '';
  const ears = pen.times(2, (i) =>
    ellipse(x + (i ? 1 : -1) * r * 0.8, y - r * 0.8, r * pen.between(0.15, 0.4), r * pen.between(0.2, 0.7), skin, edge),
  );
  const body = pen.chance(0.6) ? ellipse(x, y + r * 1.5, r * pen.between(0.5, 1), r, pen.colour(), edge) : '';
  const head = ellipse(x, y, r * pen.between(0.8, 1.1), r, skin, edge) + ellipse(x, y, r * 0.8, r, 'url(#f)');
  const hair = pen.chance(0.5)
    ? path(
        `M${x - r},${y - r * 0.2} Q${x},${y - r * pen.between(1.2, 2)} ${x + r},${y - r * 0.2} Q${x},${y - r * pen.random()} ${x - r},${y - r * 0.2}`,
        pen.colour([5, 50]),
        edge,
      )
    : '';
  const eye = r * pen.between(0.06, 0.25);
  const eyes = pen.times(
    2,
    (i) =>
      ellipse(x + (i ? 1 : -1) * r * 0.35, y - r * 0.15, eye, eye * 1.3, '#fff', edge) +
      circle(x + (i ? 1 : -1) * r * 0.35, y - r * 0.12, eye * 0.6, '#111'),
  );
  const mouth = path(
    `M${x - r * 0.4},${y + r * 0.4} Q${x},${y + r * pen.between(0.1, 1)} ${x + r * 0.4},${y + r * 0.4}`,
    pen.pick(['none', '#822']),
    { stroke: '#311', 'stroke-width': r * 0.05 },
  );
  return ground + shade + ears + body + head + hair + eyes + mouth;
};

/** Sky, hills, sun, trees, houses, figures in flat or shaded colours. */
export const scene: Draw = (pen, width, height) => {
  const edge = pen.chance(0.4) ? { stroke: '#222', 'stroke-width': pen.between(1, 4) } : {};
  const horizon = height * pen.between(0.4, 0.75);
  const sky = `<linearGradient id="s" x2="0" y2="1"><stop stop-color="${pen.colour([35, 80])}"/><stop offset="1" stop-color="${pen.colour([65, 95])}"/></linearGradient>${rect(0, 0, width, height, pen.chance(0.5) ? 'url(#s)' : pen.colour([50, 90]))}`;
  const hue = pen.pick([pen.between(70, 140), pen.between(0, 360)]);
  const hill = (i: number) => {
    const y = horizon + (height - horizon) * i * 0.3;
    return path(
      `M0,${y} Q${width * pen.between(0.1, 0.4)},${y - height * pen.between(0, 0.35)} ${width / 2},${y} T${width},${y} V${height} H0 Z`,
      hsl(hue + pen.between(-20, 20), 55, 65 - 15 * i),
      edge,
    );
  };
  const cloud = () => {
    const [x, y, r] = [width * pen.random(), height * 0.3 * pen.random(), height * pen.between(0.03, 0.08)];
    return pen.times(4, (i) => ellipse(x + i * r, y + pen.between(-0.3, 0.3) * r, r * 1.1, r, '#fff'));
  };
  const thing = () => {
    const [x, y, s] = [
      width * pen.random(),
      horizon + (height - horizon) * pen.random(),
      height * pen.between(0.1, 0.35),
    ];
    const tree = () =>
      rect(x - s * 0.06, y - s * 0.4, s * 0.12, s * 0.4, '#742', edge) +
      (pen.chance(0.5)
        ? circle(x, y - s * 0.6, s * 0.32, hsl(hue, 60, 35), edge)
        : polygon(
            `${x - s * 0.3},${y - s * 0.25} ${x},${y - s} ${x + s * 0.3},${y - s * 0.25}`,
            hsl(hue, 60, 30),
            edge,
          ));
    const house = () =>
      rect(x, y - s * 0.5, s * 0.7, s * 0.5, pen.colour([50, 90]), edge) +
      polygon(
        `${x - s * 0.1},${y - s * 0.5} ${x + s * 0.35},${y - s * 0.95} ${x + s * 0.8},${y - s * 0.5}`,
        pen.colour([25, 55]),
        edge,
      ) +
      rect(x + s * 0.25, y - s * 0.25, s * 0.15, s * 0.25, '#531', edge);
    const person = () =>
      line(x, y - s * 0.3, x - s * 0.1, y, '#223', s * 0.08) +
      line(x, y - s * 0.3, x + s * 0.1, y, '#223', s * 0.08) +
      rect(x - s * 0.13, y - s * 0.65, s * 0.26, s * 0.4, pen.colour(), { rx: s * 0.08, ...edge }) +
      circle(x, y - s * 0.78, s * 0.14, pen.pick(['#fc9', '#a63', '#731']), edge);
    return pen.pick([
      tree,
      tree,
      house,
      person,
      () => emblem(pen, x, y - s * 0.4, s * 0.4, [pen.colour(), pen.colour(), '#222']),
    ])();
  };
  const sun = pen.chance(0.6)
    ? circle(width * pen.random(), height * 0.2, height * 0.09, pen.pick(['#fd2', '#fff', '#f64']))
    : '';
  return (
    sky + sun + pen.times(pen.whole(0, 4), cloud) + pen.times(pen.whole(1, 3), hill) + pen.times(pen.whole(1, 9), thing)
  );
};

export const CARTOONS: Record<string, Draw> = { character, scene };
