// Walks the page as it is rendered, through shadow roots in both directions. Pure functions over the DOM; runs in web pages.

/**
 * A form's fields hide its members behind their names, for extensions too: `<input name="parentNode">` makes the form its
 * own grandchild. So what may be a form is only asked through the prototypes.
 */
const getter = (prototype: object, name: string) => Object.getOwnPropertyDescriptor(prototype, name)!.get!;
const parentOf = getter(Node.prototype, 'parentNode');
const slotOf = getter(Element.prototype, 'assignedSlot');

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** Like closest(): not through shadow roots, but fast. */
export function closest(element: Element | null, selector: string): Element | null {
  return element && Element.prototype.closest.call(element, selector);
}

export function attributeOf(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

export function queryAll(node: ParentNode, selector: string): NodeListOf<Element> {
  return (node instanceof Element ? Element.prototype : node).querySelectorAll.call(node, selector);
}

/** Everything in the node that matches, and the node itself if it does; not in shadow roots. */
export function allIn(node: ParentNode, selector: string): Element[] {
  const self = node instanceof Element && matches(node, selector) ? [node] : [];
  return [...self, ...queryAll(node, selector)];
}

/** Is it in this document? Pages move elements into those of their frames, and take them out. */
export const isHere = (node: Node) => node.isConnected && node.ownerDocument === document;

/** The element and what it is rendered inside, innermost first: slots and shadow hosts count, unlike in parentElement. */
export function* selfAndAncestors(element: Element): Generator<Element> {
  for (let node: Node | null = element; node; node = flatParent(node)) if (node instanceof Element) yield node;
}

function flatParent(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  const parent = parentOf.call(node);
  return (node instanceof Element ? (slotOf.call(node) ?? closedSlotOf(node, parent)) : null) ?? parent;
}

/** Of a closed shadow root, the browser does not say into which slot an element goes. */
function closedSlotOf(element: Element, parent: Node | null): Element | undefined {
  const root = parent instanceof Element && isCustom(parent) ? shadowRootOf(parent) : null;
  const name = attributeOf(element, 'slot') ?? '';
  return root ? Array.from(root.querySelectorAll('slot')).find((slot) => slot.name === name) : undefined;
}

/** The innermost of the element and what it is rendered inside that matches. */
export function closestRendered(element: Element, selector: string): Element | undefined {
  for (const each of selfAndAncestors(element)) if (matches(each, selector)) return each;
  return undefined;
}

/** The element's shadow root, closed ones included where the browser lets extensions see them. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (!(element instanceof HTMLElement) || element instanceof HTMLFormElement) return null;
  if (element.shadowRoot) return element.shadowRoot;
  // Asking throws once the extension is gone.
  const { runtime, dom } = globalThis.chrome ?? {};
  if (!runtime?.id || !mayHideRoot(element)) return null;
  return (dom ? dom.openOrClosedShadowRoot(element) : (element as InFirefox).openOrClosedShadowRoot) ?? null;
}

/** For extensions only, Firefox's elements themselves tell. */
type InFirefox = HTMLElement & { openOrClosedShadowRoot?: ShadowRoot };

/** Asking costs a call into the browser; closed roots belong to custom elements, or to elements with nothing else in them. */
function mayHideRoot(element: HTMLElement): boolean {
  return isCustom(element) || !element.firstChild;
}

/** A custom element may get its shadow root at any time. */
export const isCustom = (element: Element) => !(element instanceof HTMLFormElement) && element.localName.includes('-');

/** Most of the elements that cannot have a shadow root, to pass over them quickly. */
const NEVER_HOSTS =
  'a,abbr,b,br,button,canvas,code,em,figcaption,figure,form,hr,i,iframe,img,input,label,li,link,meta,ol,option,path,picture,script,source,strong,style,svg,table,tbody,td,th,time,tr,ul,use,video';
const MAY_HOST = `:not(${NEVER_HOSTS})`;

/** The elements at and below a node that may have a shadow root. */
export function* hostsIn(node: ParentNode): Generator<Element> {
  if (node instanceof Element) yield node;
  yield* queryAll(node, MAY_HOST);
}

/** The node itself and every shadow root below it. */
export function* rootsIn(node: ParentNode): Generator<ParentNode> {
  yield node;
  for (const host of hostsIn(node)) {
    const root = shadowRootOf(host);
    if (root) yield* rootsIn(root);
  }
}

/** What is rendered within an element and matches: in shadow roots below it, and in what is put into its slots. */
export function* renderedIn(node: ParentNode, selector: string): Generator<Element> {
  for (const root of rootsIn(node)) {
    yield* queryAll(root, selector);
    for (const slot of queryAll(root, 'slot') as NodeListOf<HTMLSlotElement>) {
      for (const each of slot.assignedElements()) {
        if (matches(each, selector)) yield each;
        yield* renderedIn(each, selector);
      }
    }
  }
}

/** The words in an element as written; where there are none, those in its slots. */
export function textOf(element: Element): string {
  const own = element.textContent?.trim();
  if (own) return own;
  const slots = Array.from(queryAll(element, 'slot') as NodeListOf<HTMLSlotElement>);
  return slots
    .flatMap((slot) => slot.assignedNodes().map(({ textContent }) => textContent?.trim()))
    .join(' ')
    .trim();
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
