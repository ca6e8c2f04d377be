// Who notifies screen readers in Chrome (ARIA 1.3 notifications). Runs in web pages.

export const notifier = (): Document | Element => document.documentElement;
