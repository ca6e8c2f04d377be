// Writes Inkling's labels and takes them back without a trace. Runs in web pages.
import { MARK } from './author-name.ts';
import { allIn, attributeOf, isHere, rootsIn } from './flat-tree.ts';
import { isOffLimits } from './judge-image.ts';
import { addressOf } from './picture-address.ts';

/** Marks are this run's own: after an update, the run before it must not take the labels of this one for its own. */
const RUN = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
/** A page that takes our label away twice does not want it on that element. */
const MOST_REWRITES = 2;

interface Label {
  /** The picture that it is about. */
  address: string;
  /** Attribute → the value that Inkling wrote. */
  written: Record<string, string>;
  /** Attribute → the page's own value; null when it had none. */
  before: Record<string, string | null>;
  /** Taken back for good: copies that the page still has are to lose it as well. */
  withdrawn?: boolean;
}

/** Ownership is remembered here and never read from the page, which could forge it. */
const labels = new Map<Element, Label>();
/** Every label ever written, by its mark: pages clone elements, and clones carry the label with them. */
const byMark = new Map<string, Label>();
const rewrites = new WeakMap<Element, number>();

/**
 * Names the element.
 * @param language of the sentence; null when that is not known
 * @returns false when the page has removed the label too often
 */
export function label(element: Element, sentence: string, language: string | null = 'en'): boolean {
  unlabel(element);
  if ((rewrites.get(element) ?? 0) >= MOST_REWRITES) return false;
  const mark = `${RUN}-${byMark.size + 1}`;
  const written = { 'aria-label': sentence, ...(language && { lang: language }), [MARK]: mark };
  const before = Object.fromEntries(Object.keys(written).map((name) => [name, element.getAttribute(name)]));
  for (const [name, value] of Object.entries(written)) element.setAttribute(name, value);
  const made = { address: addressOf(element), written, before };
  labels.set(element, made);
  byMark.set(mark, made);
  return true;
}

/** The label that Inkling has on the element; undefined when there is none. */
export function labelOf(element: Element): string | undefined {
  return labels.get(element)?.written['aria-label'];
}

/** Puts back what the page had; what the page has changed since stays as it is. */
export function unlabel(element: Element): void {
  const ours = labels.get(element);
  if (!ours) return;
  labels.delete(element);
  for (const [name, value] of Object.entries(ours.written)) {
    if (element.getAttribute(name) === value) restore(element, name, ours.before[name]);
  }
}

function restore(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Takes every label back, copies of it included, also those that the page puts back later. @returns how many there were */
export function undoAll(): number {
  if (byMark.size === 0) return 0;
  late.observe(document, { subtree: true, childList: true });
  for (const root of rootsIn(document)) adoptIn(root);
  for (const made of byMark.values()) made.withdrawn = true;
  const elements = [...labels.keys()];
  elements.forEach(unlabel);
  return elements.length;
}

/** Pages keep copies of their own parts, to show them again when the user comes back. */
const late = new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) if (node instanceof Element) adoptIn(node);
  }
});

/** The elements that carry a label now. */
export const labelled = (): Iterable<Element> => labels.keys();

/** How many elements carry a label now. */
export function labelCount(): number {
  return labels.size;
}

/** Gives way where the page has named, changed or removed the element since, made something else of it, or shows another picture. */
export function giveWay(element: Element): void {
  const label = labels.get(element);
  if (!label) return;
  const ours = label.written['aria-label'];
  const changed = attributeOf(element, 'aria-label') !== ours;
  if (changed) rewrites.set(element, (rewrites.get(element) ?? 0) + 1);
  const gone = !isHere(element) || addressOf(element) !== label.address;
  if (changed || gone || isOffLimits(element, ours)) unlabel(element);
}

/** Takes back the labels of elements that have left for another document, before this one goes. */
export function unlabelMoved(): void {
  for (const element of labels.keys()) if (element.ownerDocument !== document) unlabel(element);
}

/**
 * Takes over the labels that the page has copied together with their elements, so that they go when the others go, which
 * is at once where they have gone.
 */
export function adoptIn(node: ParentNode): void {
  allIn(node, `[${MARK}]`).forEach(adopt);
}

function adopt(element: Element): void {
  const original = byMark.get(attributeOf(element, MARK) ?? '');
  const copied = original && attributeOf(element, 'aria-label') === original.written['aria-label'];
  if (!copied || labels.has(element)) return;
  labels.set(element, original);
  if (original.withdrawn) unlabel(element);
}
