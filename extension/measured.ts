// How often descriptions are wrong: the measured figures that ship beside the weights, in words. Runs in the extension's pages.
import { useEffect, useState } from 'preact/hooks';
import type { Carefulness } from './messages.ts';
import { text, textOf } from './text.ts';

/** The page with everything that was measured, relative to the folder of another page of the extension. */
export const ERROR_SHEET = '../weights/error-sheet.html';

/** The contents of weights/measured.json; whatever is missing is not spoken of. */
export interface Measured {
  steps?: Partial<Record<Carefulness, Step>>;
  /** Photos that the figures of the steps are from. */
  photos?: number;
  /** Pictures of other kinds, and the fraction of them that got a description. */
  nonPhotos?: { described: number; count: number };
}

/** Fractions from 0 to 1. */
export interface Step {
  /** Of everyday photos, those that got a description. */
  coverage: number;
  /** Of the nouns in it, those that were right. */
  correct: number;
}

/** @returns {} until the file has been read, and when it cannot be read */
export function useMeasured(): Measured {
  const [measured, show] = useState<Measured>({});
  useEffect(() => {
    readMeasured().then(show, () => undefined);
  }, []);
  return measured;
}

async function readMeasured(): Promise<Measured> {
  const response = await fetch(chrome.runtime.getURL('weights/measured.json'));
  return (await response.json()) ?? {};
}

/**
 * "describes about 62 % of everyday photos; about 1 noun in 11 is wrong", or `ratesAsSet`: a whole sentence about Inkling
 * as it is set now; undefined where that was not measured
 */
export function ratesInWords(
  { steps }: Measured,
  carefulness: Carefulness,
  form: 'rates' | 'ratesAsSet' = 'rates',
): string | undefined {
  const step = steps?.[carefulness];
  if (!isFraction(step?.coverage) || !isFraction(step?.correct)) return undefined;
  const [share, wrong] = [Math.round(100 * step.coverage), 1 - step.correct];
  // Listeners grasp "1 in 11" sooner than "9.1 %".
  return wrong < 0.01 ? text(`${form}FewErrors`, share) : text(form, share, Math.round(1 / wrong));
}

/** "Measured on 499 photos. Of 1,234 pictures of other kinds, 2 got a description."; '' where that is not known */
export function sourceInWords({ photos, nonPhotos }: Measured): string {
  const parts: string[] = [];
  if (isCount(photos)) parts.push(textOf('measuredOn', photos));
  if (isCount(nonPhotos?.count) && isFraction(nonPhotos.described)) {
    const described = Math.round(nonPhotos.described * nonPhotos.count);
    parts.push(described ? textOf('otherKinds', described, nonPhotos.count) : text('otherKindsNone', nonPhotos.count));
  }
  return parts.join(' ');
}

const isFraction = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
