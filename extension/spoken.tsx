// What Inkling says of images, inside a page whose own language may be another. Runs in the pages of the extension.
import type { ComponentChildren } from 'preact';

/** The language of descriptions, as a BCP 47 tag. */
export const SPOKEN_LANGUAGE = 'en';

/** Marked, so that screen readers take the right voice. */
export const Spoken = ({ children }: { children: ComponentChildren }) => <span lang={SPOKEN_LANGUAGE}>{children}</span>;
