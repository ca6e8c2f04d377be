// Flags, icons, logos. Pure; runs in Node.
import { emblem, figure, star } from './figures.ts';
import { circle, type Draw, line, type Pen, polygon, rect, text } from './pen.ts';

export const flag: Draw = (pen, width, height) => {
  const colours = Array.from({ length: 5 }, () =>
    pen.pick(['#c8102e', '#00247d', '#fff', '#ffd100', '#007a3d', '#000', '#009fda', pen.colour()]),
  );
  const bands = pen.whole(2, pen.chance(0.2) ? 13 : 4);
  const upright = pen.chance(0.4);
  const band = (i: number) =>
    upright
      ? rect((i * width) / bands, 0, width / bands + 1, height, colours[i % (bands > 4 ? 2 : 5)])
      : rect(0, (i * height) / bands, width, height / bands + 1, colours[i % (bands > 4 ? 2 : 5)]);
  const ground = pen.chance(0.75) ? pen.times(bands, band) : rect(0, 0, width, height, colours[0]);
  const [cx, cy, thick] = [width * pen.pick([0.36, 0.5]), height / 2, height * pen.between(0.08, 0.2)];
  const cross = pen.chance(0.2)
    ? rect(cx - thick / 2, 0, thick, height, colours[3]) + rect(0, cy - thick / 2, width, thick, colours[3])
    : '';
  const diagonal = pen.chance(0.12)
    ? line(0, 0, width, height, colours[2], thick) + line(0, height, width, 0, colours[2], thick)
    : '';
  const wedge = pen.chance(0.2)
    ? polygon(`0,0 ${width * pen.between(0.25, 0.5)},${height / 2} 0,${height}`, colours[4])
    : '';
  const canton = pen.chance(0.2)
    ? rect(0, 0, width * 0.45, height * 0.5, colours[4]) +
      pen.times(pen.whole(1, 12), (i) =>
        polygon(
          star(width * (0.06 + 0.11 * (i % 4)), height * (0.1 + 0.15 * Math.floor(i / 4)), height * 0.06),
          '#fff',
        ),
      )
    : '';
  const arms = pen.chance(0.4)
    ? emblem(pen, pen.pick([cx, width / 2]), cy, height * pen.between(0.15, 0.35), colours)
    : '';
  const sheen = pen.chance(0.15)
    ? `<linearGradient id="w" x2="1"><stop stop-color="#000" stop-opacity=".3"/><stop offset=".4" stop-color="#fff" stop-opacity=".4"/><stop offset="1" stop-color="#000" stop-opacity=".3"/></linearGradient>${rect(0, 0, width, height, 'url(#w)')}`
    : '';
  return ground + diagonal + cross + wedge + canton + arms + sheen;
};

export const icon: Draw = (pen, width, height) => {
  const [x, y, radius] = [width / 2, height / 2, Math.min(width, height) * pen.between(0.3, 0.48)];
  const plain = pen.chance(0.4);
  const colours = plain ? [pen.pick(['#000', '#444', pen.colour()])] : [pen.colour(), pen.colour(), '#fff', '#222'];
  const ground = pen.chance(0.4)
    ? figureGround(pen, x, y, radius * 1.2)
    : pen.chance(0.3)
      ? rect(0, 0, width, height, pen.colour([5, 95]))
      : '';
  return ground + emblem(pen, x, y, radius, ground && plain ? ['#fff'] : colours);
};

/** The tile or disc under an icon, flat or shaded. */
function figureGround(pen: Pen, x: number, y: number, radius: number): string {
  const [from, to] = [pen.colour(), pen.colour()];
  const shade = `<linearGradient id="t" x2="${pen.random().toFixed(2)}" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
  const fill = pen.chance(0.5) ? 'url(#t)' : from;
  return (
    shade +
    (pen.chance(0.4)
      ? circle(x, y, radius, fill)
      : rect(x - radius, y - radius, 2 * radius, 2 * radius, fill, { rx: radius * pen.between(0, 0.6) }))
  );
}

export const outline: Draw = (pen, width, height) => {
  const stroke = pen.pick(['#000', '#333', '#fff', pen.colour()]);
  const paper = stroke === '#fff' ? pen.colour([5, 40]) : pen.pick(['none', '#fff', pen.colour([80, 97])]);
  const style = {
    stroke,
    'stroke-width': Math.min(width, height) * pen.between(0.01, 0.06),
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  };
  const radius = Math.min(width, height) * 0.4;
  return (
    rect(0, 0, width, height, paper) +
    pen.times(pen.whole(2, 6), () =>
      figure(
        pen,
        width * pen.between(0.35, 0.65),
        height * pen.between(0.35, 0.65),
        radius * pen.between(0.2, 1),
        'none',
        style,
      ),
    )
  );
};

const logo: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const paper = pen.chance(0.5) ? 'none' : theme.paper;
  const ink = paper === 'none' ? '#222' : theme.ink;
  const stacked = pen.chance(0.4);
  const radius = stacked ? height * 0.27 : Math.min(height * 0.4, width * 0.18);
  const [x, y] = stacked ? [width / 2, height * 0.36] : [width * 0.2, height / 2];
  const size = stacked ? height * 0.16 : Math.min(height * 0.5, width * 0.14);
  const style = {
    'font-family': theme.font,
    'font-weight': pen.pick(['bold', 'normal']),
    'text-anchor': stacked ? 'middle' : 'start',
  };
  const name = text(
    stacked ? width / 2 : width * 0.4,
    stacked ? height * 0.85 : height / 2 + size * 0.35,
    size,
    pen.words(1),
    pen.pick([ink, theme.accents[0]]),
    style,
  );
  return rect(0, 0, width, height, paper) + emblem(pen, x, y, radius, theme.accents) + name;
};

export const ICONS: Record<string, Draw> = { flag, icon, outline, logo };
