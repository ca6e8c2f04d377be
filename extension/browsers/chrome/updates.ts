// When Chrome may put a new version in the place of this one. Runs in the service worker.

/** Whenever it likes: scripts in open pages outlive the extension, notice that it has gone, and take their labels back. */
export function putOffUpdates(): void {}
