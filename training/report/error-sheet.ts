// The error sheet: a page that anyone can read, two plots, and the numbers that the options page shows. Pure; runs in Node.
import { CAREFULNESSES, type Carefulness } from '../../model/carefulness.ts';
import { escaped, page, table } from '../pages/html.ts';
import { FOREIGN_RISK, KINDS, RISKS } from '../silence/fit-calibration.ts';
import type { Interval } from '../silence/honest.ts';
import type { Figures } from './error-figures.ts';
import { calibrationPlot, percent, riskPlot } from './error-plots.ts';
import type { NetworkFigures } from './network-figures.ts';

/** File name → content. */
export function errorSheet(figures: Figures): Record<string, string> {
  return {
    'error-sheet.html': sheet(figures),
    'risk-coverage.svg': riskPlot(figures),
    'calibration.svg': calibrationPlot(figures),
    'measured.json': `${JSON.stringify(measured(figures), null, 2)}\n`,
  };
}

const fixed = (value: number | null) => (value === null ? '–' : value.toFixed(2));
const between = (interval: Interval | null) =>
  interval ? `${percent(interval.value)} (${percent(interval.low)} to ${percent(interval.high)})` : '–';

/** What the options page, the first-run page and the model card show, in measured.json. */
export interface Measured {
  steps: Record<Carefulness, { coverage: number; correct: number; contentWords: number }>;
  photos: number;
  otherPhotos: { coverage: number; correct: number };
  nonPhotos: { described: number; count: number };
  /** Said five times or more, most wrongly first. */
  wrongNouns: string[];
  /** Numbers said, and the fraction that a person bears out. */
  numbers: Record<string, number>;
  network: NetworkFigures;
}

function measured({ steps, kinds, photos, nouns, numbers, network }: Figures): Measured {
  const round = (value: number | null) => Number((value ?? 0).toFixed(3));
  const entries = CAREFULNESSES.map((step) => {
    const { coverage, correct, contentWords } = steps[step];
    return [step, { coverage: round(coverage), correct: round(correct), contentWords: round(contentWords) }];
  });
  const drawn = kinds.filter(({ kind }) => kind.startsWith('drawn'));
  const count = drawn.reduce((sum, { pictures }) => sum + pictures, 0);
  const described = round(drawn.reduce((sum, row) => sum + row.described, 0) / count);
  const otherPhotos = { coverage: round(photos.coverage), correct: round(photos.correct) };
  return {
    steps: Object.fromEntries(entries) as Measured['steps'],
    photos: steps.normal.images,
    otherPhotos,
    nonPhotos: { described, count },
    wrongNouns: nouns.slice(0, 5).map(({ word }) => word),
    numbers: Object.fromEntries(numbers.map(({ word, said, right }) => [word, round(right / said)])),
    network: rounded(network),
  };
}

/** Four digits after the point are more than the intervals allow. */
const rounded = <T>(figures: T): T =>
  JSON.parse(JSON.stringify(figures), (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value));

function sheet(figures: Figures): string {
  const { steps, photos, nouns, numbers, kinds, failures, calibration } = figures;
  const stepRows = CAREFULNESSES.map((step: Carefulness) => {
    const { coverageInterval, correctInterval, contentWords, shortened, ciderD, ciderDWhole } = steps[step];
    const scores = `${fixed(ciderD)} of ${fixed(ciderDWhole)}`;
    return [
      step,
      between(coverageInterval),
      between(correctInterval),
      fixed(contentWords),
      percent(shortened),
      scores,
      percent(RISKS[step]),
    ];
  });
  return page(
    'How often Inkling is wrong',
    `<p>Everything here was measured on pictures that the network did not learn from. A noun counts as right when one of the five people who described the picture said it, or something that is one (“a surfer” makes “a person” right). Ranges in brackets are 95 % intervals. <code>npm run calibrate</code> makes this page.</p>
<h2>Everyday photographs</h2>
${table(`${steps.normal.images} photographs of Flickr8k, described unasked`, ['How careful', 'Described', 'Nouns right', 'Nouns and verbs said', 'One word only', 'CIDEr-D of what is said, and of the network’s whole sentences', 'Bound on descriptions with a wrong noun'], stepRows)}
<p>The bound is held by conformal risk control: of new pictures of this kind, no more than that share is expected to get a description with a wrong noun. It says nothing about pictures of other kinds.</p>
<p><img src="risk-coverage.svg" alt="Risk and coverage: with the share of photographs described grows the share of wrong nouns; the table above has the three points."></p>
<h2>Other photographs</h2>
<p>Of ${photos.images} photographs of other things, ${percent(photos.coverage)} got a description; ${between(photos.correctInterval)} of these name the thing or what it is a kind of. The encoder has probably seen pictures like these when it was made, so expect less elsewhere; and “a person holding a fish” counts as wrong for <i>tench</i>. Captions are trusted only in pictures that are enough like Flickr8k’s: at most ${percent(FOREIGN_RISK)} of such photographs are expected to be misdescribed.</p>
<h2>Kinds of pictures</h2>
${table(
  'What the gate lets through, and what is described in the end',
  ['Kind', 'Pictures', 'Taken for a photograph', 'Described'],
  kinds.map(({ kind, pictures, passed, described }) => [kind, String(pictures), String(passed), String(described)]),
)}
<p>The drawn ones are made by the program that made those the gate learned from, from another seed.</p>
<h2>Probabilities</h2>
<p>Expected calibration error by cross-validation: ${KINDS.map((kind) => `${kind}s ${percent(calibration[kind].error)} (${calibration[kind].count} words)`).join(', ')}. A verb or an adjective often counts as wrong because people chose another.</p>
<p><img src="calibration.svg" alt="Calibration: for nouns, verbs and modifiers, the probability claimed against the share that is right; all lie near the diagonal."></p>
<h2>Words</h2>
${table(
  'Nouns said most wrongly, of those said five times or more',
  ['Noun', 'Said', 'Right'],
  nouns.slice(0, 15).map(({ word, said, right }) => [word, String(said), percent(right / said, 0)]),
)}
${table(
  'Numbers; more than two is always said as “several”',
  ['Word', 'Said', 'Borne out by a person'],
  numbers.map(({ word, said, right }) => [word, String(said), said ? percent(right / said, 0) : '–']),
)}
<h2>Twenty failures</h2>
<ol>
${failures.map(({ said, wrong, named }) => `<li>Said “${escaped(said)}”. Nobody said ${wrong.map((word) => `“${escaped(word)}”`).join(' or ')}; people said: ${named.map(escaped).join(', ') || 'nothing that two agree on'}.</li>`).join('\n')}
</ol>
<h2>What could not be measured</h2>
<p>Whether errors differ by skin tone, age, or the aids that disabled people use: the pictures carry no such marks. People are called “a person” or “a child” whatever the network thinks, so that it cannot be wrong about gender; it still may miss people, and nobody has measured whom it misses more often.</p>`,
  );
}
