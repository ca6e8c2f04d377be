// What Describe has told of the pictures of a page, for as long as they stay the same. Runs in web pages.
import type { Answer } from '../messages.ts';
import { addressOf } from './picture-address.ts';

interface Told {
  answer: Answer;
  sentence: string;
}

/** One element that somebody has asked about. */
interface Question {
  /** What it showed then. */
  address: string;
  /** Missing while there is no answer, or none that still counts. */
  told?: Told;
}

const questions = new Map<Element, Question>();

/** Notes that somebody asks about an element. @returns what to call with the answer; false where it came too late */
export function askAbout(element: Element): (told: Told) => boolean {
  const question: Question = { address: addressOf(element) };
  questions.set(element, question);
  return (told) => {
    const counts = questions.get(element) === question;
    if (counts) question.told = told;
    return counts;
  };
}

/** What has been told of the picture that the element shows now. */
export function toldOf(element: Element): Told | undefined {
  const question = questions.get(element);
  return question?.address === addressOf(element) ? question.told : undefined;
}

/** The elements that still show what somebody asked about; the others are forgotten. */
export function askedAbout(): Element[] {
  for (const [element, { address }] of questions) {
    if (!element.isConnected || addressOf(element) !== address) questions.delete(element);
  }
  return [...questions.keys()];
}

export function forgetTold(): void {
  questions.clear();
}
