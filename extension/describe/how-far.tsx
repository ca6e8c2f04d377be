// How far the work on many pictures is, with rate and time left. Runs as a part of the describe page.
import { useEffect, useRef } from 'preact/hooks';
import { interfaceLanguage, text, textOf } from '../text.ts';
import type { Pictures, Progress } from './pictures.ts';

export function HowFar({ pictures }: { pictures: Pictures }) {
  const progress = pictures.progress();
  const { done, total, running } = progress;
  const [over, whole] = [useRef<HTMLParagraphElement>(null), useRef<HTMLDivElement>(null)];
  const isOver = done === total;
  const hadFocus = isOver && whole.current?.contains(document.activeElement);
  useEffect(() => {
    if (hadFocus) over.current?.focus(); // its button has gone
  }, [isOver]);
  if (isOver)
    return (
      <p ref={over} tabIndex={-1}>
        {textOf('describeAllDone', total)}
      </p>
    );
  return (
    <div ref={whole} class="progress">
      <progress value={done} max={total} aria-label={text('describeProgress')} />
      <p>{howFarInWords(progress)}</p>
      <button type="button" onClick={running ? pictures.stop : pictures.go}>
        {text(running ? 'cancel' : 'describeGoOn')}
      </button>
    </div>
  );
}

function howFarInWords({ done, total, running, rate }: Progress): string {
  if (!running) return text('describeStopped', done, total);
  if (rate === 0) return text('describeBegun', done, total);
  const perSecond = rate.toLocaleString(interfaceLanguage(), { maximumSignificantDigits: 2 });
  return text('describeHowFar', done, total, perSecond, durationInWords((total - done) / rate));
}

/** "42 s", "3 min" */
function durationInWords(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  const format = { style: 'unit', unit, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(interfaceLanguage(), format).format(Math.ceil(value));
}
