// One image in the popup's list, with what can be done with it. Runs as a part of the popup.
import { useRef, useState } from 'preact/hooks';
import type { Language } from '../languages/languages.ts';
import { type Sentence, send, sendToFrame } from '../messages.ts';
import { ownSentence, reasonSentence } from '../wording.ts';
import { Action } from './action.tsx';
import { type Own, OwnWords } from './own-words.tsx';
import type { Row } from './read-pictures.ts';
import { sayAsChosen } from './say.ts';
import type { TabState } from './tab.ts';
import { Thumbnail } from './thumbnail.tsx';

const BUSY = 'Inkling is still describing another image. Try again in a moment.';
const GONE = 'This image cannot be reached: it has gone from the page, is hidden, or is in text that you can edit.';

interface Props {
  row: Row;
  /** Its place in the list, from 1. */
  number: number;
  tab: TabState;
  /** Of what is said of pictures. */
  language: Language;
  say: (notice: string, lang?: string) => void;
  /** What the user has said of pictures since the popup was opened, by their keys: pages take a moment to follow. */
  owns: Map<string, Own>;
  setOwn: (key: string, own: Own) => void;
  /** The row is to be read again. */
  changed: () => Promise<void>;
}

export function PictureRow({ row, number, tab, language, say, owns, setOwn, changed }: Props) {
  const image = `image ${number}`;
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
    say(`Describing ${image}.`);
    const reply = await send('background:describe-listed', { tabId: tab.id, frameId, id });
    if (!reply) return say(BUSY);
    tell(reply);
    await Promise.all([changed(), sayAsChosen(reply, tab.id, say)]);
  };
  const copy = () =>
    navigator.clipboard.writeText(own ?? said!.sentence).then(
      () => say(`Copied: ${own ?? said!.sentence}`),
      () => say('The browser did not let Inkling copy.'),
    );
  const jump = async () => {
    const reached = await sendToFrame(tab.id, frameId, 'page:jump', { id }).catch(() => false);
    if (reached) window.close();
    else say(GONE);
  };
  const keep = (words: Own) => {
    tell(undefined);
    setOwn(key!, words);
  };
  return (
    <li>
      <Thumbnail picture={row} origin={tab.origin} />
      <div>
        <h3 tabIndex={-1}>Image {number}</h3>
        <p class="hint">
          {row.about} {row.width} by {row.height} pixels.
        </p>
        {own === null && <p lang={language}>{reasonSentence('hidden', language)}.</p>}
        {said && (
          <p class="said" lang={said.lang}>
            {said.sentence}
          </p>
        )}
        <div class="actions">
          {row.canDescribe && <Action name="Describe" of={image} act={describe} />}
          {tells && <Action name="Repeat" of={image} act={() => sayAsChosen(said!, tab.id, say)} />}
          {tells && <Action name="Copy" of={image} act={copy} />}
          <Action name="Jump to" of={image} act={jump} />
          {key && (
            <OwnWords
              picture={key}
              image={image}
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
