// Notices that the pictures of a page may have changed, in shadow roots too. Runs in web pages.
import { rootsIn } from './flat-tree.ts';

/** Milliseconds between two looks at a page that never rests, and the same as a multiple of what a look takes. */
const REST = 250;
const REST_PER_WORK = 10;

/** What can make a picture appear, change, become visible or get a name. */
const ATTRIBUTES = [
  ...[
    'alt',
    'title',
    'role',
    'src',
    'srcset',
    'sizes',
    'media',
    'class',
    'style',
    'hidden',
    'inert',
    'open',
    'contenteditable',
  ],
  ...['aria-label', 'aria-labelledby', 'aria-hidden'],
];
const EVENTS = ['load', 'toggle', 'transitionend', 'animationend', 'scroll'];

/** Calls `look` soon after every change until `signal` ends it. @returns a function that makes it look unprompted */
export function watchPage(look: () => void, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = 0;
  const soon = () => {
    if (!signal.aborted) timer ??= setTimeout(now, Math.max(0, next - performance.now()));
  };
  const watchRoot = rootWatcher(soon, signal);
  const now = () => {
    timer = undefined;
    const start = performance.now();
    for (const root of rootsIn(document)) watchRoot(root);
    look();
    const end = performance.now();
    next = end + Math.max(REST, REST_PER_WORK * (end - start));
  };
  for (const name of ['resize', 'pageshow']) addEventListener(name, soon, { signal });
  document.addEventListener('visibilitychange', soon, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  soon();
  return soon;
}

/** Observes each root once; an observer does not see into shadow roots, and most events do not leave them. */
function rootWatcher(changed: () => void, signal: AbortSignal): (root: ParentNode) => void {
  const watched = new WeakSet<ParentNode>();
  const observer = new MutationObserver(changed);
  signal.addEventListener('abort', () => observer.disconnect());
  return (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
    for (const name of EVENTS) root.addEventListener(name, changed, { capture: true, passive: true, signal });
  };
}
