// Writes down what changes in a page, in shadow roots too; what follows from it is worked out when somebody reads it. Runs in web pages.
import { LINKS } from './author-name.ts';
import { attributeOf, closest, hostsIn, isCustom, shadowRootOf } from './flat-tree.ts';
import { labelOf } from './label-image.ts';
import type { Slices } from './slices.ts';

/** What can make a picture appear, change, become visible or get a name. */
const ATTRIBUTES = [
  ...['alt', 'title', 'role', 'src', 'srcset', 'sizes', 'media', 'data', 'class', 'style', 'hidden', 'inert', 'open'],
  ...['contenteditable', 'tabindex', 'href', 'id', 'aria-label', 'aria-labelledby', 'aria-hidden'],
];
/** After these, an element or what is in it may look otherwise. */
const EVENTS = ['load', 'toggle', 'transitionend', 'animationend', 'change'];
/** Elements whose text can name the pictures in them. */
const NAMING = `${LINKS}, figure, [role~="figure" i]`;

/** What has happened since the notes were last read. */
export interface Changes {
  /** New parts of the page and the shadow roots in them; at first, and when the tab is shown again, the whole page. */
  roots: ParentNode[];
  /** Wherever something has changed so that the verdict about the pictures in it may be another one. */
  touched: Set<ParentNode>;
  /** Has anything happened at all? A name can depend on words anywhere. */
  changed: boolean;
}

/**
 * Begins to take notes, which costs next to nothing, until `signal` ends it; none are taken in a hidden tab.
 * @param written called when there is something to read
 */
export function takeNotes(written: () => void, signal: AbortSignal) {
  let page = fresh(document);
  /** Custom elements that may get their shadow root later, of which nobody tells. */
  const hosts = new Set<Element>();
  const observer = new MutationObserver((records) => {
    if (records.every(isOurs)) return;
    for (const record of records) page.records.push(record);
    written();
  });
  const heard = ({ target }: Event) => {
    if (target instanceof Element) page.touched.add(target.matches('link, style') ? document : target);
    written();
  };
  const follow = () => {
    observer.disconnect(); // a hidden page costs nothing
    page = fresh(document);
    if (!document.hidden) written();
  };
  document.addEventListener('visibilitychange', follow, { signal });
  signal.addEventListener('abort', () => observer.disconnect());

  /** An observer does not see into shadow roots, and most events do not leave them. Doing it again changes nothing. */
  function watch(root: ParentNode): void {
    if (document.hidden) return; // nobody would read the notes, and they would grow
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
    for (const name of EVENTS) root.addEventListener(name, heard, { capture: true, passive: true, signal });
    root.addEventListener('scroll', written, { capture: true, passive: true, signal });
  }

  return {
    async read(slices: Slices): Promise<Changes> {
      const { records, added, touched } = page;
      page = fresh();
      for (const record of records) {
        readRecord(record, added, touched);
        if (slices.step()) await slices.turn();
      }
      for (const host of hosts) {
        if (shadowRootOf(host) || !host.isConnected) hosts.delete(host) && added.add(host);
        if (slices.step()) await slices.turn();
      }
      const roots = [...added];
      for (const root of roots) {
        // Comes to the roots that are added on the way, too.
        if (!(root instanceof Element)) watch(root);
        for (const host of hostsIn(root)) {
          const inner = shadowRootOf(host);
          if (inner) roots.push(inner);
          else if (isCustom(host)) hosts.add(host);
          if (slices.step()) await slices.turn();
        }
      }
      return { roots, touched, changed: records.length + touched.size + roots.length > 0 };
    },
  };
}

const fresh = (...nodes: ParentNode[]) => ({
  records: [] as MutationRecord[],
  added: new Set(nodes),
  touched: new Set<ParentNode>(),
});

function readRecord(
  { type, target, addedNodes }: MutationRecord,
  added: Set<ParentNode>,
  touched: Set<ParentNode>,
): void {
  if (type === 'attributes') return void touched.add(target as Element);
  for (const node of addedNodes) if (node instanceof Element) added.add(node);
  if (target === document) added.add(document); // opened anew: the listeners went with what was there before
  const named = closest(target instanceof Element ? target : target.parentElement, NAMING);
  if (named) touched.add(named);
}

/** Our own writing is no news. */
function isOurs({ attributeName, target }: MutationRecord): boolean {
  const ours = attributeName === 'aria-label' ? labelOf(target as Element) : undefined;
  return ours !== undefined && ours === attributeOf(target as Element, 'aria-label');
}
