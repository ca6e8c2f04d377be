// What a page's status region tells screen readers. Runs in the pages of the extension.
import { useRef, useState } from 'preact/hooks';

export interface Notice {
  words: string;
  /** Of the words, where it is not the interface's. */
  lang?: string;
  /** Whether the same is to be seen elsewhere: then it is only for screen readers. */
  isSeen?: boolean;
}

/** Milliseconds without a notice before the next one: screen readers do not repeat a text that has not changed. */
const SETTLING = 100;

/** @returns what is in the status region, and a function that puts something else there */
export function useNotice(): [Notice, (notice: Notice) => void] {
  const [notice, show] = useState<Notice>({ words: '' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (next: Notice) => {
    clearTimeout(timer.current);
    show({ words: '' });
    timer.current = setTimeout(() => show(next), SETTLING);
  };
  return [notice, tell];
}
