// Origins as the match patterns that permissions and content scripts use. Pure.

/** The patterns that cover all web pages. */
export const EVERYWHERE = ['http://*/*', 'https://*/*'];

/** The pattern that covers the site of an http(s) address: scheme and host, every port and path. */
export function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/** Does one of the patterns cover the address? Knows the two shapes that Inkling uses: `<all_urls>` and one site. */
export function covers(patterns: readonly string[], url: string): boolean {
  return isWebPage(url) && patterns.some((pattern) => pattern === '<all_urls>' || pattern === patternOf(url));
}

export function isWebPage(url: string | undefined): url is string {
  return /^https?:/.test(url ?? '') && URL.canParse(url!);
}
