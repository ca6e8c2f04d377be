// "Describe in detail", by the browser's own model where it has one that takes pictures; nothing at all elsewhere. Runs as a part of the describe page.
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { percent, text } from '../text.ts';
import { availability, startTalk, type Talk } from './language-model.ts';

/** What it is asked first. */
const FIRST = `Describe this picture for somebody who cannot see it, in two to four plain sentences: what is in it, where, and
what is written on it. Do not guess who anybody is, or anybody's age, origin or feelings. Say so where you are not sure.`;

interface Turn {
  question?: string;
  answer: string;
}

export function InDetail({ picture }: { picture: ImageBitmap }) {
  const [offered, offer] = useState<Awaited<ReturnType<typeof availability>>>('unavailable');
  const [turns, show] = useState<Turn[]>([]);
  const [state, set] = useState<'ready' | 'busy' | 'failed'>('ready');
  const [loaded, showLoaded] = useState<number>();
  const talk = useRef<Talk>(undefined);
  const over = useRef(new AbortController());
  useEffect(() => void availability().then(offer), []);
  useEffect(() => () => over.current.abort(), []);
  if (offered === 'unavailable') return null;
  const ask = async (prompt: string, question?: string) => {
    set('busy');
    show((before) => [...before, { question, answer: '' }]);
    const heard = (answer: string) => show((all) => [...all.slice(0, -1), { question, answer }]);
    try {
      talk.current ??= await startTalk(picture, over.current.signal, (fraction) =>
        showLoaded(fraction < 1 ? fraction : undefined),
      );
      await talk.current.ask(prompt, heard);
      set('ready');
    } catch {
      if (!over.current.signal.aborted) set('failed');
    }
  };
  return (
    <section>
      <h3>{text('detailTitle')}</h3>
      <p class="hint">{text(offered === 'available' ? 'detailWhose' : 'detailDownload')}</p>
      {loaded !== undefined && (
        <p>
          <progress value={loaded} aria-label={text('detailDownloading')} /> {percent(loaded)}
        </p>
      )}
      <div role="log" aria-busy={state === 'busy'}>
        {turns.map(({ question, answer }, i) => (
          <div key={`${i} ${question}`}>
            {question && <p class="hint">{question}</p>}
            <p lang="en">{answer}</p>
          </div>
        ))}
      </div>
      <p role="status">{state === 'busy' ? text('detailBusy') : ''}</p>
      {state === 'failed' && <p role="alert">{text('detailFailed')}</p>}
      {turns.length === 0 ? (
        <button type="button" onClick={() => ask(FIRST)}>
          {text('detailAsk')}
        </button>
      ) : (
        <FollowUp busy={state === 'busy'} ask={(question) => ask(question, question)} />
      )}
    </section>
  );
}

function FollowUp({ busy, ask }: { busy: boolean; ask: (question: string) => void }) {
  const [id, field] = [useId(), useRef<HTMLInputElement>(null)];
  useEffect(() => field.current?.focus(), []); // in place of the button that was pressed
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const question = field.current?.value.trim();
    if (!question || busy) return;
    ask(question);
    field.current!.value = '';
  };
  return (
    <form onSubmit={submit}>
      <label for={id}>{text('detailQuestion')}</label>
      <input id={id} ref={field} type="text" autocomplete="off" />
      <button type="submit" aria-disabled={busy}>
        {text('detailSend')}
      </button>
    </form>
  );
}
