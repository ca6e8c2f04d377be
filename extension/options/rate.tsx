// How fast the browser's voice speaks. Runs as a part of the extension's pages.
import { useEffect, useRef, useState } from 'preact/hooks';
import { RATES } from '../settings.ts';
import { text } from '../text.ts';

export function Rate({ rate, choose }: { rate: number; choose: (rate: number) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [shown, show] = useState(rate);
  useEffect(() => {
    if (document.activeElement !== input.current) show(rate); // while it is being moved, the slider is ahead of what is stored
  }, [rate]);
  const change = (value: number) => {
    show(value);
    choose(value);
  };
  const times = text('timesNormal', shown);
  return (
    <label>
      {text('speed')}
      <input
        ref={input}
        type="range"
        min={RATES.least}
        max={RATES.most}
        step={0.1}
        value={shown}
        aria-valuetext={times}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <span aria-hidden="true">{times}</span>
    </label>
  );
}
