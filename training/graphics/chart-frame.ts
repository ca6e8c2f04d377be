// What charts have in common: paper, axes, labels, legend. Pure; runs in Node.
import { line, type Pen, rect, type Theme, text } from './pen.ts';

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Paper, axes, grid, title and legend; returns the inner box. Any of them may be missing, as in published charts. */
export function axes(pen: Pen, width: number, height: number, theme: Theme): { inner: Frame; drawn: string } {
  const margin = pen.between(0.03, 0.16);
  const inner = {
    x: width * margin,
    y: height * margin,
    width: width * (1 - 1.5 * margin),
    height: height * (1 - 2 * margin),
  };
  const size = Math.max(6, height * margin * 0.35);
  const { x, y } = inner;
  const [right, bottom] = [x + inner.width, y + inner.height];
  const ticks = pen.whole(3, 9);
  const grid = pen.chance(0.6)
    ? pen.times(ticks, (i) =>
        line(x, y + (i * inner.height) / ticks, right, y + (i * inner.height) / ticks, '#8888', 1),
      )
    : '';
  const style = { 'font-family': theme.font };
  const labels = pen.chance(0.85)
    ? pen.times(ticks, (i) =>
        text(x - size * 2.2, y + ((i + 0.5) * inner.height) / ticks, size, String(pen.whole(0, 500)), theme.ink, style),
      ) +
      pen.times(ticks, (i) =>
        text(
          x + (i * inner.width) / ticks,
          bottom + size * 1.4,
          size,
          pen.chance(0.5) ? String(2000 + i) : pen.words(1).slice(0, 5),
          theme.ink,
          style,
        ),
      )
    : '';
  const title = pen.chance(0.6) ? text(x, y * 0.7, size * 1.5, pen.words(5), theme.ink, style) : '';
  const box = pen.pick(['box', 'corner', 'none']);
  const frame =
    box === 'box'
      ? rect(x, y, inner.width, inner.height, pen.pick(['none', '#e8e8f0', 'none']), { stroke: theme.ink })
      : '';
  const corner =
    box === 'corner' ? line(x, y, x, bottom, theme.ink, 1.5) + line(x, bottom, right, bottom, theme.ink, 1.5) : '';
  return { inner, drawn: rect(0, 0, width, height, theme.paper) + frame + grid + corner + labels + title };
}

export function legend(pen: Pen, { x, y, width }: Frame, theme: Theme, count: number): string {
  if (pen.chance(0.5)) return '';
  const size = width * 0.035;
  return pen.times(
    count,
    (i) =>
      rect(x + width * 0.7, y + size * (1.5 * i + 1), size, size, theme.accents[i % 6]) +
      text(x + width * 0.7 + size * 1.5, y + size * (1.5 * i + 1.9), size, pen.words(1), theme.ink),
  );
}
