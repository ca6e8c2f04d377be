// Many pictures as a table that can be sorted; each opens where it stands. Runs as a part of the describe page.
import { memo } from 'preact/compat';
import { useEffect, useRef, useState } from 'preact/hooks';
import { interfaceLanguage, percent, text } from '../text.ts';
import { Detail } from './detail.tsx';
import { HowFar } from './how-far.tsx';
import { type Entry, type Pictures, toRow } from './pictures.ts';
import { SaveSheet } from './save-sheet.tsx';

type Column = 'file' | 'draft' | 'sureness' | 'milliseconds';
const COLUMNS: Column[] = ['file', 'draft', 'sureness', 'milliseconds'];
const COLUMN_NAMES = {
  file: 'describeFile',
  draft: 'describeDraft',
  sureness: 'describeSureness',
  milliseconds: 'describeMilliseconds',
} as const;

interface Props {
  pictures: Pictures;
  /** Tells the user. */
  say: (notice: string) => void;
}

export function Table({ pictures, say }: Props) {
  const [open, setOpen] = useState<number>();
  const [{ by, down }, sort] = useState<{ by?: Column; down: boolean }>({ down: false });
  const entries = sorted(pictures.entries(), by, down);
  const choose = (column: Column) => sort({ by: column, down: by === column ? !down : false });
  return (
    <section>
      <h2>{text('describePictures')}</h2>
      <HowFar pictures={pictures} />
      <div class="table">
        <table>
          <thead>
            <tr>
              <td />
              {COLUMNS.map((column) => (
                <th key={column} scope="col" aria-sort={by === column ? (down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" onClick={() => choose(column)}>
                    {text(COLUMN_NAMES[column])}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Line key={entry.id} {...{ entry, pictures, say, setOpen }} isOpen={entry.id === open} />
            ))}
          </tbody>
        </table>
      </div>
      <SaveSheet pictures={pictures} />
    </section>
  );
}

interface LineProps {
  entry: Entry;
  pictures: Pictures;
  isOpen: boolean;
  setOpen: (id?: number) => void;
  say: (notice: string) => void;
}

/** Not drawn anew for each of the others. */
const Line = memo(
  ({ entry, pictures, isOpen, setOpen, say }: LineProps) => {
    const { id, source, outcome } = entry;
    const row = outcome && toRow(entry, outcome);
    return (
      <>
        <tr>
          <td>
            <div aria-hidden="true">
              <View view={outcome?.small} />
            </div>
          </td>
          <th scope="row">
            <button
              type="button"
              class="file"
              aria-expanded={isOpen}
              disabled={!outcome}
              onClick={() => setOpen(isOpen ? undefined : id)}
            >
              {source.name}
            </button>
          </th>
          {row ? (
            <>
              <td lang={row.lang} class={row.band ?? 'silent'}>
                {row.draft || row.note}
              </td>
              <td>
                {row.band &&
                  `${text(row.band === 'likely' ? 'describeIsLikely' : 'describeIsDoubtful')}, ${percent(row.probability)}`}
              </td>
              <td class="number">{row.milliseconds}</td>
            </>
          ) : (
            <td colSpan={3}>{text('describeWaiting')}</td>
          )}
        </tr>
        {isOpen && outcome && (
          <tr>
            <td colSpan={COLUMNS.length + 1}>
              <Detail entry={{ ...entry, outcome }} setDraft={(draft) => pictures.setDraft(id, draft)} say={say} />
            </td>
          </tr>
        )}
      </>
    );
  },
  (before, now) => before.entry === now.entry && before.isOpen === now.isOpen,
);

function View({ view }: { view?: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (view) canvas.current?.getContext('2d')?.drawImage(view, 0, 0);
  }, [view]);
  return view ? <canvas ref={canvas} class="thumbnail" width={view.width} height={view.height} /> : null;
}

function sorted(entries: readonly Entry[], by: Column | undefined, down: boolean): readonly Entry[] {
  if (!by) return entries;
  const keyed = entries.map((entry) => ({ entry, key: keyOf(entry, by) }));
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' ? a - (b as number) : a.localeCompare(String(b), interfaceLanguage(), { numeric: true });
  return keyed.sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key)).map(({ entry }) => entry);
}

function keyOf(entry: Entry, by: Column): string | number {
  const row = entry.outcome && toRow(entry, entry.outcome);
  if (by === 'file') return entry.source.name;
  if (by === 'draft') return row?.draft ?? '';
  return (by === 'sureness' ? row?.probability : row?.milliseconds) ?? 0;
}
