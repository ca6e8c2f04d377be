// Screenshots of programs: windows, dialogs, dashboards, spreadsheets, calendars. Pure; runs in Node.
import { CARTOONS } from './cartoons.ts';
import { CHARTS } from './charts.ts';
import { controls, fill, inset, label, photoLike } from './controls.ts';
import { DIAGRAMS } from './diagrams.ts';
import { DOCUMENTS } from './documents.ts';
import { circle, type Draw, line, rect, text } from './pen.ts';

const window: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const desktop = pen.chance(0.4) ? inset(pen.chance(0.5) ? photoLike : CARTOONS.scene, pen, 0, 0, width, height) : '';
  const [x, y] = desktop ? [width * pen.between(0.04, 0.2), height * pen.between(0.04, 0.2)] : [0, 0];
  const [w, h] = [width - 2 * x, height - 2 * y];
  const bar = h * pen.between(0.04, 0.09);
  const buttons = pen.times(3, (i) =>
    pen.chance(0.5)
      ? circle(x + w - bar * (0.6 + i), y + bar / 2, bar * 0.25, ['#e55', '#eb3', '#5b5'][i])
      : line(x + w - bar * (0.8 + i), y + bar * 0.6, x + w - bar * (0.4 + i), y + bar * 0.6, theme.ink, 1.5),
  );
  const menu = pen.chance(0.6)
    ? pen.times(6, (i) => label(pen, x + 8 + i * w * 0.09, y + bar * 1.75, bar * 0.45, 1, theme.ink, theme))
    : '';
  const tools = pen.chance(0.6)
    ? pen.times(12, (i) =>
        rect(x + 8 + i * bar * 1.2, y + bar * 2.2, bar * 0.8, bar * 0.8, theme.accents[i % 6], { rx: 2 }),
      )
    : '';
  const top = y + bar * (tools ? 3.3 : 2.1);
  const side = pen.chance(0.5) ? w * pen.between(0.15, 0.35) : 0;
  const panel = side
    ? rect(x, top, side, y + h - top, '#8883') + controls(pen, x + 6, top + 6, side - 12, y + h - top - 12, theme)
    : '';
  const title = label(pen, x + w * 0.3, y + bar * 0.7, bar * 0.5, 3, theme.ink, theme);
  return (
    desktop +
    rect(x, y, w, h, theme.paper, { stroke: '#777' }) +
    rect(x, y, w, bar, pen.pick([theme.accents[0], '#ddd', '#333'])) +
    title +
    buttons +
    menu +
    tools +
    panel +
    fill(pen, x + side + 8, top, w - side - 16, y + h - top - 8, theme)
  );
};

const dialog: Draw = (pen, width, height) => {
  const theme = pen.theme();
  return (
    rect(0, 0, width, height, theme.paper) +
    rect(0, 0, width, height * 0.1, theme.accents[1]) +
    label(pen, 10, height * 0.07, height * 0.05, 3, '#fff', theme) +
    controls(pen, width * 0.06, height * 0.16, width * 0.88, height * 0.8, theme)
  );
};

const dashboard: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const [columns, rows, gap] = [pen.whole(2, 4), pen.whole(2, 4), width * 0.012];
  const side = pen.chance(0.6) ? width * 0.16 : 0;
  const [w, h] = [(width - side) / columns, (height * 0.9) / rows];
  const card = (i: number, j: number) => {
    const [x, y] = [side + i * w + gap, height * 0.1 + j * h + gap];
    const figure = () =>
      label(pen, x + w * 0.1, y + h * 0.3, h * 0.12, 1, theme.ink, theme) +
      text(x + w * 0.1, y + h * 0.65, h * 0.28, String(pen.whole(1, 9999)), theme.accents[i]);
    const chart = () => inset(pen.pick(Object.values({ ...CHARTS, ...DIAGRAMS })), pen, x, y, w - 2 * gap, h - 2 * gap);
    return (
      rect(x, y, w - 2 * gap, h - 2 * gap, '#8881', { rx: 6, stroke: '#8884' }) + pen.pick([figure, chart, chart])()
    );
  };
  const menu = side
    ? rect(0, 0, side, height, pen.colour([10, 30])) +
      pen.times(9, (i) => label(pen, side * 0.15, height * (0.15 + i * 0.07), height * 0.026, 1, '#ddd', theme))
    : '';
  return (
    rect(0, 0, width, height, theme.paper) +
    menu +
    label(pen, side + 12, height * 0.07, height * 0.045, 2, theme.ink, theme) +
    pen.times(columns, (i) => pen.times(rows, (j) => card(i, j)))
  );
};

const spreadsheet: Draw = (pen, width, height) =>
  `${rect(0, 0, width, height, '#f3f3f3')}${rect(0, 0, width, height * 0.06, pen.colour([25, 45]))}${pen.times(16, (i) => rect(8 + i * width * 0.05, height * 0.075, width * 0.03, height * 0.035, '#bbb'))}${inset(DOCUMENTS.table, pen, width * 0.04, height * 0.15, width * 0.96, height * 0.8)}${pen.times(26, (i) => text(4, height * (0.18 + i * 0.032), height * 0.02, String(i + 1), '#666'))}`;

const calendar: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const [w, h] = [width / 7, (height * 0.82) / 5];
  const day = (i: number) => {
    const [x, y] = [(i % 7) * w, height * 0.18 + Math.floor(i / 7) * h];
    const entry = pen.chance(0.35) ? rect(x + 2, y + h * 0.5, w - 4, h * 0.3, theme.accents[i % 6], { rx: 3 }) : '';
    return (
      rect(x, y, w, h, 'none', { stroke: '#8888' }) +
      text(x + 4, y + h * 0.35, h * 0.28, String(i + 1), theme.ink, { 'font-family': theme.font }) +
      entry
    );
  };
  return (
    rect(0, 0, width, height, theme.paper) +
    label(pen, width * 0.3, height * 0.1, height * 0.08, 1, theme.accents[0], theme) +
    pen.times(35, day)
  );
};

export const WINDOWS: Record<string, Draw> = { window, dialog, dashboard, spreadsheet, calendar };
