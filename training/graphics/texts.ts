// Pictures of text: pages, newspapers, code, quotes. Pure; runs in Node.
import { type Draw, type Pen, rect, type Theme, text } from './pen.ts';

/** Lines of text in a column; returns them all. `left` may be ragged like code. */
function lines(
  pen: Pen,
  box: [x: number, y: number, width: number, height: number],
  size: number,
  theme: Theme,
): string {
  const [x, y, width, height] = box;
  const script = pen.script();
  const gap = size * pen.between(1.15, 1.8);
  const perWord = size * (script && script[0] > 0x3000 ? 3.6 : 2.9);
  const weight = pen.pick(['normal', 'normal', 'bold']);
  return pen.times(Math.floor(height / gap), (i) => {
    const short = pen.chance(0.15) ? pen.between(0.2, 0.9) : 1;
    const words = pen.words(Math.max(1, Math.floor((width / perWord) * short)), script);
    return text(x, y + (i + 1) * gap, size, words, theme.ink, { 'font-family': theme.font, 'font-weight': weight });
  });
}

export const sheet = (width: number, height: number, theme: Theme) => rect(0, 0, width, height, theme.paper);

const page: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const margin = width * pen.between(0.02, 0.14);
  const size = height / pen.between(12, 55);
  const heading = pen.chance(0.6);
  const top = heading ? size * 4 : margin / 2;
  const title = text(margin, top * 0.8, size * 1.9, pen.words(4), pen.pick([theme.ink, theme.accents[0]]), {
    'font-family': theme.font,
    'font-weight': 'bold',
  });
  return (
    sheet(width, height, theme) +
    (heading ? title : '') +
    lines(pen, [margin, top, width - 2 * margin, height - top], size, theme)
  );
};

const columns: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const count = pen.whole(2, 4);
  const size = height / pen.between(25, 60);
  const step = width / count;
  const top = height * pen.between(0.05, 0.3);
  const title = text(width * 0.04, top * 0.75, top * 0.5, pen.words(3), theme.ink, {
    'font-family': theme.font,
    'font-weight': 'bold',
  });
  const picture = pen.chance(0.4)
    ? rect(step * 0.1, height * 0.5, step * 0.8, height * 0.2, pen.pick(theme.accents))
    : '';
  return (
    sheet(width, height, theme) +
    title +
    pen.times(count, (i) => lines(pen, [(i + 0.08) * step, top, step * 0.8, height - top], size, theme)) +
    picture
  );
};

const code: Draw = (pen, width, height) => {
  const dark = pen.chance(0.6);
  const theme = { ...pen.theme(), font: 'monospace' };
  const size = height / pen.between(14, 40);
  const colours = theme.accents.map(() => pen.colour(dark ? [60, 85] : [20, 45]));
  let indent = 0;
  const rows = pen.times(Math.floor(height / size / 1.3), (i) => {
    indent = Math.max(0, Math.min(5, indent + pen.whole(-1, 1)));
    let x = size * (2 + indent * 2);
    return pen.times(pen.chance(0.12) ? 0 : pen.whole(1, 6), () => {
      const word = pen.words(1) + pen.pick(['(', ');', ' =', ' {', '.', ',', ' =>', ': ', '[0]', '']);
      const written = text(x, (i + 1) * size * 1.3, size, word, pen.pick(colours), { 'font-family': theme.font });
      x += (word.length + 1) * size * 0.6;
      return written;
    });
  });
  const gutter = pen.chance(0.5)
    ? pen.times(40, (i) => text(2, (i + 1) * size * 1.3, size * 0.8, String(i + 1), '#888'))
    : '';
  return rect(0, 0, width, height, dark ? pen.colour([3, 18], [0, 40]) : '#fdfdf6') + rows + gutter;
};

/** A few large words on a plain or shaded ground: quotes, sale signs, title slides, memes. */
const quote: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const rows = pen.whole(1, 6);
  const size = Math.min(height / (rows * 1.5), width / pen.between(5, 14));
  const ground = pen.chance(0.3)
    ? `<linearGradient id="g" x2="${pen.random()}" y2="1"><stop stop-color="${theme.paper}"/><stop offset="1" stop-color="${theme.accents[0]}"/></linearGradient>${rect(0, 0, width, height, 'url(#g)')}`
    : sheet(width, height, theme);
  const script = pen.script();
  const style = { 'text-anchor': 'middle', 'font-family': theme.font, 'font-weight': pen.pick(['bold', 'normal']) };
  const band = pen.chance(0.4) ? rect(0, height * pen.between(0.7, 0.9), width, height * 0.3, theme.accents[1]) : '';
  const frame = pen.chance(0.3)
    ? rect(width * 0.04, height * 0.04, width * 0.92, height * 0.92, 'none', { stroke: theme.ink, 'stroke-width': 3 })
    : '';
  const offset = (height - rows * size * 1.3) / 2;
  return (
    ground +
    band +
    frame +
    pen.times(rows, (i) =>
      text(width / 2, offset + (i + 0.8) * size * 1.3, size, pen.words(pen.whole(1, 3), script), theme.ink, style),
    )
  );
};

export const TEXTS: Record<string, Draw> = { page, columns, code, quote };
