// Walks the page as it is rendered, through shadow roots in both directions. Pure functions over the DOM; runs in web pages.

/** The element and what it is rendered inside, innermost first: slots and shadow hosts count, unlike in parentElement. */
export function* selfAndAncestors(element: Element): Generator<Element> {
  for (let node: Node | null = element; node; node = flatParent(node)) if (node instanceof Element) yield node;
}

function flatParent(node: Node): Node | null {
  return (node as Element).assignedSlot ?? (node instanceof ShadowRoot ? node.host : node.parentNode);
}

/** Asks the prototype, because a form's fields hide its methods behind their names. */
export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** The innermost of the element and what it is rendered inside that matches. */
export function closestRendered(element: Element, selector: string): Element | undefined {
  for (const each of selfAndAncestors(element)) if (matches(each, selector)) return each;
  return undefined;
}

/** The element's shadow root, closed ones included where the browser lets extensions see them. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  // Asking costs a call into the browser, and closed roots belong to custom elements in practice.
  if (!element.localName.includes('-') || !(element instanceof HTMLElement)) return null;
  return globalThis.chrome?.dom?.openOrClosedShadowRoot(element) ?? null;
}

/** The node itself, if it is a root, and every shadow root below it. */
export function* rootsIn(node: ParentNode): Generator<ParentNode> {
  yield node;
  const within = node instanceof Element ? shadowRootOf(node) : null;
  if (within) yield* rootsIn(within);
  for (const element of node.querySelectorAll('*')) {
    const root = shadowRootOf(element);
    if (root) yield* rootsIn(root);
  }
}

/** What is at a point of the viewport (CSS px), topmost first, through overlays and into shadow roots. */
export function elementsAt(x: number, y: number, root: Document | ShadowRoot = document): Element[] {
  // A shadow root answers with what lies outside of it as well.
  const own = root.elementsFromPoint(x, y).filter((element) => element.getRootNode() === root);
  return own.flatMap((element) => {
    const inner = shadowRootOf(element);
    return inner ? [...elementsAt(x, y, inner), element] : [element];
  });
}

/** The element that has the focus, inside shadow roots too; undefined when that is only the page. */
export function focusedElement(): Element | undefined {
  let focused = document.activeElement;
  for (let root = focused && shadowRootOf(focused); root?.activeElement; root = shadowRootOf(focused)) {
    focused = root.activeElement;
  }
  return focused && focused !== document.body && focused !== document.documentElement ? focused : undefined;
}
