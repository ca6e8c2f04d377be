// Measures when the network is right and sets from that what is said: npm run calibrate [-- --data FOLDER]. Runs in Node.
// One half of dev fits the probability of each word; the other half, unseen by that, sets the thresholds.
import { parseArgs } from 'node:util';
import { type Captioner, type Carefulness, load } from '../model/captioner.ts';
import { type Calibration, decide, type Observation, type Step } from '../model/decide.ts';
import { gatherEvidence } from '../model/evidence.ts';
import { probability } from '../model/logistic.ts';
import { lemmasSaid } from '../model/words.ts';
import { readPixels } from '../scripts/image-file.ts';
import { devHalf, openFlickr8k } from './captions.ts';
import { calibrationError, controlRisk } from './conformal.ts';
import { readBuffer, WASM_PATH, weightsFile, weightsFingerprint, writeAtomically } from './files.ts';
import { fitLogistic } from './fit-logistic.ts';
import { contentSize, countNouns, shareRight } from './honest.ts';
import { showProgress } from './progress.ts';
import { tokenize } from './tokenize.ts';

/** One picture of dev, seen and known. */
interface Known {
  file: string;
  observation: Observation;
  captions: string[];
}

const KINDS = ['noun', 'verb', 'modifier'] as const;

/** Wrong nouns per picture that each step may say, in expectation: the bound that conformal risk control holds. */
const RISKS: Record<Carefulness, number> = { careful: 0.06, normal: 0.12, talkative: 0.2 };
/** A picture cannot lose more than this many wrong nouns. */
const WORST = 3;
const THRESHOLDS = Array.from({ length: 50 }, (_, i) => 0.5 + i / 100);
/** Share of dev pictures that are too strange to be captioned. */
const STRANGE = 0.05;
/** Summed probability of classes from which on a thing is named. */
const LABELS: Record<Carefulness, number> = { careful: 0.9, normal: 0.8, talkative: 0.7 };
/** A threshold that nothing reaches. */
const NEVER = 2;
/** Detected persons are rarely in doubt; this is well below them. */
const PERSON = 0.3;

/** What is said at a noun threshold; verbs and details need less, since they are not what misleads. */
const stepAt = (noun: number, label: number, alonePerson = NEVER): Step => ({
  noun,
  verb: 0.5,
  modifier: 0.5,
  alone: Math.max(noun, 0.9),
  alonePerson,
  label,
});
/** For whoever asks. */
const DOUBTFUL = stepAt(0.5, 0.5, 0.9);

async function calibrate(data?: string): Promise<void> {
  const known = await observeDev(data);
  const fitting = known.filter(({ file }) => devHalf(file) === 'choose');
  const setting = known.filter(({ file }) => devHalf(file) === 'calibrate');
  const words = fitWords(fitting);
  reportErrors(words, setting);
  const strangeness = known.map(({ observation }) => observation.verdict.strangeness).sort((a, b) => a - b);
  const familiar = strangeness[Math.floor((1 - STRANGE) * strangeness.length)];
  const base = { weights: weightsFingerprint(), words, familiar, named: familiar, person: PERSON };
  const calibrationAt = (noun: number, label: number): Calibration => {
    const step = stepAt(noun, label);
    return { ...base, steps: { careful: step, normal: step, talkative: step }, doubtful: DOUBTFUL };
  };
  const wrongNouns = (calibration: Calibration) =>
    setting.map(({ observation, captions }) => {
      const { text, band } = decide(observation, calibration, 'normal');
      if (text === null || band !== 'likely') return 0;
      const { nouns, right } = countNouns(text, captions);
      return nouns - right;
    });
  const entries = (Object.keys(RISKS) as Carefulness[]).map((step) => {
    const at = (noun: number) => calibrationAt(noun, LABELS[step]);
    const noun = controlRisk(THRESHOLDS, (threshold) => wrongNouns(at(threshold)), WORST, RISKS[step]);
    return [step, stepAt(noun, LABELS[step])] as const;
  });
  const steps = Object.fromEntries(entries) as Calibration['steps'];
  const calibration: Calibration = { ...base, steps, doubtful: DOUBTFUL };
  writeAtomically(weightsFile('calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`);
  const measured = Object.fromEntries(entries.map(([step]) => [step, measure(setting, calibration, step)]));
  writeAtomically(
    weightsFile('measured.json'),
    `${JSON.stringify({ steps: measured, photos: setting.length }, null, 2)}\n`,
  );
  console.log(measured);
}

/** Every dev picture through the network. calibration.json is not read on the way, so it need not exist. */
async function observeDev(data?: string): Promise<Known[]> {
  const dev = await openFlickr8k('dev', data);
  const captioner: Captioner = await load({
    weights: async (file) =>
      file === 'calibration.json' ? new TextEncoder().encode('{}').buffer : readBuffer(weightsFile(file)),
    wasmPath: WASM_PATH,
    compute: 'processor',
  });
  const progress = showProgress('looking at dev', dev.files.length, 'pictures');
  const known: Known[] = [];
  for (const file of dev.files) {
    const observation = await captioner.observe(await readPixels(await dev.images.read(file)));
    known.push({ file, observation, captions: dev.captions.get(file) ?? [] });
    progress.step();
  }
  progress.stop();
  dev.images.close();
  captioner.dispose();
  return known;
}

/** The words said of some pictures: what speaks for each, and whether a human says it too. */
function outcomes(known: Known[], kind: (typeof KINDS)[number]) {
  return known.flatMap(({ observation: { sentences, opinion }, captions }) => {
    const human = lemmasSaid(captions.flatMap(tokenize));
    const said = gatherEvidence(sentences, opinion).filter((word) => word.kind === kind);
    return said.map(({ features, lemma }) => ({ features, right: human.has(lemma) }));
  });
}

function fitWords(known: Known[]): Calibration['words'] {
  const fitKind = (kind: (typeof KINDS)[number]) => {
    const examples = outcomes(known, kind);
    return fitLogistic(
      examples.map(({ features }) => features),
      examples.map(({ right }) => right),
    );
  };
  return { noun: fitKind('noun'), verb: fitKind('verb'), modifier: fitKind('modifier') };
}

function reportErrors(words: Calibration['words'], known: Known[]): void {
  for (const kind of KINDS) {
    const examples = outcomes(known, kind);
    const probabilities = examples.map(({ features }) => probability(words[kind], features));
    const error = calibrationError(
      probabilities,
      examples.map(({ right }) => right),
    );
    console.error(`${kind}s: ${examples.length}, expected calibration error ${(100 * error).toFixed(1)} points`);
  }
}

function measure(known: Known[], calibration: Calibration, step: Carefulness) {
  const said = known.flatMap(({ observation, captions }) => {
    const { text, band } = decide(observation, calibration, step);
    return text !== null && band === 'likely' ? [countNouns(text, captions)] : [];
  });
  const round = (value: number) => Number(value.toFixed(3));
  return {
    coverage: round(said.length / known.length),
    correct: round(shareRight(said)),
    contentWords: round(contentSize(said)),
  };
}

const { values } = parseArgs({ options: { data: { type: 'string' } } });
await calibrate(values.data).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
