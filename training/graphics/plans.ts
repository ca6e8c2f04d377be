// Metro maps, contour maps, floor plans, blueprints. Pure; runs in Node.
import { place } from './maps.ts';
import { circle, type Draw, ellipse, hsl, line, path, polygon, rect, text } from './pen.ts';

/** Coloured lines with stations. */
const metro: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const size = Math.min(width, height);
  const route = () => {
    const colour = pen.colour([35, 60]);
    let [x, y] = [width * pen.random(), height * pen.random()];
    const stops: string[] = [];
    const d = Array.from({ length: pen.whole(3, 9) }, (_, i) => {
      const [angle, step] = [(pen.whole(0, 7) * Math.PI) / 4, size * pen.between(0.08, 0.3)];
      x = Math.min(width * 0.95, Math.max(width * 0.05, x + step * Math.cos(angle)));
      y = Math.min(height * 0.95, Math.max(height * 0.05, y + step * Math.sin(angle)));
      stops.push(
        circle(x, y, size * 0.012, '#fff', { stroke: '#000', 'stroke-width': 2 }) +
          text(x + size * 0.02, y - size * 0.01, size * 0.025, pen.words(1), theme.ink),
      );
      return `${i ? 'L' : 'M'}${x.toFixed(1)},${y.toFixed(1)}`;
    }).join(' ');
    return (
      path(d, 'none', { stroke: colour, 'stroke-width': size * 0.018, 'stroke-linejoin': 'round' }) + stops.join('')
    );
  };
  return rect(0, 0, width, height, theme.paper) + pen.times(pen.whole(3, 9), route);
};

/** Height lines, or bands of height or weather. */
const contours: Draw = (pen, width, height) => {
  const filled = pen.chance(0.5);
  const ink = pen.pick(['#b5835a', '#789', '#383', '#c96']);
  const hue = pen.pick([100, 30, 210, pen.between(0, 360)]);
  const hills = pen.times(pen.whole(2, 6), () => {
    const [x, y, r, corners] = [
      width * pen.random(),
      height * pen.random(),
      Math.max(width, height) * pen.between(0.15, 0.5),
      pen.whole(9, 18),
    ];
    const rings = pen.whole(4, 14);
    const spread = Array.from({ length: corners }, () => pen.between(0.6, 1.3));
    return pen.times(rings, (i) => {
      const points = spread.map(
        (value, k) =>
          `${(x + r * (1 - i / rings) * value * Math.cos((k / corners) * 6.2832)).toFixed(1)},${(y + r * (1 - i / rings) * value * Math.sin((k / corners) * 6.2832)).toFixed(1)}`,
      );
      return polygon(points.join(' '), filled ? hsl(hue - i * 9, 50, 85 - (i * 50) / rings) : 'none', {
        stroke: ink,
        'stroke-width': i % 5 ? 0.7 : 1.6,
      });
    });
  });
  const labels = pen.times(pen.whole(0, 8), () =>
    place(pen, width * pen.random(), height * pen.random(), height * 0.03, '#222'),
  );
  return rect(0, 0, width, height, pen.pick(['#fffdf2', '#e6f0d8', '#dcecf5'])) + hills + labels;
};

/** Floor plans, blueprints, circuit boards: right angles and small marks. */
const plan: Draw = (pen, width, height) => {
  const [paper, ink] = pen.pick([
    ['#fff', '#111'],
    ['#1d4e89', '#dff'],
    ['#0b3d0b', '#c9a227'],
    ['#f7f3e8', '#345'],
    ['#fff', '#27c'],
  ]);
  const size = Math.min(width, height);
  const thick = size * pen.between(0.004, 0.018);
  const grid = pen.chance(0.4)
    ? pen.times(
        30,
        (i) =>
          line((i * width) / 30, 0, (i * width) / 30, height, ink, 0.25) +
          line(0, (i * height) / 30, width, (i * height) / 30, ink, 0.25),
      )
    : '';
  const room = (x: number, y: number, w: number, h: number, depth: number): string => {
    const here = rect(x, y, w, h, 'none', { stroke: ink, 'stroke-width': thick });
    if (depth === 0 || Math.min(w, h) < size * 0.15)
      return (
        here +
        (pen.chance(0.6)
          ? text(x + w * 0.2, y + h / 2, Math.min(w, h) * 0.14, pen.words(1), ink)
          : path(`M${x},${y} A${w * 0.4},${w * 0.4} 0 0 1 ${x + w * 0.3},${y + w * 0.3}`, 'none', { stroke: ink }))
      );
    const cut = pen.between(0.3, 0.7);
    return (
      here +
      (pen.chance(w / (w + h))
        ? room(x, y, w * cut, h, depth - 1) + room(x + w * cut, y, w * (1 - cut), h, depth - 1)
        : room(x, y, w, h * cut, depth - 1) + room(x, y + h * cut, w, h * (1 - cut), depth - 1))
    );
  };
  const trace = () => {
    const [x, y, a, b] = [
      width * pen.random(),
      height * pen.random(),
      width * pen.between(-0.3, 0.3),
      height * pen.between(-0.3, 0.3),
    ];
    return (
      path(`M${x},${y} h${a} l${b * 0.3},${b * 0.3} v${b}`, 'none', { stroke: ink, 'stroke-width': thick }) +
      circle(x, y, thick * 2.5, ink) +
      ellipse(x + a, y, thick * 3, thick * 3, 'none', { stroke: ink })
    );
  };
  return (
    rect(0, 0, width, height, paper) +
    grid +
    (pen.chance(0.6)
      ? room(width * 0.06, height * 0.06, width * 0.88, height * 0.88, pen.whole(2, 5))
      : pen.times(pen.whole(15, 60), trace))
  );
};

export const PLANS: Record<string, Draw> = { metro, contours, plan };
