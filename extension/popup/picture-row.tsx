// One image in the popup's list, with what can be done with it. Runs as a part of the popup.
import { useRef, useState } from 'preact/hooks';
import { REASONS } from '../../model/reasons.ts';
import { openDescribePage } from '../describe-page.ts';
import { send, sendToFrame } from '../messages.ts';
import { text } from '../text.ts';
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
  say: (notice: string) => void;
  /** What the user has said of pictures since the popup was opened, by their keys: pages take a moment to follow. */
  owns: Map<string, Own>;
  setOwn: (key: string, own: Own) => void;
  /** The row is to be read again. */
  changed: () => Promise<void>;
}

export function PictureRow({ row, number, tab, say, owns, setOwn, changed }: Props) {
  const image = `image ${number}`;
  const { frameId, id } = row;
  const key = useKey(row);
  const [told, tell] = useState<string>();
  const own = key && owns.has(key) ? owns.get(key) : row.own;
  const isFresh = own === row.own;
  /** The page does not know what was told of a picture of the screen, which has no key. */
  const fresh = key ? row.said : (told ?? row.said);
  const said = own ? `You call this ${own}` : isFresh && own !== null ? fresh : undefined;
  /** Nobody repeats or copies a reason for silence. */
  const tells = said !== undefined && (own || row.described || said !== row.said);
  const describe = async () => {
    say(`Describing ${image}.`);
    const reply = await send('background:describe-listed', { tabId: tab.id, frameId, id });
    if (!reply) return say(BUSY);
    tell(reply.sentence);
    await Promise.all([changed(), sayAsChosen(reply.sentence, tab.id, say)]);
  };
  const copy = () =>
    navigator.clipboard.writeText(own ?? said!).then(
      () => say(`Copied: ${own ?? said}`),
      () => say('The browser did not let Inkling copy.'),
    );
  const jump = async () => {
    const reached = await sendToFrame(tab.id, frameId, 'page:jump', { id }).catch(() => false);
    if (reached) window.close();
    else say(GONE);
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
        <h3 tabIndex={-1}>Image {number}</h3>
        <p class="hint">
          {row.about} {row.width} by {row.height} pixels.
        </p>
        {own === null ? <p>{REASONS.hidden}.</p> : said && <p class="said">{said}</p>}
        <div class="actions">
          {row.canDescribe && <Action name="Describe" of={image} act={describe} />}
          {tells && <Action name="Repeat" of={image} act={() => sayAsChosen(said!, tab.id, say)} />}
          {tells && <Action name="Copy" of={image} act={copy} />}
          <Action name="Jump to" of={image} act={jump} />
          {row.canDescribe && <Action name={text('describeDetails')} of={image} act={explain} />}
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
