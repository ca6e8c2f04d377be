// What Inkling remembers, in the options page: descriptions for now, the user's own words for good. Runs as a part of an extension page.
import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { listOwnWords, type OwnWords } from '../background/own-words.ts';
import { send } from '../messages.ts';
import { save } from '../save-file.ts';
import { text } from '../text.ts';
import { exported, parse } from './own-words-file.ts';

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
          {text('ownDescriptions')}
        </h2>
        <p class="hint">
          {text('ownInPlace')} {text(browser.extension.inIncognitoContext ? 'ownInPrivate' : 'ownKept')}{' '}
          {text('ownReadable')}
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
    say(text('forgotten'));
  };
  return (
    <section>
      <h2>{text('descriptionsSoFar')}</h2>
      <button type="button" aria-describedby="forget" onClick={forget}>
        {text('forgetDescriptions')}
      </button>
      <p class="hint" id="forget">
        {text('forgetHint')}
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
  if (entries.length === 0) return <p>{text('noOwn')}</p>;
  const takeBack = (key: string) => send('background:set-own-words', { key });
  const hidden = entries.filter(([, words]) => words === null).map(([key]) => key);
  const show = () => change(Promise.all(hidden.map(takeBack)), text('noneHidden'));
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
                  aria-label={text('removeNamed', words)}
                  onClick={() => change(takeBack(key), text('removed', words))}
                >
                  {text('remove')}
                </button>
              </li>
            ),
        )}
      </ul>
      {hidden.length > 0 && (
        <p>
          {text('hiddenCount', hidden.length)}{' '}
          <button type="button" onClick={show}>
            {text('hideNone')}
          </button>
        </p>
      )}
      <button type="button" onClick={() => save('inkling-own-descriptions.json', exported(all), 'application/json')}>
        {text('saveToFile')}
      </button>{' '}
      <button type="button" onClick={() => change(send('background:forget-own-words'), text('ownForgotten'))}>
        {text('forgetOwn')}
      </button>
    </>
  );
}

function FromFile({ read, say }: { read: () => Promise<void>; say: (notice: string) => void }) {
  const add = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    const pictures = file && parse(await file.text());
    input.value = ''; // the same file can be chosen again
    if (!pictures) return say(text('notAFile'));
    const { added } = await send('background:add-own-words', { pictures });
    await read();
    say(text('readCount', added));
  };
  return (
    <label>
      {text('readFromFile')}
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
