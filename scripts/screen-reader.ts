// What a screen reader would say of each picture on a page, from the browser's own accessibility tree. Runs in Node.
import type { CDPSession, Page } from 'playwright-core';

export interface SpokenPicture {
  /** The address of what is shown, as the page's own code sees it. */
  src: string;
  /** "image", or "none" for a picture that is skipped. */
  role: string;
  /** Empty where a screen reader has nothing to say but the role. */
  name: string;
}

/** The <img> elements of the top frame, in the order of the document, open and closed shadow trees included. */
export async function listenToPictures(page: Page): Promise<SpokenPicture[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const spoken = new Map(nodes.map((node) => [node.backendDOMNodeId, node]));
    return await Promise.all(
      picturesIn(root).map(async (id) => ({ src: await sourceOf(session, id), ...roleAndName(spoken.get(id)) })),
    );
  } finally {
    await session.detach();
  }
}

interface DomNode {
  nodeName: string;
  backendNodeId: number;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

function picturesIn(node: DomNode): number[] {
  const below = [...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(picturesIn);
  return node.nodeName === 'IMG' ? [node.backendNodeId, ...below] : below;
}

async function sourceOf(session: CDPSession, backendNodeId: number): Promise<string> {
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  const functionDeclaration = 'function () { return this.currentSrc || this.src; }';
  const options = { objectId: object.objectId, functionDeclaration, returnByValue: true };
  return (await session.send('Runtime.callFunctionOn', options)).result.value;
}

/** Pictures that the tree leaves out or marks as ignored are not spoken at all. */
function roleAndName(node?: { ignored: boolean; role?: { value?: string }; name?: { value?: string } }) {
  if (!node || node.ignored) return { role: 'none', name: '' };
  return { role: node.role?.value ?? 'none', name: node.name?.value ?? '' };
}
