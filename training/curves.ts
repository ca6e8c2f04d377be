// Learning curves as one standalone SVG: training loss above, CIDEr-D on dev below. Runs in Node.

export interface Epoch {
  /** From 1. */
  epoch: number;
  /** Mean −log p of a word; absent in self-critical epochs. */
  trainLoss?: number;
  /** Mean CIDEr-D of sampled sentences; only in self-critical epochs. */
  reward?: number;
  ciderD: number;
  bleu4: number;
}

interface Panel {
  title: string;
  /** The class in STYLE. */
  colour: 'loss' | 'score';
  value: (epoch: Epoch) => number | undefined;
}

interface Scale {
  ticks: number[];
  place: (value: number) => number;
}

const WIDTH = 640;
const PANEL = { height: 240, left: 56, right: 616, top: 44, bottom: 196 };

const PANELS: Panel[] = [
  { title: 'Training loss', colour: 'loss', value: ({ trainLoss }) => trainLoss },
  { title: 'CIDEr-D of sampled sentences (self-critical)', colour: 'loss', value: ({ reward }) => reward },
  { title: 'CIDEr-D on dev', colour: 'score', value: ({ ciderD }) => ciderD },
];

/** Both themes keep text and lines at 4.5:1 or more against the ground. */
const STYLE = `
  svg { --ground: #fff; --ink: #1f2328; --grid: #d0d7de; --loss: #b3400a; --score: #0b5cad }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #0d1117; --ink: #e6edf3; --grid: #30363d; --loss: #ff9d5c; --score: #6cb6ff }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink) }
  .title { font-weight: 600 }
  .ground { fill: var(--ground) }
  .grid { stroke: var(--grid) }
  .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
  .loss { stroke: var(--loss) }
  .score { stroke: var(--score) }
  .point { fill: var(--ground); stroke-width: 2 }`;

/** Draws all epochs so far. @throws Error when there is none. */
export function learningCurves(epochs: Epoch[]): string {
  if (epochs.length === 0) throw new Error('No epoch to draw');
  const panels = PANELS.filter(({ value }) => epochs.some((epoch) => value(epoch) !== undefined));
  const height = PANEL.height * panels.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}"
  role="img" aria-labelledby="title" aria-describedby="desc">
<title id="title">Learning curves</title>
<desc id="desc">${describe(epochs)}</desc>
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${height}"/>
${panels.map((panel, i) => `<g transform="translate(0 ${i * PANEL.height})">\n${draw(panel, epochs)}\n</g>`).join('\n')}
</svg>
`;
}

/** What the curves show, for those who do not see them. */
function describe(epochs: Epoch[]): string {
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const best = epochs.reduce((a, b) => (b.ciderD > a.ciderD ? b : a));
  const losses = epochs.flatMap(({ trainLoss }) => trainLoss ?? []);
  const loss = `Training loss went from ${losses.at(0)?.toFixed(3)} to ${losses.at(-1)?.toFixed(3)}`;
  const score = `CIDEr-D on dev from ${first.ciderD.toFixed(3)} to ${last.ciderD.toFixed(3)}`;
  const peak = `best in epoch ${best.epoch}: ${best.ciderD.toFixed(3)}, with BLEU-4 ${best.bleu4.toFixed(1)}`;
  return `${loss}, ${score} over epochs ${first.epoch} to ${last.epoch}; ${peak}.`;
}

function draw({ title, colour, value }: Panel, epochs: Epoch[]): string {
  const across = scale(ticksOfEpochs(epochs), PANEL.left, PANEL.right);
  const measured = epochs.flatMap((epoch) => {
    const height = value(epoch);
    return height === undefined ? [] : [{ epoch: epoch.epoch, height }];
  });
  const up = scale(ticks(measured.map(({ height }) => height)), PANEL.bottom, PANEL.top);
  const points = measured.map(({ epoch, height }) => ({ x: across.place(epoch), y: up.place(height), epoch, height }));
  return [
    `<text class="title" x="${PANEL.left}" y="24">${title}</text>`,
    ...up.ticks.map((tick) => horizontal(tick, up)),
    ...across.ticks.map((tick) => text(across.place(tick), PANEL.bottom + 20, String(tick), 'middle')),
    text((PANEL.left + PANEL.right) / 2, PANEL.bottom + 38, 'Epoch', 'middle'),
    `<polyline class="curve ${colour}" points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}"/>`,
    ...points.map(({ x, y, epoch, height }) => {
      const tooltip = `<title>Epoch ${epoch}: ${height.toFixed(3)}</title>`;
      return `<circle class="point ${colour}" cx="${x}" cy="${y}" r="3.5">${tooltip}</circle>`;
    }),
  ].join('\n');
}

function horizontal(tick: number, up: Scale): string {
  const y = up.place(tick);
  const line = `<line class="grid" x1="${PANEL.left}" x2="${PANEL.right}" y1="${y}" y2="${y}"/>`;
  return line + text(PANEL.left - 8, y + 4, String(tick), 'end');
}

function text(x: number, y: number, content: string, anchor: 'middle' | 'end'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${content}</text>`;
}

function scale(ticks: number[], from: number, to: number): Scale {
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const place = (value: number) => Number((from + ((value - low) / (high - low)) * (to - from)).toFixed(1));
  return { ticks, place };
}

/** Round numbers, 1, 2 or 5 times a power of ten apart, that enclose all values. */
function ticks(values: number[], leastStep = 0): number[] {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const rough = (greatest - least || Math.abs(greatest) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(leastStep, power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10));
  const first = Math.floor(least / step);
  const count = Math.max(1, Math.ceil(greatest / step) - first);
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

/** Whole numbers only. */
const ticksOfEpochs = (epochs: Epoch[]): number[] => ticks([0, ...epochs.map(({ epoch }) => epoch)], 1);
