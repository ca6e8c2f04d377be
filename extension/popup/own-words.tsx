// Hide and Correct: what the user says of a picture instead of Inkling. Runs as a part of the popup.
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { send } from '../messages.ts';
import { text } from '../text.ts';
import { Action, type ActionName, namesOf } from './action.tsx';

/** Characters; nobody listens to more, and the words are kept. */
const LONGEST = 300;

/** The user's words for a picture; null: hidden; undefined: none. */
export type Own = string | null | undefined;

interface Props {
  /** The key of its pixels. */
  picture: string;
  /** Of the image, its place in the list. */
  number: number;
  /** Whether there is anything to hide. */
  described: boolean;
  own: Own;
  /** They have been kept. */
  setOwn: (own: Own) => void;
  say: (notice: string) => void;
}

export function OwnWords({ picture, number, described, own, setOwn, say }: Props) {
  const [open, setOpen] = useState(false);
  const correct = useRef<HTMLButtonElement>(null);
  const named = (name: ActionName) => namesOf(name, number);
  const save = async (words: Own, notice: string) => {
    const { kept } = await send('background:set-own-words', { key: picture, words });
    if (kept) setOwn(words);
    say(kept ? notice : text('noRoom'));
    return kept;
  };
  const close = () => {
    setOpen(false);
    correct.current?.focus(); // the form goes away, and the focus would go with it
  };
  const takeBack = async () => {
    correct.current?.focus(); // this button goes away where Inkling has nothing to say
    await save(undefined, text(own === null ? 'notHiddenAnyMore' : 'wordsTakenBack', number));
  };
  const saveWords = async (words: string) => {
    if (await save(words, text('wordsSaved', number))) close(); // else what was typed is still there
  };
  return (
    <>
      {own !== undefined ? (
        <Action {...named(own === null ? 'showAgain' : 'takeBack')} act={takeBack} />
      ) : (
        described && <Action {...named('hide')} act={async () => void (await save(null, text('hidden', number)))} />
      )}
      <Action {...named('correct')} button={correct} expanded={open} act={() => (open ? close() : setOpen(true))} />
      {open && <Form number={number} words={own ?? ''} save={saveWords} cancel={close} />}
    </>
  );
}

interface FormProps {
  number: number;
  words: string;
  save: (words: string) => void;
  cancel: () => void;
}

function Form({ number, words, save, cancel }: FormProps) {
  const [id, field] = [useId(), useRef<HTMLTextAreaElement>(null)];
  useEffect(() => field.current?.focus(), []);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = field.current?.value.trim() ?? '';
    if (/[^\p{C}\p{Z}]/u.test(typed))
      save(typed); // signs that nobody sees are no words
    else field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault(); // it would close the popup
    cancel();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown}>
      <label for={id}>{text('yourDescription', number)}</label>
      <textarea id={id} ref={field} rows={2} maxLength={LONGEST} required aria-describedby={`${id}-who`}>
        {words}
      </textarea>
      <p id={`${id}-who`} class="hint">
        {text('whoReadsIt')}
      </p>
      <div class="actions">
        <button type="submit">{text('save')}</button>
        <button type="button" onClick={cancel}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}
