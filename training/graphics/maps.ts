// Maps of countries and streets. Pure; runs in Node.
import { circle, type Draw, group, line, type Pen, path, polygon, rect, text } from './pen.ts';

export const place = (pen: Pen, x: number, y: number, size: number, ink: string) =>
  circle(x, y, size * 0.25, ink) + text(x + size * 0.5, y + size * 0.3, size, pen.words(1), ink);

/** Countries or districts: rough polygons side by side, coloured by kind or by value. */
const regions: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const sea = pen.pick(['#aadaff', '#cfe8f5', '#fff', theme.paper, pen.colour([70, 95])]);
  const shades = pen.chance(0.5) ? pen.shades() : Array.from({ length: 6 }, () => pen.colour([60, 88]));
  const edge = {
    stroke: pen.pick(['#fff', '#555', '#a66']),
    'stroke-width': pen.between(0.5, 3),
    'stroke-linejoin': 'round',
  };
  const [columns, rows] = [pen.whole(2, 8), pen.whole(2, 7)];
  const jitter = pen.between(0.2, 0.5);
  const corners = Array.from({ length: columns + 1 }, (_, i) =>
    Array.from({ length: rows + 1 }, (_, j) => [
      (i + 0.5 + jitter * pen.between(-1, 1)) * (width / (columns + 1)),
      (j + 0.5 + jitter * pen.between(-1, 1)) * (height / (rows + 1)),
    ]),
  );
  const wiggles = pen.whole(4, 12);
  const border = new Map<string, string[]>();
  const side = (a: number[], b: number[]) => {
    const key = `${a}|${b}`;
    const back = border.get(`${b}|${a}`);
    if (back) return back.toReversed();
    const step = Math.hypot(b[0] - a[0], b[1] - a[1]) * 0.09;
    const points = Array.from({ length: wiggles + 1 }, (_, k) =>
      [0, 1]
        .map((d) => (a[d] + ((b[d] - a[d]) * k) / wiggles + (k % wiggles ? step * pen.between(-1, 1) : 0)).toFixed(1))
        .join(),
    );
    border.set(key, points);
    return points;
  };
  const region = (i: number, j: number) => {
    if (pen.chance(0.2)) return '';
    const ring = [corners[i][j], corners[i + 1][j], corners[i + 1][j + 1], corners[i][j + 1]];
    const outline = ring.flatMap((corner, k) => side(corner, ring[(k + 1) % 4])).join(' ');
    const [x, y] = [(ring[0][0] + ring[2][0]) / 2, (ring[0][1] + ring[2][1]) / 2];
    return polygon(outline, pen.pick(shades), edge) + (pen.chance(0.5) ? place(pen, x, y, height * 0.025, '#333') : '');
  };
  const rivers = pen.chance(0.4)
    ? path(pen.curve(0, 0, width, height, 3), 'none', { stroke: '#59c', 'stroke-width': 2 })
    : '';
  return rect(0, 0, width, height, sea) + pen.times(columns, (i) => pen.times(rows, (j) => region(i, j))) + rivers;
};

const streets: Draw = (pen, width, height) => {
  const night = pen.chance(0.25);
  const [ground, road, edge] = night
    ? ['#242f3e', '#38414e', '#746855']
    : [pen.pick(['#f2efe9', '#e9e5dc', '#fff']), pen.pick(['#fff', '#fbe9a0', '#ddd']), '#c9c2b5'];
  const size = Math.max(width, height);
  const park = () =>
    polygon(
      pen.blob(width * pen.random(), height * pen.random(), size * pen.between(0.04, 0.2), pen.whole(4, 10), 0.3),
      night ? '#263c3f' : pen.pick(['#c8e6b0', '#add19e', '#aad3df', '#e0dfdf']),
    );
  const houses = pen.chance(0.5)
    ? pen.times(80, () =>
        rect(
          width * pen.random(),
          height * pen.random(),
          size * pen.between(0.01, 0.04),
          size * pen.between(0.01, 0.03),
          night ? '#333d4d' : '#d9d0c9',
        ),
      )
    : '';
  const turn = pen.between(-30, 30);
  const [gap, thick] = [size / pen.between(6, 20), pen.between(2, 8)];
  const grid = (across: boolean) =>
    pen.times(30, (i) => {
      const at = (i - 8) * gap + gap * pen.between(-0.3, 0.3);
      const ends: [number, number, number, number] = across
        ? [-size, at, 2 * size, at + gap * pen.between(-1, 1)]
        : [at, -size, at + gap * pen.between(-1, 1), 2 * size];
      return line(...ends, edge, thick + 1.5) + line(...ends, road, thick);
    });
  const highway = path(pen.curve(0, 0, width, height, 2), 'none', {
    stroke: pen.pick(['#f9b29c', '#e892a2', '#fcd6a4', '#89a']),
    'stroke-width': thick * 2,
  });
  const names = pen.times(pen.whole(3, 14), () =>
    text(width * pen.random(), height * pen.random(), size * 0.022, pen.words(2), night ? '#d59563' : '#444'),
  );
  const pin = pen.chance(0.4)
    ? circle(width / 2, height / 2, size * 0.03, '#e33', { stroke: '#fff', 'stroke-width': 3 })
    : '';
  return (
    rect(0, 0, width, height, ground) +
    pen.times(pen.whole(2, 9), park) +
    houses +
    group(`rotate(${turn} ${width / 2} ${height / 2})`, grid(true) + grid(false)) +
    highway +
    names +
    pin
  );
};

export const MAPS: Record<string, Draw> = { regions, streets };
