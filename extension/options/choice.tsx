// One choice among a few values, as radio buttons. Runs as a part of an extension page.
import type { ComponentChildren } from 'preact';

interface Props<T extends string> {
  legend: string;
  names: Record<T, ComponentChildren>;
  values: readonly T[];
  now: T;
  choose: (value: T) => void;
  children?: ComponentChildren;
}

/** @param children what is said or set below the buttons */
export function Choice<T extends string>({ legend, names, values, now, choose, children }: Props<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={legend} value={value} checked={value === now} onChange={() => choose(value)} />
          {names[value]}
        </label>
      ))}
      {children}
    </fieldset>
  );
}
