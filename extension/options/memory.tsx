// What Inkling remembers, in the options page: descriptions for now, the user's own words for good. Runs as a part of an extension page.
import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { listOwnWords, type OwnWords } from '../background/own-words.ts';
import { send } from '../messages.ts';
import { download, exported, parse } from './own-words-file.ts';

const WHERE = browser.extension.inIncognitoContext
  ? 'This is a private window: what you write here is forgotten with the last private window, and what you wrote in normal windows is not used.'
  : 'They are kept on this computer until you remove them. What you write in private windows is not kept.';

/** @param say tells the user what has happened */
export function Memory({ say }: { say: (notice: string) => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [all, read] = useOwnWords();
  /** The button may go away, and the focus would go with it. */
  const change = async (work: Promise<unknown>, notice: string) => {
    heading.current?.focus();
    await work;
    await read();
    say(notice);
  };
  return (
    <>
      <Forget say={say} />
      <section>
        <h2 ref={heading} tabIndex={-1}>
          Your own descriptions
        </h2>
        <p class="hint">
          Your words for an image come in place of Inkling’s wherever it meets the image again. {WHERE} A page that
          shows the image can read them.
        </p>
        <List all={all} change={change} />
        <FromFile read={read} say={say} />
      </section>
    </>
  );
}

function Forget({ say }: { say: (notice: string) => void }) {
  const forget = async () => {
    await send('background:forget-descriptions');
    say('Descriptions forgotten.');
  };
  return (
    <section>
      <h2>Descriptions so far</h2>
      <button type="button" aria-describedby="forget" onClick={forget}>
        Forget descriptions
      </button>
      <p class="hint" id="forget">
        Inkling remembers its last descriptions until the browser is closed, often less long. This forgets them at once
        and takes them off all open pages. Sites that are on are described again when you load their pages again. Your
        own descriptions stay.
      </p>
    </section>
  );
}

interface ListProps {
  all: Record<string, OwnWords>;
  change: (work: Promise<unknown>, notice: string) => void;
}

function List({ all, change }: ListProps) {
  const entries = Object.entries(all);
  if (entries.length === 0) return <p>None. Inkling’s button in the toolbar lets you correct or hide a description.</p>;
  const takeBack = (key: string) => send('background:set-own-words', { key });
  const hidden = entries.filter(([, words]) => words === null).map(([key]) => key);
  const show = () => change(Promise.all(hidden.map(takeBack)), 'No description is hidden any more.');
  return (
    <>
      <ul>
        {entries.map(
          ([key, words]) =>
            words !== null && (
              <li key={key}>
                {words}{' '}
                <button
                  type="button"
                  aria-label={`Remove ${words}`}
                  onClick={() => change(takeBack(key), `Removed: ${words}`)}
                >
                  Remove
                </button>
              </li>
            ),
        )}
      </ul>
      {hidden.length > 0 && (
        <p>
          Hidden descriptions: {hidden.length}.{' '}
          <button type="button" onClick={show}>
            Hide none
          </button>
        </p>
      )}
      <button type="button" onClick={() => download('inkling-own-descriptions.json', exported(all))}>
        Save them to a file
      </button>{' '}
      <button
        type="button"
        onClick={() => change(send('background:forget-own-words'), 'All your own descriptions are forgotten.')}
      >
        Forget all my corrections
      </button>
    </>
  );
}

function FromFile({ read, say }: { read: () => Promise<void>; say: (notice: string) => void }) {
  const add = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    const pictures = file && parse(await file.text());
    input.value = ''; // the same file can be chosen again
    if (!pictures) return say('Nothing was read: this is no file of descriptions saved here.');
    const { added } = await send('background:add-own-words', { pictures });
    await read();
    say(`Read from the file: ${added}. What was there already, or is not usable, was left out.`);
  };
  return (
    <label>
      Read descriptions from a file
      <input type="file" accept=".json" onChange={({ currentTarget }) => add(currentTarget)} />
    </label>
  );
}

/** @returns the words, and a way to read them again: private windows say nothing about changes */
function useOwnWords(): [Record<string, OwnWords>, () => Promise<void>] {
  const [all, show] = useState<Record<string, OwnWords>>({});
  const read = () => listOwnWords().then(show);
  useEffect(() => {
    read();
    browser.storage.local.onChanged.addListener(read);
    return () => browser.storage.local.onChanged.removeListener(read);
  }, []);
  return [all, read];
}
