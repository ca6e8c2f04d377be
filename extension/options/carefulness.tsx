// The choice between silence and error, each step with its measured error rate. Runs as a part of an extension page.
import { CAREFULNESSES } from '../../model/carefulness.ts';
import { ERROR_SHEET, ratesInWords, sourceInWords, useMeasured } from '../measured.ts';
import type { Carefulness } from '../messages.ts';
import { text } from '../text.ts';
import { Choice } from './choice.tsx';

export function HowCareful({ now, choose }: { now: Carefulness; choose: (value: Carefulness) => void }) {
  const measured = useMeasured();
  const withRates = (step: Carefulness) => {
    const rates = ratesInWords(measured, step);
    return rates ? text('stepWithRates', text(step), rates) : text(step);
  };
  const names = Object.fromEntries(CAREFULNESSES.map((step) => [step, withRates(step)])) as Record<Carefulness, string>;
  return (
    <Choice legend={text('howCareful')} names={names} values={CAREFULNESSES} now={now} choose={choose}>
      <p class="hint">
        {sourceInWords(measured)} {text('countsAtOnce')}
      </p>
      <a href={ERROR_SHEET} hreflang="en">
        {text('errorSheet')}
      </a>
    </Choice>
  );
}
