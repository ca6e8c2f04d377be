// Forms of English verbs: "run" → "runs", "runs" → "running", "are" → "is". Pure; runs everywhere.

import { isParticiple } from '../words.ts';
import { entryOf } from './word-table.ts';

const SINGULAR: Record<string, string> = { are: 'is', were: 'was', have: 'has', do: 'does' };
const PLURAL: Record<string, string> = Object.fromEntries(Object.entries(SINGULAR).map(([many, one]) => [one, many]));

/** "are" → "is", "run" → "runs"; forms without number stay. */
export function toSingular(word: string): string {
  if (SINGULAR[word]) return SINGULAR[word];
  if (!isFiniteForm(word) || /[^s]s$/.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|sh|ch|x|z|o)$/.test(word) ? `${word}es` : `${word}s`;
}

/** "is" → "are", "runs" → "run". */
export function toPlural(word: string): string {
  if (PLURAL[word]) return PLURAL[word];
  return isFiniteForm(word) && /[^s]s$/.test(word) ? baseOf(word) : word;
}

const IRREGULAR: Record<string, string> = { begin: 'beginning', control: 'controlling', frolic: 'frolicking' };

/** "runs" → "running". */
export function toParticiple(word: string): string {
  if (!isFiniteForm(word)) return word;
  const base = baseOf(word);
  if (IRREGULAR[base]) return IRREGULAR[base];
  if (base.endsWith('ie')) return `${base.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(base)) return `${base.slice(0, -1)}ing`;
  return /^[^aeiou]*[aeiou][bdglmnprt]$/.test(base) ? `${base}${base.at(-1)}ing` : `${base}ing`;
}

/** Whether this form of a verb needs no auxiliary: "runs" and "run", not "running", "worn" or "seated". */
export function isFiniteForm(word: string): boolean {
  const { kind, also } = entryOf(word);
  return (kind === 'verb' || also === 'verb') && !isParticiple(word) && !PARTICIPLES.has(word);
}

const PARTICIPLES = new Set(
  `caught held hung lit stuck worn torn driven ridden thrown shown seen taken written fallen broken bent given drawn made
  swept sat ran swam stood threw came went fell flew rode ate laid led strewn clad set`.split(/\s+/),
);

function baseOf(word: string): string {
  if (!/[^s]s$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(ss|sh|ch|x|zz|o)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
