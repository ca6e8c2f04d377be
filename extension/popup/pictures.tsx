// The popup's list of the images on the page. Runs as a part of the popup.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../languages/languages.ts';
import { text, textOf } from '../text.ts';
import type { Own } from './own-words.tsx';
import { PictureRow } from './picture-row.tsx';
import type { Say } from './say.ts';
import type { TabState } from './tab.ts';
import { keyOf, useRows } from './use-rows.ts';

interface Props {
  tab: TabState;
  /** Of what is said of pictures. */
  language: Language;
  say: Say;
}

/** @param say puts a notice into the status region */
export function Pictures({ tab, language, say }: Props) {
  const [all, showAll] = useState(false);
  const { described, silent, answers } = tab.status;
  const { rows, rest, readMore, update } = useRows(tab.id, tab.frames, all, `${described} ${silent} ${answers}`);
  const [owns, setOwns] = useState(new Map<string, Own>());
  const setOwn = (key: string, own: Own) => setOwns((before) => new Map(before).set(key, own));
  const list = useRef<HTMLOListElement>(null);
  const [first, focusOn] = useState(-1);
  useEffect(() => list.current?.querySelectorAll('h3')[first]?.focus(), [first]);
  const showMore = async () => {
    const [before, come] = [rows.length, await readMore()];
    if (come === undefined) return;
    say(come > 0 ? textOf('moreShown', come, before + come) : text('noMore'));
    focusOn(come > 0 ? before : before - 1); // the button may be gone, and the focus with it
  };
  return (
    <section>
      <h2>{text('images')}</h2>
      <label>
        <input type="checkbox" checked={all} onChange={() => showAll(!all)} />
        {text('alsoNamed')}
      </label>
      {rest === undefined && rows.length === 0 && <p>{text('looking')}</p>}
      {rest === null && rows.length === 0 && <p>{text(all ? 'noImages' : 'noNamelessImages')}</p>}
      <ol ref={list} class="pictures">
        {rows.map((row, index) => (
          <PictureRow
            key={keyOf(row)}
            row={row}
            number={index + 1}
            {...{ tab, language, say, owns, setOwn }}
            changed={() => update([row])}
          />
        ))}
      </ol>
      {rows.length > 0 && rest !== null && (
        <button type="button" aria-disabled={rest === undefined} onClick={showMore}>
          {text('showMore')}
        </button>
      )}
    </section>
  );
}
