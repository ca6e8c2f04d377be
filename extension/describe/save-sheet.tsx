// Saves a sheet of drafts of alt texts. Runs as a part of the describe page.
import { FORMATS, type Format, MIME_TYPES, type SheetWords, writeSheet } from '../../model/sheet.ts';
import { interfaceLanguage, text } from '../text.ts';
import { type Pictures, toRow } from './pictures.ts';
import { save, toAddress } from './save.ts';

export function SaveSheet({ pictures }: { pictures: Pictures }) {
  const saveAs = async (format: Format) => {
    const done = pictures.entries().flatMap((entry) => (entry.outcome ? [{ entry, outcome: entry.outcome }] : []));
    const rows = done.map(({ entry, outcome }) => toRow(entry, outcome));
    const views = format === 'html' ? done.map(({ outcome }) => (outcome.small ? toAddress(outcome.small) : '')) : [];
    save(`alt-drafts.${format}`, writeSheet(format, rows, sheetWords(), await Promise.all(views)), MIME_TYPES[format]);
  };
  return (
    <div class="actions">
      {FORMATS.map((format) => (
        <button key={format} type="button" onClick={() => saveAs(format)}>
          {text('describeSaveAs', format.toUpperCase())}
        </button>
      ))}
    </div>
  );
}

const sheetWords = (): SheetWords => ({
  language: interfaceLanguage(),
  title: text('describeSheetTitle'),
  warning: text('describeSheetWarning'),
  picture: text('describePicture'),
  file: text('describeFile'),
  draft: text('describeDraft'),
  sureness: text('describeSureness'),
  likely: text('describeIsLikely'),
  doubtful: text('describeIsDoubtful'),
});
