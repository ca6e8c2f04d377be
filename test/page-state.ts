// Writes down everything in a page, frames and shadow trees included, and tells what Inkling has changed in it. Runs in Node.
import type { Page } from 'playwright-core';

/** One node of a page. */
export interface PageNode {
  /** Tag or text, and every attribute in its order, those that Inkling writes excepted. */
  own: string;
  /** What may be Inkling's: aria-label, lang and data-inkling. */
  labelled: Record<string, string>;
  /** What the page says should happen to it: its data-expect. */
  expect: string;
  /** Why: the title of the section that it is in. */
  why: string;
}

/** What Inkling did to a page, or left undone. */
export interface Changes {
  /** Elements that are labelled as they should be. */
  labelled: number;
  /** Everything else that differs, in words. */
  wrong: string[];
}

/** Every node of the page and its frames, in document order; the frames in an order that does not depend on chance. */
export async function stateOf(page: Page): Promise<PageNode[]> {
  const frames = await page.frames(); // in Firefox a promise, see firefox.ts
  const states = await Promise.all(frames.map((frame) => frame.evaluate(writeDown)));
  const key = (nodes: PageNode[]) => nodes.map(({ own }) => own).join();
  return states.sort((a, b) => (key(a) < key(b) ? -1 : 1)).flat();
}

/** Runs in the page. Goes by the prototypes, because pages hide methods behind the names of form fields. */
function writeDown(): PageNode[] {
  const of = <T>(prototype: object, name: string, object: object): T => Reflect.get(prototype, name, object) as T;
  const closed = (globalThis as { closedRoots?: Map<Element, ShadowRoot> }).closedRoots;
  const attributesOf = (element: Element) =>
    Element.prototype.getAttributeNames
      .call(element)
      .map((name) => [name, Element.prototype.getAttribute.call(element, name) ?? '']);
  const nodes: PageNode[] = [];
  let why = '';
  const visit = (node: Node, depth: number) => {
    const isElement = node instanceof Element;
    const all = isElement ? attributesOf(node) : [];
    const [ours, rest] = [true, false].map((own) =>
      all.filter(([name]) => /^(aria-label|lang|data-inkling)$/.test(name) === own),
    );
    const name = of<string>(Node.prototype, 'nodeName', node);
    const text = of<string | null>(Node.prototype, 'nodeValue', node) ?? '';
    const own = `${'  '.repeat(depth)}${name} ${rest.map(([name, value]) => `${name}="${value}"`).join(' ')}${text}`;
    const attribute = (wanted: string) => rest.find(([name]) => name === wanted)?.[1] ?? '';
    if (name === 'SECTION') why = attribute('title');
    nodes.push({ own, labelled: Object.fromEntries(ours), expect: attribute('data-expect'), why });
    const root = isElement ? (of<ShadowRoot | null>(Element.prototype, 'shadowRoot', node) ?? closed?.get(node)) : null;
    if (root) visit(root, depth + 1);
    for (const child of of<NodeList>(Node.prototype, 'childNodes', node)) visit(child, depth + 1);
  };
  visit(document, 0);
  return nodes;
}

/**
 * Compares: exactly what carries data-expect="auto" may have got a label ("either": may or may not), and nothing else
 * may differ.
 */
export function changesBetween(before: PageNode[], after: PageNode[]): Changes {
  if (before.length !== after.length) return { labelled: 0, wrong: [`${before.length} nodes became ${after.length}`] };
  const faults = before.map((node, i) => ({ node, fault: faultOf(node, after[i]) }));
  const wrong = faults
    .filter(({ fault }) => fault)
    .map(({ node, fault }) => `${node.why}: ${fault}: ${node.own.trim()}`);
  return { labelled: after.filter(isLabelled).length, wrong };
}

function faultOf(before: PageNode, now: PageNode): string | null {
  if (now.own !== before.own) return `changed to ${now.own.trim()}`;
  if (before.expect === 'auto') return isLabelled(now) ? null : 'not labelled';
  if (before.expect === 'either' && isLabelled(now)) return null;
  return JSON.stringify(now.labelled) === JSON.stringify(before.labelled) ? null : 'labelled';
}

const isLabelled = ({ labelled }: PageNode) =>
  'data-inkling' in labelled && labelled.lang === 'en' && /^Might be: ./.test(labelled['aria-label'] ?? '');
