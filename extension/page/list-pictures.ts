// The pictures of one frame for the popup's list: what each is and what has been said of it. Runs in web pages.
import type { Answer, Protocol } from '../messages.ts';
import type { ListedPicture, PictureStep } from '../picture-list.ts';
import { type MessageName, text } from '../text.ts';
import { labelFor, reasonSentence } from '../wording.ts';
import { authorName, isDecorative } from './author-name.ts';
import { answerOf } from './entries.ts';
import { findImages } from './find-images.ts';
import { judge, type Verdict, type Why } from './judge-image.ts';
import { labelOf } from './label-image.ts';
import { addressOf } from './picture-address.ts';
import { toldOf } from './told.ts';

/** Milliseconds of the page's time for one reply; judging 10,000 pictures at a stretch would freeze it for seconds. */
const BUDGET = 10;
/** Characters: a longer address is a whole file in itself, which the list has no use for. */
const LONGEST_ADDRESS = 200_000;
/** Characters of an author's name that are repeated. */
const LONGEST_NAME = 150;

/** What a picture is: where it has no name, and where its author named it. */
const KINDS: Record<Why, [nameless?: MessageName, named?: MessageName]> = {
  'no name': ['kindNameless'],
  'alone in a link': ['kindAloneNameless', 'kindAlone'],
  hidden: ['kindHidden', 'kindHidden'],
  'too small': ['kindTooSmall', 'kindTooSmall'],
  small: ['kindSmallNameless', 'kindSmall'],
  long: ['kindLongNameless', 'kindLong'],
  drawing: ['kindDrawingNameless', 'kindDrawing'],
  control: ['kindControlNameless', 'kindControl'],
  'not loaded': ['kindNotLoadedNameless', 'kindNotLoaded'],
  'part of a picture': ['kindPart', 'kindPart'],
  editable: ['kindEditable', 'kindEditable'],
  advertisement: ['kindAdvertisementNameless', 'kindAdvertisement'],
  decorative: ['kindDecorative', 'kindDecorative'],
  named: [],
  'in a named link': ['kindInNamedLink', 'kindInNamedLink'],
};

/** What a person who looks for images without a name would want to find; icons are left out because there are too many. */
const WORTH_A_NAME = new Set<Why>(['no name', 'alone in a link', 'long', 'drawing', 'control', 'not loaded']);

const ids = new WeakMap<Element, number>();
const elements = new Map<number, WeakRef<Element>>();
/** The pictures as they were when the list began, so that the places in it stay the same. Weak: the page may drop them. */
let snapshot: WeakRef<Element>[] = [];

/** The element with this id; undefined when the page has removed it. */
export function listedElement(id: number): Element | undefined {
  const element = elements.get(id)?.deref();
  return element?.isConnected ? element : undefined;
}

type Request = Parameters<Protocol['page:pictures']>[0];

/** Some pictures, from the one at `offset` on. @param all also those that have a name or need none */
export function listPictures({ offset, most, all }: Request): PictureStep {
  const start = performance.now();
  if (offset === 0) snapshot = Array.from(findImages(document), (element) => new WeakRef(element));
  const pictures: ListedPicture[] = [];
  let next = offset;
  // At least one a reply, so that the list gets on however slow the page is.
  while (next < snapshot.length && pictures.length < most && (next === offset || performance.now() - start < BUDGET)) {
    const element = snapshot[next++].deref();
    if (!element?.isConnected) continue;
    const verdict = judge(element, labelOf(element));
    if (all || isNameless(element, verdict)) pictures.push(entryFor(element, verdict));
  }
  return { pictures, next: next < snapshot.length ? next : null, total: snapshot.length };
}

/** How a listed picture is now. */
export function listedPicture(id: number): ListedPicture | null {
  const element = listedElement(id);
  return element ? entryFor(element, judge(element, labelOf(element))) : null;
}

/** Has the author left out a name that is missed? Inkling's own label is none. */
export function isNameless(element: Element, { why }: Verdict = judge(element, labelOf(element))): boolean {
  return WORTH_A_NAME.has(why) && !isDecorative(element) && !authorName(element, labelOf(element));
}

function entryFor(element: Element, { describe, why }: Verdict): ListedPicture {
  const { width, height } = element.getBoundingClientRect();
  const address = addressOf(element);
  return {
    id: idOf(element),
    url: address.length > LONGEST_ADDRESS ? '' : address,
    width: Math.round(width),
    height: Math.round(height),
    about: aboutIt(element, why),
    canDescribe: describe !== 'never',
    ...saidOf(element),
  };
}

function idOf(element: Element): number {
  const known = ids.get(element);
  if (known) return known;
  const id = elements.size + 1;
  ids.set(element, id);
  elements.set(id, new WeakRef(element));
  return id;
}

function aboutIt(element: Element, why: Why): string {
  const name = authorName(element, labelOf(element));
  const [nameless, named] = KINDS[!name && isDecorative(element) ? 'decorative' : why];
  if (!name) return inWords(nameless);
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).trimEnd()}…` : name;
  return `${text('authorCallsIt', short)} ${inWords(named)}`.trim();
}

const inWords = (name?: MessageName): string => (name ? text(name) : '');

/** What Describe told counts more: the user asked for it. Automatic mode has only said what it could write into the page. */
function saidOf(element: Element): Pick<ListedPicture, 'said' | 'lang' | 'described' | 'own' | 'key'> {
  const told = toldOf(element);
  const answer = told?.answer ?? answerOf(element);
  if (!answer) return { described: false };
  const label = labelOf(element) ?? labelFor(answer);
  const said = told?.sentence ?? label ?? reasonSentence(answer.reason ?? 'unsure', answer.lang);
  const { lang, key } = answer;
  return { said, lang, described: (told ? answer.text : label) !== null, own: ownOf(answer), key };
}

function ownOf({ own, text, reason }: Answer): ListedPicture['own'] {
  if (reason === 'hidden') return null;
  return own ? text : undefined;
}
