// One picture: what is said of it, what can be done with that, and how it came about. Runs as a part of the describe page.
import { useEffect, useState } from 'preact/hooks';
import { save } from '../save-file.ts';
import { percent, text } from '../text.ts';
import { spokenSentence } from '../wording.ts';
import { Draft } from './draft.tsx';
import { HowSo } from './how-so.tsx';
import { InDetail } from './in-detail.tsx';
import { Likelihoods } from './likelihoods.tsx';
import { type Entry, type Outcome, toRow } from './pictures.ts';
import { Spoken } from './spoken.tsx';

/** Which press of Describe says the first of the other guesses. */
const FIRST_GUESS = 2;
/** Longest side of the picture on the page, px. */
const LARGEST = 960;

interface Props {
  /** Where nothing else names the picture. */
  heading?: boolean;
  entry: Entry & { outcome: Outcome };
  setDraft: (draft: string) => void;
  say: (notice: string) => void;
}

export function Detail({ heading, entry, setDraft, say }: Props) {
  const { source, outcome } = entry;
  const { answer } = outcome;
  const picture = usePicture(entry);
  const sentence = spokenSentence(answer);
  const copy = () =>
    navigator.clipboard.writeText(sentence).then(
      () => say(text('copied', sentence)),
      () => say(text('notCopied')),
    );
  const lines = [sentence, ...answer.guesses.map((_, i) => spokenSentence(answer, {}, i + FIRST_GUESS))];
  const saveText = () => save(`${baseOf(source.name)}.txt`, `${lines.join('\n')}\n`, 'text/plain');
  return (
    <section class="detail">
      {heading && <h2>{source.name}</h2>}
      <div>
        <Spoken sentence={sentence} lang={answer.lang} />
        {!answer.own && <p class="hint">{surenessOf(answer.band, answer.probability)}</p>}
        <div class="actions">
          <button type="button" onClick={copy}>
            {text('copy')}
          </button>
          <button type="button" onClick={saveText}>
            {text('describeSave')}
          </button>
        </div>
        <Guesses guesses={answer.guesses} lang={answer.lang} />
        <Draft draft={toRow(entry, outcome).draft} lang={answer.lang} change={setDraft} say={say} />
      </div>
      <div>
        <HowSo outcome={outcome} picture={picture} />
        {picture && <InDetail picture={picture} />}
      </div>
    </section>
  );
}

function surenessOf(band: Outcome['answer']['band'], probability: number): string {
  if (band === null) return text('describeSilent');
  return text(band === 'likely' ? 'describeLikely' : 'describeDoubtful', percent(probability));
}

function Guesses({ guesses, lang }: Pick<Outcome['answer'], 'guesses' | 'lang'>) {
  if (guesses.length === 0) return null;
  return (
    <>
      <h3>{text('describeGuesses')}</h3>
      <Likelihoods of={guesses} lang={lang} />
    </>
  );
}

/** Decoded again: nobody could hold hundreds of large pictures. */
function usePicture({ source, outcome }: Entry): ImageBitmap | undefined {
  const [picture, show] = useState<ImageBitmap>();
  useEffect(() => {
    let gone = false;
    show(undefined);
    const decoding = source.decode().then(async ({ bitmap, width, height }) => {
      const scale = Math.min(1, LARGEST / Math.max(width, height));
      const [resizeWidth, resizeHeight] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
      const small = await createImageBitmap(bitmap, { resizeWidth, resizeHeight }).finally(() => bitmap.close());
      if (gone) small.close();
      else show(small);
    });
    decoding.catch(() => undefined); // why not, the sentence says
    return () => {
      gone = true;
    };
  }, [source, outcome]);
  return picture;
}

const baseOf = (name: string) => (name.split('/').at(-1) ?? name).replace(/\.\w+$/, '') || 'picture';
