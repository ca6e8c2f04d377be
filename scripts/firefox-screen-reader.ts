// What a screen reader would say of each picture on a page, from Firefox's own accessibility tree. Runs in Node.
import type { Firefox } from './firefox.ts';
import type { FirefoxPage } from './firefox-page.ts';
import type { SpokenPicture } from './screen-reader.ts';

/** The <img> elements of the top frame, in the order of the document; without those in shadow trees. */
export async function listenInFirefox({ inWindow }: Firefox, page: FirefoxPage): Promise<SpokenPicture[]> {
  await page.bringToFront();
  const shown = await page.evaluate(() =>
    Array.from(document.images, (image) => [image.currentSrc || image.src, image.getAttribute('src') ?? '']),
  );
  const heard = await inWindow(listen);
  return shown.map(([src, written]) => {
    const at = heard.findIndex((each) => each.src === written);
    const [{ role, name }] = at < 0 ? [{ role: 'none', name: '' }] : heard.splice(at, 1);
    return { src, role, name };
  });
}

/** Goes through the accessibility tree of the tab in front. Runs in the browser's own window. */
async function listen(): Promise<SpokenPicture[]> {
  const { classes: Cc, interfaces: Ci } = Components;
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const isComplete = () => {
    const state = { value: Ci.nsIAccessibleStates.STATE_BUSY };
    service.getAccessibleFor(gBrowser.selectedBrowser)?.firstChild?.getState(state, {});
    return (state.value & Ci.nsIAccessibleStates.STATE_BUSY) === 0;
  };
  for (let tries = 0; tries < 100 && !isComplete(); tries++) await new Promise((resume) => setTimeout(resume, 100));
  const found: SpokenPicture[] = [];
  const walk = (node: Accessible) => {
    const attributes = Object.fromEntries(Array.from(node.attributes.enumerate(), ({ key, value }) => [key, value]));
    const role = service.getStringRole(node.role);
    if (attributes.tag === 'img')
      found.push({ src: attributes.src, role: role === 'graphic' ? 'image' : role, name: node.name ?? '' });
    for (let i = 0; i < node.childCount; i++) walk(node.getChildAt(i));
  };
  walk(service.getAccessibleFor(gBrowser.selectedBrowser));
  return found;
}

/** Of Firefox's own accessibility interface, https://searchfox.org/mozilla-central/source/accessible/interfaces */
interface Accessible {
  role: number;
  name: string | null;
  childCount: number;
  attributes: { enumerate(): Iterable<{ key: string; value: string }> };
  getChildAt(index: number): Accessible;
  getState(state: object, extra: object): void;
}
declare const gBrowser: { selectedBrowser: Element };
// biome-ignore lint/suspicious/noExplicitAny: the browser's own objects, without types
declare const Components: any;
