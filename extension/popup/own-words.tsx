// Hide and Correct: what the user says of a picture instead of Inkling. Runs as a part of the popup.
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { send } from '../messages.ts';
import { Action } from './action.tsx';

/** Characters; nobody listens to more, and the words are kept. */
const LONGEST = 300;

const NO_ROOM = 'Not kept: there is no room for more of your words. Options can forget those there are.';

/** The user's words for a picture; null: hidden; undefined: none. */
export type Own = string | null | undefined;

interface Props {
  /** The key of its pixels. */
  picture: string;
  /** e.g. "image 3" */
  image: string;
  /** Whether there is anything to hide. */
  described: boolean;
  own: Own;
  /** They have been kept. */
  setOwn: (own: Own) => void;
  say: (notice: string) => void;
}

export function OwnWords({ picture, image, described, own, setOwn, say }: Props) {
  const [open, setOpen] = useState(false);
  const correct = useRef<HTMLButtonElement>(null);
  const save = async (words: Own, notice: string) => {
    const { kept } = await send('background:set-own-words', { key: picture, words });
    if (!kept) return say(NO_ROOM);
    setOwn(words);
    say(notice);
  };
  const close = () => {
    setOpen(false);
    correct.current?.focus(); // the form goes away, and the focus would go with it
  };
  const takeBack = async () => {
    correct.current?.focus(); // this button goes away where Inkling has nothing to say
    await save(undefined, own === null ? `No longer hidden: ${image}.` : `Your words for ${image} are taken back.`);
  };
  const saveWords = async (words: string) => {
    close();
    await save(words, `Saved: ${image} is now described by your words.`);
  };
  return (
    <>
      {own !== undefined ? (
        <Action name={own === null ? 'Show again' : 'Take back'} of={image} act={takeBack} />
      ) : (
        described && <Action name="Hide" of={image} act={() => save(null, `Hidden: ${image}.`)} />
      )}
      <Action name="Correct" of={image} button={correct} expanded={open} act={() => (open ? close() : setOpen(true))} />
      {open && <Form image={image} words={own ?? ''} save={saveWords} cancel={close} />}
    </>
  );
}

interface FormProps {
  image: string;
  words: string;
  save: (words: string) => void;
  cancel: () => void;
}

function Form({ image, words, save, cancel }: FormProps) {
  const [id, field] = [useId(), useRef<HTMLTextAreaElement>(null)];
  useEffect(() => field.current?.focus(), []);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = field.current?.value.trim();
    if (typed) save(typed);
    else field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault(); // it would close the popup
    cancel();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown}>
      <label for={id}>Your description of {image}</label>
      <textarea id={id} ref={field} rows={2} maxLength={LONGEST} required aria-describedby={`${id}-who`}>
        {words}
      </textarea>
      <p id={`${id}-who`} class="hint">
        Kept on this computer. Where automatic mode is on, pages that show this image can read it.
      </p>
      <div class="actions">
        <button type="submit">Save</button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
