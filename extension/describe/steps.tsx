// The words of the network's sentence, to be stepped through: how likely each was, and where the network looked. Runs as a part of the describe page.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExplainedWord } from '../../model/captioner.ts';
import { percent, text } from '../text.ts';
import { placeOf } from './attention.ts';

interface Props {
  words: ExplainedWord[];
  chosen?: number;
  choose: (index: number | undefined) => void;
}

/** A toolbar: one stop of the Tab key, arrow keys within. https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/ */
export function Steps({ words, chosen, choose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  useEffect(() => setStop(0), [words]);
  if (words.length === 0) return null;
  const focusOn = (index: number) => {
    setStop(index);
    choose(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: words.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(to, 0), words.length - 1);
    setStop(next);
    list.current?.querySelectorAll('button')[next].focus();
  };
  return (
    <>
      <div
        ref={list}
        role="toolbar"
        aria-label={text('describeWords')}
        class="words"
        onKeyDown={onKeyDown}
        onMouseLeave={() => choose(undefined)}
      >
        {words.map((word, i) => (
          <button
            key={i}
            type="button"
            class={classOf(word)}
            tabIndex={i === stop ? 0 : -1}
            aria-description={inWords(word)}
            aria-pressed={i === chosen}
            onFocus={() => focusOn(i)}
            onMouseEnter={() => choose(i)}
            onClick={() => choose(i)}
          >
            <span lang="en">{word.word}</span> <small>{percent(word.probability)}</small>
          </button>
        ))}
      </div>
      <p class="hint">
        {chosen === undefined ? (
          text('describeWordsHint')
        ) : (
          <>
            <b lang="en">{words[chosen].word}</b>. {inWords(words[chosen])}
          </>
        )}
      </p>
    </>
  );
}

function classOf({ said }: ExplainedWord): string {
  if (said === undefined) return 'small';
  return said ? 'kept' : 'left-out';
}

/** "87 % likely after the words before it, 91 % sure to be right. Looked at the lower left." */
function inWords({ probability, sureness, said, attention }: ExplainedWord): string {
  const place = text(placeOf(attention));
  const likely = percent(probability);
  if (sureness === undefined) return text('describeSmallWord', likely, place);
  return text(said ? 'describeKeptWord' : 'describeLeftOutWord', likely, percent(sureness), place);
}
