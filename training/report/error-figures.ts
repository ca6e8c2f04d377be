// How often what is said is wrong, on the half of dev that sets the thresholds, not on the one that
// chose the weights: the numbers of the error sheet. Runs in Node.
import { CAREFULNESSES, type Carefulness } from '../../model/carefulness.ts';
import type { Calibration } from '../../model/decide.ts';
import { probability } from '../../model/logistic.ts';
import type { ContentWord } from '../../model/words.ts';
import { type Bin, calibrationBins, calibrationError } from '../silence/conformal.ts';
import { fitOutcomes, KINDS, outcomes, saidUnasked } from '../silence/fit-calibration.ts';
import { countNouns, isRightForClass, NOTHING, shareRight, summarise, type Told } from '../silence/honest.ts';
import type { Captioned, Observed, Seen } from '../silence/observe.ts';
import { type Failure, findFailures, nounsSaid, numbersSaid, type Tally } from './error-words.ts';
import { type NetworkFigures, networkFigures } from './network-figures.ts';

export interface Figures {
  steps: Record<Carefulness, ReturnType<typeof summarise>>;
  /** With growing reluctance: shares of pictures described and of nouns wrong. */
  curve: { coverage: number; wrong: number }[];
  /** By tenfold cross-validation over dev. */
  calibration: Record<ContentWord['kind'], { count: number; error: number; bins: Bin[] }>;
  nouns: Tally[];
  numbers: Tally[];
  kinds: { kind: string; pictures: number; passed: number; described: number }[];
  /** Photographs unlike Flickr8k's, judged by their class. */
  photos: ReturnType<typeof summarise>;
  failures: Failure[];
  /** Of all of dev. */
  network: NetworkFigures;
}

const FOLDS = 10;

export function errorFigures(observed: Observed, calibration: Calibration): Figures {
  const dev = observed.dev.filter(({ half }) => half === 'calibrate');
  const photos = observed.photos.filter(({ half }) => half === 'calibrate');
  const captions = new Map(dev.map((picture) => [picture.file, picture.captions]));
  const summary = (step: Carefulness) => summarise(tellCaptioned(dev, calibration, step), captions);
  const normal = tellCaptioned(dev, calibration, 'normal');
  return {
    steps: Object.fromEntries(CAREFULNESSES.map((step) => [step, summary(step)])) as Figures['steps'],
    curve: riskCurve(dev, calibration),
    calibration: Object.fromEntries(
      KINDS.map((kind) => [kind, crossValidate(observed.dev, kind)]),
    ) as Figures['calibration'],
    nouns: nounsSaid(normal, captions),
    numbers: numbersSaid(normal, captions),
    kinds: kindsOfPictures(dev, photos, observed.graphics, calibration),
    photos: summarise(tellPhotos(photos, calibration)),
    failures: findFailures(normal, captions),
    network: networkFigures(
      observed.dev.map((picture) => ({ ...picture, sentence: picture.observation.sentences[0].text })),
    ),
  };
}

function tellCaptioned(pictures: Captioned[], calibration: Calibration, step: Carefulness): Told[] {
  return pictures.map((picture) => {
    const said = saidUnasked(picture, calibration, step) ?? null;
    const counts = said === null ? NOTHING : countNouns(said, picture.captions);
    return { file: picture.file, said, sentence: picture.observation.sentences[0].text, counts };
  });
}

function tellPhotos(photos: Seen[], calibration: Calibration): Told[] {
  return photos.map((photo) => {
    const said = saidUnasked(photo, calibration, 'normal') ?? null;
    const right = said !== null && isRightForClass(photo.file, said) ? 1 : 0;
    const counts = said === null ? NOTHING : { nouns: 1, right, verbs: 0 };
    return { file: photo.file, said, sentence: photo.observation.sentences[0].text, counts };
  });
}

/** The normal step, more and more reluctant. */
function riskCurve(dev: Captioned[], calibration: Calibration): Figures['curve'] {
  const { normal } = calibration.steps;
  return Array.from({ length: 19 }, (_, i) => {
    const whole = 0.05 + i * 0.05;
    const steps = { ...calibration.steps, normal: { ...normal, whole, alone: Math.max(whole, normal.alone) } };
    const told = tellCaptioned(dev, { ...calibration, steps }, 'normal').filter(({ said }) => said !== null);
    const wrong = 1 - shareRight(told.map(({ counts }) => counts));
    return told.length === 0 ? [] : [{ coverage: told.length / dev.length, wrong }];
  }).flat();
}

function crossValidate(dev: Captioned[], kind: ContentWord['kind']) {
  const folds = Array.from({ length: FOLDS }, (_, fold) => dev.filter((_, i) => i % FOLDS === fold));
  const judged = folds.flatMap((held) => {
    const model = fitOutcomes(
      outcomes(
        dev.filter((picture) => !held.includes(picture)),
        kind,
      ),
    );
    return outcomes(held, kind).map(({ features, right }) => ({ p: probability(model, features), right }));
  });
  const bins = calibrationBins(
    judged.map(({ p }) => p),
    judged.map(({ right }) => right),
  );
  return { count: judged.length, error: calibrationError(bins), bins };
}

function kindsOfPictures(
  dev: Seen[],
  photos: Seen[],
  graphics: Observed['graphics'],
  calibration: Calibration,
): Figures['kinds'] {
  const row = (kind: string, pictures: Seen[]) => ({
    kind,
    pictures: pictures.length,
    passed: pictures.filter(({ observation }) => !observation.verdict.reason).length,
    described: pictures.filter((picture) => saidUnasked(picture, calibration, 'normal') !== undefined).length,
  });
  const drawn = [...new Set(graphics.map(({ kind }) => kind))];
  return [
    row('photographs of Flickr8k', dev),
    row('other photographs', photos),
    ...drawn.map((kind) =>
      row(
        `drawn: ${kind}`,
        graphics.filter((graphic) => graphic.kind === kind),
      ),
    ),
  ];
}
