// What lies around Inkling in Firefox: where keys are changed, and what Firefox itself does about pictures. Runs in extension pages.

/** Opens the browser's page in which the keys of extensions are changed. */
export function openShortcutSettings(): Promise<void> {
  return (globalThis as unknown as { browser: Newer }).browser.commands.openShortcutSettings();
}

/** Since Firefox 137; the types do not know it yet. */
interface Newer {
  commands: { openShortcutSettings(): Promise<void> };
}

/** Firefox describes no pictures of web pages. */
export const OtherDescriptions = () => null;
