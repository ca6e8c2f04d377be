// The choice between silence and error, each step with its measured error rate. Runs as a part of an extension page.
import { CAREFULNESSES } from '../../model/carefulness.ts';
import { ERROR_SHEET, ratesInWords, sourceInWords, useMeasured } from '../measured.ts';
import type { Carefulness } from '../messages.ts';
import { Choice } from './choice.tsx';

const NAMES: Record<Carefulness, string> = {
  careful: 'Careful',
  normal: 'Normal',
  talkative: 'Talkative',
};

export function HowCareful({ now, choose }: { now: Carefulness; choose: (value: Carefulness) => void }) {
  const measured = useMeasured();
  const withRates = (step: Carefulness) => {
    const rates = ratesInWords(measured, step);
    return NAMES[step] + (rates ? `: ${rates}` : '');
  };
  const names = Object.fromEntries(CAREFULNESSES.map((step) => [step, withRates(step)])) as Record<Carefulness, string>;
  return (
    <Choice legend="How careful" names={names} values={CAREFULNESSES} now={now} choose={choose}>
      <p class="hint">
        {sourceInWords(measured)} A change counts at once: descriptions that Inkling has written into open pages are
        taken back, and on sites that are on they are made anew.
      </p>
      <a href={ERROR_SHEET}>How often it is wrong: the error sheet</a>
    </Choice>
  );
}
