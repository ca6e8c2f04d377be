// A button of one image in the list, whose name says which image. Runs as a part of the popup.
import type { Ref } from 'preact';

interface Props {
  /** What it does, in one or two words. */
  name: string;
  /** The image, e.g. "image 3". */
  of: string;
  act: () => unknown;
  button?: Ref<HTMLButtonElement>;
  expanded?: boolean;
}

export function Action({ name, of, act, button, expanded }: Props) {
  return (
    <button type="button" ref={button} aria-label={`${name} ${of}`} aria-expanded={expanded} onClick={act}>
      {name}
    </button>
  );
}
