// Reads attributes in pages where hardly any method works: by the protocol, not by a script in the page. Runs in Node.
import type { Page } from 'playwright-core';

/** The attribute of each element that matches, in document order; null where it has none. */
export async function attributesByProtocol(page: Page, selector: string, name: string): Promise<(string | null)[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
  const each = async (nodeId: number) => {
    const { attributes } = await session.send('DOM.getAttributes', { nodeId });
    const at = attributes.indexOf(name);
    return at < 0 ? null : attributes[at + 1];
  };
  const all = await Promise.all(nodeIds.map(each));
  await session.detach();
  return all;
}
