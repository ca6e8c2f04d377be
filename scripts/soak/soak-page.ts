// What somebody sees and does in one page of the soak. Runs in Node.
import type { Page } from 'playwright-core';
import { PICTURES } from './soak-site.ts';

export interface Seen {
  name: string | null;
  label: string | null;
  marked: boolean;
}

/** Every picture of the page, and whatever else carries a label, in frames and shadow trees too. */
export async function labelsIn(page: Page): Promise<Seen[]> {
  const frames = await page.frames(); // in Firefox a promise
  return (await Promise.all(frames.map((frame) => frame.evaluate(look)))).flat();
}

/** Runs in the page, and so without functions that have a name: what runs this file would give them one in its own way. */
function look(): Seen[] {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  const seen = roots.flatMap((root) => Array.from(root.querySelectorAll('img, [data-inkling]')));
  return seen.map((element) => ({
    name: element.getAttribute('data-name'),
    label: element.getAttribute('aria-label'),
    marked: element.hasAttribute('data-inkling'),
  }));
}

/** Moves, takes out, puts back, copies or exchanges pictures, or scrolls: whatever pages do. */
export function change(page: Page, random: () => number): Promise<void> {
  const given = {
    kind: Math.floor(random() * 6),
    at: random(),
    other: random(),
    number: Math.floor(random() * 1e9),
    pictures: PICTURES,
  };
  return page.evaluate(async ({ kind, at, other, number, pictures }) => {
    const images = Array.from(document.querySelectorAll('img'));
    const [one, another] = [at, other].map((share) => images[Math.floor(share * images.length)]);
    if (kind === 0 || !one) return scrollTo(0, at * document.documentElement.scrollHeight);
    if (kind === 1) document.body.prepend(one);
    if (kind === 2) one.remove();
    if (kind === 3) document.body.append(one.cloneNode(true));
    if (kind === 4) another.after(one);
    if (kind === 5) {
      one.dataset.name = pictures[number % pictures.length];
      one.src = `/picture/${one.dataset.name}?${number}`;
    }
    if (kind !== 2) return;
    await new Promise((resume) => setTimeout(resume, other * 300));
    document.body.append(one);
  }, given);
}
