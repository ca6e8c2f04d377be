// Cases that Inkling does not get right yet, as rules.ts calls them; a page that is a case of its own is left out. Runs in Node.
export const PENDING = new Set<string>([
  'words from a style sheet',
  'slotted into a closed root that hides it',
  'named by an element that a script set',
  "form fields that hide the form's own methods",
  'a frame from another origin', // only while it is off the screen
  'a frame hidden from screen readers',
  'an inert frame',
  'a frame in an inert part',
]);
