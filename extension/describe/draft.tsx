// A draft of an alt text, to be corrected and copied; it says that a machine wrote it until somebody has looked at it. Runs as a part of the describe page.
import { useEffect, useId, useState } from 'preact/hooks';
import { text } from '../text.ts';

interface Props {
  /** What there is so far. */
  draft: string;
  lang: string;
  change: (draft: string) => void;
  /** Tells the user. */
  say: (notice: string) => void;
}

export function Draft({ draft, lang, change, say }: Props) {
  const [checked, check] = useState(false);
  const id = useId();
  useEffect(() => check(false), [draft === '']);
  const marked = checked ? draft : text('describeMarkedDraft', draft);
  const copy = () =>
    navigator.clipboard.writeText(marked).then(
      () => say(text('copied', marked)),
      () => say(text('notCopied')),
    );
  return (
    <>
      <h3>
        <label for={id}>{text('describeDraft')}</label>
      </h3>
      <textarea
        id={id}
        rows={2}
        value={draft}
        lang={lang}
        aria-describedby={`${id}-how`}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <p id={`${id}-how`} class="hint">
        {text('describeDraftHint')}
      </p>
      <label>
        <input type="checkbox" checked={checked} onChange={() => check(!checked)} />
        {text('describeDraftChecked')}
      </label>
      <button type="button" onClick={copy} disabled={draft.trim() === ''}>
        {text('describeCopyDraft')}
      </button>
    </>
  );
}
