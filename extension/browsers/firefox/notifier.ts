// Who notifies screen readers in Firefox (ARIA 1.3 notifications). Runs in web pages.

/** Notifications of the root element and of the body are lost there: only what is in the accessibility tree is heard. */
export const notifier = (): Document | Element => document;
