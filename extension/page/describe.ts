// Answers Describe: finds the picture, asks, labels it where a label may be. Runs in web pages.
import type { Reason } from '../../model/reasons.ts';
import type { Language } from '../languages/languages.ts';
import type { Answer, Protocol, Told } from '../messages.ts';
import { createPresses } from '../presses.ts';
import { type Context, reasonSentence, spokenSentence } from '../wording.ts';
import { askNow, forgetFailures, isOutOfReach } from './ask.ts';
import { authorName, isDecorative } from './author-name.ts';
import { settle } from './entries.ts';
import { findTarget, type Target } from './find-target.ts';
import { judge } from './judge-image.ts';
import { labelOf } from './label-image.ts';
import { addressOf } from './picture-address.ts';
import { askAbout, askedAbout } from './told.ts';
import { boxOnScreen } from './viewport.ts';

const presses = createPresses();

/** @param watch keeps labels up to date from now on */
export async function describe(request: Parameters<Protocol['page:describe']>[0], watch: () => void): Promise<Told> {
  const { lang = 'en' } = request;
  const target = findTarget(request);
  if (!target) return refuse('no-image', lang);
  const context = request.from === 'list' ? {} : contextOf(target); // the list says that itself
  if (verdictOf(target.element) === 'never') return refuse('too-small', lang, context);
  forgetFailures();
  const { answer, press } = await tell(target.element, watch, (answer) => presses(answer, context));
  // It is on screen all the same: a picture of the screen may do.
  const box = isOutOfReach(target.element, answer) ? boxOnScreen(target.element) : undefined;
  const sentence = spokenSentence(answer, context, press);
  return { sentence, lang: answer.lang, reason: answer.reason, shareable: answer.shareable, box, context };
}

/** Asks anew about all that Describe was chosen for, because the user wants other descriptions now; says nothing. */
export function describeAgain(watch: () => void): void {
  for (const element of askedAbout()) tell(element, watch).catch(() => undefined); // Inkling is gone; content.ts notices
}

async function tell(element: Element, watch: () => void, count: (answer: Answer) => number = () => 0) {
  const address = addressOf(element);
  const note = askAbout(element);
  const answer = await askNow(element);
  const press = count(answer);
  const counts = note({ answer, sentence: spokenSentence(answer, {}, press) });
  if (counts && verdictOf(element) === 'auto') {
    settle(element, address, answer);
    watch();
  }
  return { answer, press };
}

const verdictOf = (element: Element) => judge(element, labelOf(element)).describe;

const refuse = (reason: Reason, lang: Language, context?: Context): Told => {
  return { sentence: reasonSentence(reason, lang, context), lang, reason, shareable: true };
};

function contextOf({ element, chosen }: Target): Context {
  return { chosen, name: authorName(element, labelOf(element)), decorative: isDecorative(element) };
}
