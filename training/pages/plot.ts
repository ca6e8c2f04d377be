// Draws plots as one standalone SVG, light and dark, with their content in words for those who do not see them. Runs in Node.

import { MARKERS } from './markers.ts';

export interface Point {
  x: number;
  y: number;
  /** Shown on hovering. */
  tooltip: string;
  /** Written beside it. */
  label?: string;
}

export interface Series {
  colour: 'loss' | 'score' | 'third';
  points: Point[];
  /** In the legend; needed where a panel has several. */
  name?: string;
  /** Distinguishes series without their colours. */
  marker?: keyof typeof MARKERS;
  line?: boolean;
}

export interface Panel {
  title: string;
  /** Under the axis from left to right. */
  across: string;
  /** Where the grid lines are; without them round numbers that enclose the data. */
  ticks: { across: number[]; up?: number[] };
  /** Pixels that it is higher than usual. */
  taller?: number;
  series: Series[];
}

interface Scale {
  ticks: number[];
  place: (value: number) => number;
}

const WIDTH = 640;
const FRAME = { height: 240, left: 56, right: 616, top: 44, bottom: 196 };

/** Both themes keep text and lines at 4.5:1 or more against the ground. */
const STYLE = `
  svg { --ground: #fff; --ink: #1f2328; --grid: #d0d7de; --loss: #b3400a; --score: #0b5cad; --third: #6b3fa0 }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #0d1117; --ink: #e6edf3; --grid: #30363d; --loss: #ff9d5c; --score: #6cb6ff; --third: #c9a6ff }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink) }
  .title { font-weight: 600 }
  .ground { fill: var(--ground) }
  .grid { stroke: var(--grid) }
  .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
  .loss { stroke: var(--loss) }
  .score { stroke: var(--score) }
  .third { stroke: var(--third) }
  .point { fill: var(--ground); stroke-width: 2 }`;

/** Panels one below the other. `description` says what they show. */
export function plot(title: string, description: string, panels: Panel[]): string {
  const offsets = panels.map((_, i) => panels.slice(0, i).reduce((sum, panel) => sum + heightOf(panel), 0));
  const height = panels.reduce((sum, panel) => sum + heightOf(panel), 0);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}"
  role="img" aria-labelledby="title" aria-describedby="desc">
<title id="title">${title}</title>
<desc id="desc">${description}</desc>
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${height}"/>
${panels.map((panel, i) => `<g transform="translate(0 ${offsets[i]})">\n${draw(panel)}\n</g>`).join('\n')}
</svg>
`;
}

/** Names that stand beside the title; more get rows of their own below it. */
const NAMES_BESIDE_TITLE = 3;
const NAMES_IN_ROW = 4;
const ROW_HEIGHT = 22;
const rowsOfNames = (series: Series[]) => {
  const names = series.filter(({ name }) => name).length;
  return names > NAMES_BESIDE_TITLE ? Math.ceil(names / NAMES_IN_ROW) : 0;
};
const heightOf = ({ taller = 0, series }: Panel) => FRAME.height + taller + ROW_HEIGHT * rowsOfNames(series);

function draw(panel: Panel): string {
  const { title, across, series } = panel;
  const { across: acrossTicks, up: upTicks } = panel.ticks;
  const bottom = FRAME.bottom + heightOf(panel) - FRAME.height;
  const top = FRAME.top + ROW_HEIGHT * rowsOfNames(series);
  const right = scale(acrossTicks, FRAME.left, FRAME.right);
  const heights = series.flatMap(({ points }) => points.map(({ y }) => y));
  const up = scale(upTicks ?? ticks(heights), bottom, top);
  return [
    `<text class="title" x="${FRAME.left}" y="24">${title}</text>`,
    ...up.ticks.map((tick) => horizontal(tick, up)),
    ...right.ticks.map((tick) => text(right.place(tick), bottom + 20, String(tick), 'middle')),
    text((FRAME.left + FRAME.right) / 2, bottom + 38, across, 'middle'),
    ...series.map((one) => drawSeries(one, right, up)),
    ...legend(series),
  ].join('\n');
}

function drawSeries({ colour, points, marker = 'circle', line = true }: Series, right: Scale, up: Scale): string {
  const placed = points.map((point) => ({ ...point, x: right.place(point.x), y: up.place(point.y) }));
  const curve = `<polyline class="curve ${colour}" points="${placed.map(({ x, y }) => `${x},${y}`).join(' ')}"/>`;
  const dots = placed.map(({ x, y, tooltip, label }) => {
    const dot = `<path class="point ${colour}" d="${MARKERS[marker](x, y)}"><title>${tooltip}</title></path>`;
    return label ? dot + text(x + 10, y + 16, label, 'start') : dot;
  });
  return [...(line ? [curve] : []), ...dots].join('\n');
}

/** Names with their markers: a few in a row at the top right, many in rows below the title. */
function legend(series: Series[]): string[] {
  const named = series.filter(({ name }) => name);
  return named.map(({ name = '', colour, marker = 'circle' }, i) => {
    const beside = named.length <= NAMES_BESIDE_TITLE;
    const x = beside ? FRAME.right - 110 * (named.length - i) : FRAME.left + 4 + 140 * (i % NAMES_IN_ROW);
    const y = beside ? 20 : 20 + ROW_HEIGHT * (1 + Math.floor(i / NAMES_IN_ROW));
    return `<path class="point ${colour}" d="${MARKERS[marker](x, y)}"/>${text(x + 10, y + 4, name, 'start')}`;
  });
}

function horizontal(tick: number, up: Scale): string {
  const y = up.place(tick);
  const line = `<line class="grid" x1="${FRAME.left}" x2="${FRAME.right}" y1="${y}" y2="${y}"/>`;
  return line + text(FRAME.left - 8, y + 4, String(tick), 'end');
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${content}</text>`;
}

function scale(ticks: number[], from: number, to: number): Scale {
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const place = (value: number) => Number((from + ((value - low) / (high - low)) * (to - from)).toFixed(1));
  return { ticks, place };
}

/** Round numbers, 1, 2 or 5 times a power of ten apart, that enclose all values. */
export function ticks(values: number[], leastStep = 0): number[] {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const rough = (greatest - least || Math.abs(greatest) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(leastStep, power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10));
  const first = Math.floor(least / step);
  const count = Math.max(1, Math.ceil(greatest / step) - first);
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}
