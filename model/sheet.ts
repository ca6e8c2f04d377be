// What is said of many pictures as a sheet of alt drafts: CSV, JSON, or a page with small views. Pure; runs everywhere.

import type { Description } from './description.ts';
import { REASONS, type Reason } from './reasons.ts';

/** One picture of the sheet. */
export interface Row {
  file: string;
  /** Machine-written, to be looked at by somebody; '' where there is nothing to say. */
  draft: string;
  /** Of `draft` and `note`, a BCP 47 tag. */
  lang: string;
  /** None where the words are the user's own. */
  band: Description['band'];
  /** 0–1: that everything the draft names is right. */
  probability: number;
  /** Why there is no draft, or why it is doubtful. */
  note: string;
  guesses: string[];
  /** Px; 0 where the picture could not be read. */
  width: number;
  height: number;
  milliseconds: number;
  backend: Description['backend'];
  /** The user has changed the draft. */
  edited: boolean;
}

export type Format = 'csv' | 'json' | 'html';
export const FORMATS: Format[] = ['csv', 'json', 'html'];
export const MIME_TYPES: Record<Format, string> = { csv: 'text/csv', json: 'application/json', html: 'text/html' };

/** What the page of a sheet says around its rows. */
export interface SheetWords {
  language: string;
  title: string;
  /** That a machine has written the drafts. */
  warning: string;
  picture: string;
  file: string;
  draft: string;
  sureness: string;
  likely: string;
  doubtful: string;
}

/** "two dogs running" → "Two dogs running": alt texts begin like sentences. */
export const toDraft = (text: string, lang = 'en'): string => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);

/** What a user has made of it. */
interface Own {
  draft?: string;
  /** Why there is nothing to say, in the language of the description. */
  reasons?: Record<Reason, string>;
}

export function rowOf(
  file: string,
  { text, band, own, probability, reason, guesses, milliseconds, backend, lang = 'en' }: Described,
  { width, height }: { width: number; height: number },
  { draft, reasons = REASONS }: Own = {},
): Row {
  return {
    file,
    draft: draft ?? (own ? (text ?? '') : toDraft(text ?? '', lang)),
    lang,
    band: own ? null : band,
    probability: own ? 0 : probability,
    note: reason ? reasons[reason] : '',
    guesses: guesses.map((guess) => guess.text),
    ...{ width, height, milliseconds: Math.round(milliseconds), backend },
    edited: draft !== undefined || own === true,
  };
}

/** A description, in English or another language; or the user's own words. */
type Described = Omit<Description, 'words'> & { own?: true; lang?: string };

/** @param views small JPEG pictures as data addresses, by the rows' places; '' where there is none */
export function writeSheet(format: Format, rows: Row[], words: SheetWords, views: string[] = []): string {
  if (format === 'json') return `${JSON.stringify(rows.map(withOrigin), null, 2)}\n`;
  return format === 'csv' ? toCsv(rows) : toPage(rows, words, views);
}

/** Who wrote a draft stays with it. */
const withOrigin = ({ edited, ...row }: Row) => ({ ...row, writtenBy: row.draft && (edited ? 'person' : 'machine') });

const COLUMNS = ['file', 'draft', 'lang', 'writtenBy', 'band', 'probability', 'note', 'width', 'height'] as const;

/** https://www.rfc-editor.org/rfc/rfc4180, UTF-8 with the mark that spreadsheets know it by. */
function toCsv(rows: Row[]): string {
  const lines = rows.map(withOrigin).map((row) => COLUMNS.map((column) => toCell(row[column])));
  return `\uFEFF${[COLUMNS, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

/** Spreadsheets run what begins like a formula, and names of files come from anywhere. */
function toCell(value: string | number | null): string {
  const text = typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : (value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const STYLE = `:root{color-scheme:light dark;font:1rem/1.45 system-ui,sans-serif}body{max-width:60rem;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;border-top:1px solid;text-align:left;vertical-align:top;overflow-wrap:anywhere}
img{display:block;max-width:8rem;max-height:8rem}.doubtful{font-style:italic}`;

function toPage(rows: Row[], words: SheetWords, views: string[]): string {
  const head = [words.picture, words.file, words.draft, words.sureness].map(
    (name) => `<th scope="col">${escapeHtml(name)}</th>`,
  );
  const body = rows.map((row, i) => `<tr>${cellsOf(row, words, views[i] ?? '').join('')}</tr>`);
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(words.title)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.warning)}</p>
<table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</html>
`;
}

/** What the small view shows is said beside it. */
function cellsOf({ file, draft, lang, band, probability, note }: Row, words: SheetWords, view: string): string[] {
  const image = /^data:image\/jpeg;base64,[A-Za-z0-9+/=]*$/.test(view) ? `<img src="${view}" alt="">` : '';
  const sureness = band ? `${words[band]}, ${Math.round(100 * probability)} %` : '';
  const text = `<span lang="${escapeHtml(lang)}" class="${band ?? ''}">${escapeHtml(draft || note)}</span>`;
  return [image, escapeHtml(file), text, escapeHtml(sureness)].map((cell, i) =>
    i === 1 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`,
  );
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
