// A button of one image in the list, whose label says which image. Runs as a part of the popup.
import type { Ref } from 'preact';
import { type MessageName, text } from '../text.ts';

interface Props {
  /** What it does, in one or two words. */
  name: string;
  /** The same with the image, e.g. "Describe image 3"; contains the name, for those who speak to their computer. */
  label: string;
  act: () => unknown;
  button?: Ref<HTMLButtonElement>;
  expanded?: boolean;
}

export function Action({ name, label, act, button, expanded }: Props) {
  return (
    <button type="button" ref={button} aria-label={label} aria-expanded={expanded} onClick={act}>
      {name}
    </button>
  );
}

/** A message that names an action and has another beside it, which also names the image. */
export type ActionName = keyof { [N in MessageName as `${N}Image` extends MessageName ? N : never]: N };

/** @param number of the image, its place in the list */
export function namesOf(action: ActionName, number: number): Pick<Props, 'name' | 'label'> {
  return { name: text(action), label: text(`${action}Image`, number) };
}
