// What Inkling says of images, inside a page whose own language may be another. Runs in the pages of the extension.
import type { ComponentChildren } from 'preact';

/** Marked, so that screen readers take the right voice. @param lang a BCP 47 tag */
export const Spoken = ({ lang, children }: { lang: string; children: ComponentChildren }) => (
  <span lang={lang}>{children}</span>
);
