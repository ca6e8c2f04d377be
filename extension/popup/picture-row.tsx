// One image in the popup's list, with what can be done with it. Runs as a part of the popup.
import { useRef, useState } from 'preact/hooks';
import { openDescribePage } from '../describe-page.ts';
import type { Language } from '../languages/languages.ts';
import { type Sentence, send, sendToFrame } from '../messages.ts';
import { text } from '../text.ts';
import { ownSentence, reasonSentence } from '../wording.ts';
import { Action, namesOf } from './action.tsx';
import { type Own, OwnWords } from './own-words.tsx';
import type { Row } from './read-pictures.ts';
import { type Say, sayAsChosen } from './say.ts';
import type { TabState } from './tab.ts';
import { Thumbnail } from './thumbnail.tsx';

interface Props {
  row: Row;
  /** Its place in the list, from 1. */
  number: number;
  tab: TabState;
  /** Of what is said of pictures. */
  language: Language;
  say: Say;
  /** What the user has said of pictures since the popup was opened, by their keys: pages take a moment to follow. */
  owns: Map<string, Own>;
  setOwn: (key: string, own: Own) => void;
  /** The row is to be read again. */
  changed: () => Promise<void>;
}

export function PictureRow({ row, number, tab, language, say, owns, setOwn, changed }: Props) {
  const { frameId, id } = row;
  const key = useKey(row);
  const [told, tell] = useState<Sentence>();
  const own = key && owns.has(key) ? owns.get(key) : row.own;
  const isFresh = own === row.own;
  /** The page does not know what was told of a picture of the screen, which has no key. */
  const onPage = row.said === undefined ? undefined : { sentence: row.said, lang: row.lang ?? language };
  const fresh = key ? onPage : (told ?? onPage);
  const yours = own ? { sentence: ownSentence(own, language), lang: language } : undefined;
  const said = yours ?? (isFresh && own !== null ? fresh : undefined);
  /** Nobody repeats or copies a reason for silence. */
  const tells = said !== undefined && (own || row.described || said.sentence !== row.said);
  const describe = async () => {
    say(text('describing', number));
    const reply = await send('background:describe-listed', { tabId: tab.id, frameId, id });
    if (!reply) return say(text('busy'));
    tell(reply);
    await Promise.all([changed(), sayAsChosen(reply, tab.id, say)]);
  };
  const copy = () =>
    navigator.clipboard.writeText(own ?? said!.sentence).then(
      () => say(text('copied', own ?? said!.sentence)),
      () => say(text('notCopied')),
    );
  const jump = async () => {
    const reached = await sendToFrame(tab.id, frameId, 'page:jump', { id }).catch(() => false);
    if (reached) window.close();
    else say(text('imageGone'));
  };
  const explain = () => openDescribePage({ tabId: tab.id, frameId, id });
  const keep = (words: Own) => {
    tell(undefined);
    setOwn(key!, words);
  };
  return (
    <li>
      <Thumbnail picture={row} origin={tab.origin} />
      <div>
        <h3 tabIndex={-1}>{text('imageNumber', number)}</h3>
        <p class="hint">
          {row.about} {text('size', row.width, row.height)}
        </p>
        {own === null && <p lang={language}>{reasonSentence('hidden', language)}.</p>}
        {said && (
          <p class="said" lang={said.lang}>
            {said.sentence}
          </p>
        )}
        <div class="actions">
          {row.canDescribe && <Action {...namesOf('describe', number)} act={describe} />}
          {tells && <Action {...namesOf('repeat', number)} act={() => sayAsChosen(said!, tab.id, say)} />}
          {tells && <Action {...namesOf('copy', number)} act={copy} />}
          <Action {...namesOf('jump', number)} act={jump} />
          {row.canDescribe && <Action {...namesOf('howSo', number)} act={explain} />}
          {key && (
            <OwnWords
              picture={key}
              number={number}
              described={isFresh && row.described}
              own={own}
              setOwn={keep}
              say={say}
            />
          )}
        </div>
      </div>
    </li>
  );
}

/** Pages forget what they know when the user's own words change; the buttons for them stay, with the focus. */
function useKey({ key, url }: Row): string | undefined {
  const known = useRef({ key, url });
  if (key || url !== known.current.url) known.current = { key, url };
  return known.current.key;
}
