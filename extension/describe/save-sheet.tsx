// Saves a sheet of drafts of alt texts. Runs as a part of the describe page.
import { FORMATS, type Format, MIME_TYPES, type SheetWords, writeSheet } from '../../model/sheet.ts';
import { toBase64 } from '../base64.ts';
import { save } from '../save-file.ts';
import { interfaceLanguage, text } from '../text.ts';
import { type Pictures, toRow } from './pictures.ts';

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

/** A small view as JPEG in a data address. */
async function toAddress(view: ImageBitmap): Promise<string> {
  const canvas = new OffscreenCanvas(view.width, view.height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white'; // JPEG knows no transparency
  context.fillRect(0, 0, view.width, view.height);
  context.drawImage(view, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 });
  return `data:image/jpeg;base64,${toBase64(new Uint8Array(await blob.arrayBuffer()))}`;
}
