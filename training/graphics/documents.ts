// Pictures of documents: receipts, tables, handwriting, notes. Pure; runs in Node.

import { type Draw, group, line, path, rect, text } from './pen.ts';
import { sheet } from './texts.ts';

const receipt: Draw = (pen, width, height) => {
  const theme = { ...pen.theme(), font: pen.pick(['monospace', 'sans-serif']) };
  const size = height / pen.between(18, 36);
  const style = { 'font-family': theme.font };
  const row = (i: number) => {
    const y = (i + 4) * size * 1.35;
    if (pen.chance(0.1)) return line(width * 0.06, y, width * 0.94, y, theme.ink, 1, { 'stroke-dasharray': '4 3' });
    return (
      text(width * 0.06, y, size, pen.words(2), theme.ink, style) +
      text(width * 0.94, y, size, pen.between(1, 99).toFixed(2), theme.ink, { ...style, 'text-anchor': 'end' })
    );
  };
  const head = text(width / 2, size * 2.6, size * 1.8, pen.words(2).toUpperCase(), theme.ink, {
    ...style,
    'text-anchor': 'middle',
  });
  return sheet(width, height, theme) + head + pen.times(Math.floor(height / size / 1.35) - 4, row);
};

const table: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const [rows, columns] = [pen.whole(4, 25), pen.whole(2, 9)];
  const [w, h] = [width / columns, height / rows];
  const size = Math.min(h * 0.6, w / 4);
  const striped = pen.chance(0.5)
    ? pen.times(Math.ceil(rows / 2), (i) => rect(0, 2 * i * h, width, h, theme.accents[5], { opacity: 0.25 }))
    : '';
  const head = pen.chance(0.6) ? rect(0, 0, width, h, theme.accents[0]) : '';
  const ruled = pen.chance(0.7)
    ? pen.times(rows, (i) => line(0, i * h, width, i * h, theme.ink, 1)) +
      pen.times(columns, (i) => line(i * w, 0, i * w, height, theme.ink, 1))
    : '';
  const cell = (i: number, j: number) =>
    text((j + 0.08) * w, (i + 0.7) * h, size, pen.chance(0.5) ? pen.words(1) : String(pen.whole(0, 9999)), theme.ink, {
      'font-family': theme.font,
    });
  return (
    sheet(width, height, theme) + striped + head + ruled + pen.times(rows, (i) => pen.times(columns, (j) => cell(i, j)))
  );
};

/** Strokes that look like writing in no known script; needs no font. */
const handwriting: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const size = height / pen.between(7, 22);
  const joined = pen.chance(0.5);
  const rule = pen.chance(0.4)
    ? pen.times(30, (i) => line(0, (i + 1) * size * 1.6, width, (i + 1) * size * 1.6, '#9bd', 1))
    : '';
  const word = (x: number, y: number, length: number) => {
    const turns = pen.times(length, (k) => {
      const from = x + k * size * 0.6;
      const [up, down] = [y - size * pen.between(0.4, 1.1), y + size * pen.between(-0.1, 0.4)];
      return `${joined && k > 0 ? 'S' : `M${from},${y} S`}${from + size * pen.random() * 0.5},${up} ${from + size * 0.4},${pen.chance(0.5) ? down : y}`;
    });
    return path(turns, 'none', {
      stroke: theme.ink,
      'stroke-width': size * pen.between(0.05, 0.12),
      'stroke-linecap': 'round',
    });
  };
  const rows = pen.times(Math.floor(height / size / 1.6), (i) => {
    let x = width * 0.05;
    return pen.times(pen.whole(1, 7), () => {
      const length = pen.whole(1, 8);
      const drawn = x + length * size * 0.6 < width ? word(x, (i + 1) * size * 1.6, length) : '';
      x += (length + 1) * size * 0.6;
      return drawn;
    });
  });
  return sheet(width, height, theme) + rule + group(`rotate(${pen.between(-4, 4)} ${width / 2} ${height / 2})`, rows);
};

const music: Draw = (pen, width, height) => {
  const staves = pen.whole(3, 9);
  const gap = height / staves / 11;
  const note = (x: number, y: number) =>
    `<ellipse cx="${x}" cy="${y}" rx="${gap * 0.7}" ry="${gap * 0.5}"/>${line(x + gap * 0.6, y, x + gap * 0.6, y - gap * 3.5, '#000', 1.5)}`;
  const stave = (i: number) => {
    const top = ((i + 0.25) * height) / staves;
    return (
      pen.times(5, (k) => line(10, top + k * gap, width - 10, top + k * gap, '#000', 1)) +
      pen.times(pen.whole(6, 24), () => note(pen.between(30, width - 20), top + pen.whole(-2, 10) * gap * 0.5))
    );
  };
  return rect(0, 0, width, height, pen.pick(['#fff', '#f6efdc', '#fffdf5'])) + pen.times(staves, stave);
};

export const DOCUMENTS: Record<string, Draw> = { receipt, table, handwriting, music };
