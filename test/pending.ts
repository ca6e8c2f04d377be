// Cases that Inkling does not get right yet, as rules.ts calls them; a page that is a case of its own is left out. Runs in Node.
export const PENDING = new Set<string>([]);
