// One image in the popup's list, with what can be done with it. Runs as a part of the popup.
import { useRef, useState } from 'preact/hooks';
import { send, sendToFrame } from '../messages.ts';
import { Action } from './action.tsx';
import { OwnWords } from './own-words.tsx';
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
  /** The row is to be read again. */
  changed: () => Promise<void>;
}

export function PictureRow({ row, number, tab, say, changed }: Props) {
  const image = `image ${number}`;
  const { frameId, id } = row;
  /** Pages forget their descriptions when the user's own words change; the buttons for them stay. */
  const known = useRef(row.key);
  known.current = row.key ?? known.current;
  const key = known.current;
  const [told, tell] = useState<string>();
  /** The user's own words; null: hidden. */
  const [own, setOwn] = useState<string | null>();
  const said = own === null ? undefined : (own ?? told ?? row.said);
  const describe = async () => {
    say(`Describing ${image}.`);
    const reply = await send('background:describe-listed', { tabId: tab.id, frameId, id });
    if (!reply) return say(BUSY);
    tell(reply.sentence);
    await Promise.all([changed(), sayAsChosen(reply.sentence, tab.id, say)]);
  };
  const copy = () =>
    navigator.clipboard.writeText(said!).then(
      () => say(`Copied: ${said}`),
      () => say('The browser did not let Inkling copy.'),
    );
  const jump = async () => {
    const reached = await sendToFrame(tab.id, frameId, 'page:jump', { id }).catch(() => false);
    if (reached) window.close();
    else say(GONE);
  };
  return (
    <li>
      <Thumbnail picture={row} origin={tab.origin} />
      <div>
        <h3 tabIndex={-1}>Image {number}</h3>
        <p class="hint">
          {row.about} {row.width} by {row.height} pixels.
        </p>
        {own === null ? <p>You have hidden the description.</p> : said && <p class="said">{said}</p>}
        <div class="actions">
          {row.canDescribe && <Action name="Describe" of={image} act={describe} />}
          {said && <Action name="Repeat" of={image} act={() => sayAsChosen(said, tab.id, say)} />}
          {said && <Action name="Copy" of={image} act={copy} />}
          <Action name="Jump to" of={image} act={jump} />
          {key && (
            <OwnWords picture={key} image={image} described={row.described} own={own} setOwn={setOwn} say={say} />
          )}
        </div>
      </div>
    </li>
  );
}
