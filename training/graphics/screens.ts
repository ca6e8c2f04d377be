// Screenshots of phones, chats, web pages, games. Pure; runs in Node.
import { CARTOONS } from './cartoons.ts';
import { fill, inset, label, photoLike } from './controls.ts';
import { ICONS } from './icons.ts';
import { OBJECTS } from './objects.ts';
import { circle, type Draw, line, rect, text } from './pen.ts';
import { SKETCHES } from './sketches.ts';

const phone: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const rows = pen.whole(3, 9);
  const h = (height * 0.78) / rows;
  const list = (i: number) => {
    const y = height * 0.13 + i * h;
    const face = pen.chance(0.5)
      ? circle(h * 0.5, y + h / 2, h * 0.33, theme.accents[i % 6])
      : inset(pen.pick([photoLike, ICONS.icon]), pen, h * 0.1, y + h * 0.1, h * 0.8, h * 0.8);
    return (
      face +
      label(pen, h * 1.1, y + h * 0.42, h * 0.22, 2, theme.ink, theme) +
      label(pen, h * 1.1, y + h * 0.75, h * 0.16, 4, '#888', theme) +
      line(0, y + h, width, y + h, '#8886', 1)
    );
  };
  const tabs = pen.times(4, (i) =>
    circle((i + 0.5) * width * 0.25, height * 0.955, height * 0.016, i ? '#999' : theme.accents[0]),
  );
  const body = pen.chance(0.6) ? pen.times(rows, list) : fill(pen, 4, height * 0.13, width - 8, height * 0.78, theme);
  return (
    rect(0, 0, width, height, theme.paper) +
    rect(0, 0, width, height * 0.12, theme.accents[0]) +
    label(pen, width * 0.08, height * 0.09, height * 0.035, 2, '#fff', theme) +
    text(width * 0.03, height * 0.025, height * 0.018, '12:45', '#fff') +
    body +
    tabs
  );
};

const chat: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const rows = pen.whole(4, 10);
  const h = height / rows;
  const bubble = (i: number) => {
    const mine = pen.chance(0.5);
    const w = width * pen.between(0.25, 0.7);
    const x = mine ? width - w - 12 : 12 + h * 0.5;
    const face = mine ? '' : circle(h * 0.28, i * h + h * 0.4, h * 0.2, theme.accents[i % 3]);
    return (
      face +
      rect(x, i * h + h * 0.1, w, h * 0.75, mine ? theme.accents[0] : '#8883', { rx: h * 0.25 }) +
      pen.times(2, (k) =>
        label(pen, x + 10, i * h + h * (0.4 + 0.27 * k), h * 0.19, Math.ceil(w / h), mine ? '#fff' : theme.ink, theme),
      )
    );
  };
  return rect(0, 0, width, height, theme.paper) + pen.times(rows, bubble);
};

const webPage: Draw = (pen, width, height) => {
  const theme = pen.theme();
  const bar = height * pen.between(0.06, 0.12);
  const links = pen.times(5, (i) => label(pen, width * (0.35 + 0.12 * i), bar * 0.65, bar * 0.3, 1, theme.ink, theme));
  const hero = pen.chance(0.6) ? height * pen.between(0.2, 0.4) : 0;
  const heading =
    label(pen, width * 0.06, bar + hero * 0.5, hero * 0.22, 3, '#fff', theme) +
    rect(width * 0.06, bar + hero * 0.65, width * 0.15, hero * 0.18, theme.accents[1], { rx: 4 });
  const banner = hero ? inset(pen.chance(0.5) ? photoLike : CARTOONS.scene, pen, 0, bar, width, hero) + heading : '';
  const columns = pen.whole(1, 4);
  const w = width / columns;
  const [top, room] = [bar + hero + 8, height - bar - hero];
  return (
    rect(0, 0, width, height, theme.paper) +
    rect(0, 0, width, bar, pen.pick([theme.paper, theme.accents[0], '#222'])) +
    text(10, bar * 0.7, bar * 0.5, pen.words(1), theme.accents[2], { 'font-weight': 'bold' }) +
    links +
    banner +
    pen.times(
      columns,
      (i) =>
        fill(pen, i * w + 8, top, w - 16, room * 0.45, theme) +
        fill(pen, i * w + 8, top + room * 0.5, w - 16, room * 0.45, theme),
    )
  );
};

/** A playing field with things on it and figures in the corners. */
const game: Draw = (pen, width, height) => {
  const field = inset(
    pen.pick([SKETCHES.pixelArt, CARTOONS.scene, CARTOONS.scene, photoLike]),
    pen,
    0,
    0,
    width,
    height,
  );
  const size = Math.min(width, height) * pen.between(0.05, 0.16);
  const thing = () =>
    inset(
      pen.pick([CARTOONS.character, ICONS.icon, OBJECTS.clipArt]),
      pen,
      width * pen.between(0, 0.9),
      height * pen.between(0.2, 0.85),
      size,
      size,
    ).replace(/(id="|#)([a-z]\d*)(?=["()])/g, `$1$2-${pen.whole(0, 99999)}`);
  const score = text(8, height * 0.09, height * 0.07, `${pen.words(1)} ${pen.whole(0, 9999)}`, '#fff', {
    stroke: '#000',
    'font-weight': 'bold',
  });
  const life =
    rect(width * 0.65, height * 0.03, width * 0.3, height * 0.04, '#0006') +
    rect(width * 0.65, height * 0.03, width * 0.3 * pen.random(), height * 0.04, '#e33');
  return field + pen.times(pen.whole(2, 14), thing) + (pen.chance(0.7) ? score : '') + (pen.chance(0.5) ? life : '');
};

export const SCREENS: Record<string, Draw> = { phone, chat, webPage, game };
