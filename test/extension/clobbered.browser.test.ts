// A page that puts its own things in the place of what scripts call.
import { expect, test } from 'vitest';
import { useContentPages } from '../content-page.ts';
import { undoEverywhere, untilQuiet } from '../settle.ts';

const { use } = useContentPages();

/** Goes by the protocol: in this page, hardly any method works. */
async function labels(): Promise<(string | undefined)[]> {
  const session = await use.page.context().newCDPSession(use.page);
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: '[data-expect]' });
  const each = async (nodeId: number) => {
    const { attributes } = await session.send('DOM.getAttributes', { nodeId });
    const at = attributes.indexOf('aria-label');
    return at < 0 ? undefined : attributes[at + 1];
  };
  const all = await Promise.all(nodeIds.map(each));
  await session.detach();
  return all;
}

test('names and prototypes that are not what they seem keep no label away, and none stays', async () => {
  await use.page.goto(`${use.servers.pages}clobbered.html`);
  await untilQuiet(use.inkling.worker, use.page);
  expect(await labels()).toEqual(Array(3).fill(expect.stringMatching(/^Might be: ./)));
  await undoEverywhere(use.inkling.worker, use.page);
  expect(await labels()).toEqual(Array(3).fill(undefined));
});
