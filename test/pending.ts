// Cases that Inkling does not get right yet, as rules.ts calls them; a page that is a case of its own is left out. Runs in Node.
export const PENDING = new Set<string>([
  'an unknown role is passed over',
  'unknown, then img',
  'doc-cover is an image (DPUB-ARIA)',
  'words from a style sheet',
  'slotted into a closed root that hides it',
  'a frame hidden from screen readers',
  'an inert frame',
  'a frame in an inert part',
  'what lies behind a modal dialog is inert',
  'named by an element that a script set',
  "form fields that hide the form's own methods",
  "form fields that hide the form's place in the page",
]);
