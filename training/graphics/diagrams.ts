// Pies, heat maps, box plots, radar charts, flow charts. Pure; runs in Node.
import { axes, legend } from './chart-frame.ts';
import { circle, type Draw, hsl, line, path, polygon, rect, text } from './pen.ts';

export const pie: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const radius = Math.min(width, height) * pen.between(0.25, 0.46);
  const [x, y] = [width * pen.between(0.4, 0.6), height / 2];
  let angle = pen.between(0, 6);
  const count = pen.whole(2, 9);
  const slice = (i: number) => {
    const sweep = i === count - 1 ? 1.2 : pen.between(0.2, 1.4);
    const corner = (a: number) => `${x + radius * Math.cos(a)},${y + radius * Math.sin(a)}`;
    const drawn = path(
      `M${x},${y} L${corner(angle)} A${radius},${radius} 0 0 1 ${corner(angle + sweep)} Z`,
      theme.accents[i % 6],
      { stroke: theme.paper, 'stroke-width': 2 },
    );
    angle += sweep;
    return (
      drawn +
      text(
        x + radius * 1.1 * Math.cos(angle - sweep / 2),
        y + radius * 1.1 * Math.sin(angle - sweep / 2),
        radius * 0.12,
        `${pen.whole(2, 60)}%`,
        theme.ink,
      )
    );
  };
  const hole = pen.chance(0.4) ? circle(x, y, radius * pen.between(0.3, 0.75), theme.paper) : '';
  return (
    rect(0, 0, width, height, theme.paper) +
    circle(x, y, radius, theme.accents[5]) +
    pen.times(count, slice) +
    hole +
    legend(pen, { x: 0, y: 0, width, height }, theme, count)
  );
};

/** Heat maps, correlation tables, spectrograms, contour plots in steps. */
export const heat: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const { inner, drawn } = axes(pen, width, height, theme);
  const [columns, rows, hue, turn, noise] = [
    pen.whole(4, 40),
    pen.whole(3, 30),
    pen.between(0, 360),
    pen.between(-240, 240),
    pen.random(),
  ];
  const [a, b, c] = [pen.between(0, 9), pen.between(0, 9), pen.between(0, 9)];
  const [w, h] = [inner.width / columns, inner.height / rows];
  const cell = (i: number, j: number) => {
    const smooth = 0.5 + 0.5 * Math.sin((a * i) / columns + c) * Math.cos((b * j) / rows + c);
    const value = smooth * (1 - noise) + pen.random() * noise;
    return rect(inner.x + i * w, inner.y + j * h, w + 0.5, h + 0.5, hsl(hue + turn * value, 70, 15 + 75 * value));
  };
  return drawn + pen.times(columns, (i) => pen.times(rows, (j) => cell(i, j)));
};

export const boxes: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const { inner, drawn } = axes(pen, width, height, theme);
  const count = pen.whole(3, 40);
  const step = inner.width / count;
  return (
    drawn +
    pen.times(count, (i) => {
      const [middle, half] = [inner.y + inner.height * pen.between(0.2, 0.8), inner.height * pen.between(0.02, 0.18)];
      const x = inner.x + (i + 0.5) * step;
      return (
        line(x, middle - 2 * half, x, middle + 2 * half, theme.ink, 1) +
        rect(x - step * 0.3, middle - half, step * 0.6, 2 * half, theme.accents[i % 2], { stroke: theme.ink })
      );
    })
  );
};

/** Flow charts, organisation charts, networks. */
const diagram: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const count = pen.whole(4, 22);
  const [w, h] = [width / pen.between(4, 9), height / pen.between(6, 12)];
  const tidy = pen.chance(0.5);
  const nodes = Array.from({ length: count }, (_, i) =>
    tidy
      ? { x: width * (0.15 + 0.23 * (i % 4)), y: height * (0.1 + 0.2 * Math.floor(i / 4)) }
      : { x: width * pen.between(0.1, 0.9), y: height * pen.between(0.1, 0.9) },
  );
  const shape = pen.pick(['box', 'round', 'circle', 'dot']);
  const links = nodes.slice(1).map((node, i) => {
    const to = nodes[pen.whole(0, i)];
    return line(node.x, node.y, to.x, to.y, theme.ink, pen.between(0.8, 2.5));
  });
  const node = ({ x, y }: { x: number; y: number }, i: number) => {
    const fill = pen.chance(0.7) ? theme.accents[i % 6] : theme.paper;
    const drawn =
      shape === 'dot'
        ? circle(x, y, h * 0.2, fill)
        : shape === 'circle'
          ? circle(x, y, h * 0.7, fill, { stroke: theme.ink })
          : rect(x - w / 2, y - h / 2, w, h, fill, { stroke: theme.ink, rx: shape === 'round' ? h / 2 : 0 });
    return (
      drawn +
      (shape === 'dot'
        ? ''
        : text(x, y + h * 0.12, h * 0.32, pen.words(1), theme.ink, {
            'text-anchor': 'middle',
            'font-family': theme.font,
          }))
    );
  };
  return rect(0, 0, width, height, theme.paper) + links.join('') + nodes.map(node).join('');
};

const radar: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const [x, y, radius, count] = [width / 2, height / 2, Math.min(width, height) * 0.42, pen.whole(3, 12)];
  const spokes = pen.times(count, (i) =>
    line(x, y, x + radius * Math.cos((i / count) * 6.283), y + radius * Math.sin((i / count) * 6.283), '#999', 1),
  );
  const rings = pen.times(5, (i) => circle(x, y, (radius * (i + 1)) / 5, 'none', { stroke: '#aaa' }));
  return (
    rect(0, 0, width, height, theme.paper) +
    rings +
    spokes +
    pen.times(pen.whole(1, 3), (k) =>
      polygon(pen.blob(x, y, radius * 0.6, count, 0.5), theme.accents[k], {
        opacity: 0.5,
        stroke: theme.accents[k],
        'stroke-width': 2,
      }),
    )
  );
};

export const DIAGRAMS: Record<string, Draw> = { pie, heat, boxes, diagram, radar };
