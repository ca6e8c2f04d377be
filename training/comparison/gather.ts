// All that the page of the comparison shows, from the results: scores, variety, times. Runs in Node.
import { architectureNamed } from '../architectures/all.ts';
import { allCaptions, buildVocabulary, cleanCaptions, type Dataset } from '../data/captions.ts';
import { startFastWasm } from '../fast-tfjs/start.ts';
import { toExample } from '../learning/batches.ts';
import { humanAgreement } from '../scores/agreement.ts';
import { difference, intervals } from '../scores/intervals.ts';
import { measure, summarise } from '../scores/score.ts';
import { variety } from '../scores/variety.ts';
import type { Settings } from '../settings.ts';
import type { Result } from './results.ts';
import type { Compared, Comparison } from './tables.ts';
import { takeTimes } from './timing.ts';

/** Pictures whose captions are shown. */
const SHOWN = 12;

/** @param results the first is what the others are compared with @param settings those that all have in common */
export async function gather(
  results: Result[],
  training: Dataset,
  dev: Dataset,
  settings: Settings,
): Promise<Omit<Comparison, 'data'>> {
  const judged = dev.files.filter((file) => file in results[0].sentences); // all but those that could not be read
  const described = results.map(({ sentences }) => new Map(judged.map((file) => [file, sentences[file]])));
  const measures = described.map((sentences) => measure(sentences, dev.captions));
  const learned = allCaptions(training);
  const vocabulary = buildVocabulary(learned, settings.minimumCount);
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  const examples = training.files
    .slice(0, settings.picturesPerStep)
    .map((file, slot) => toExample(slot, cleanCaptions(training, file), ids, settings.maximumWords));
  await startFastWasm();
  const architectures = results.map(({ architecture }) => architectureNamed(architecture));
  const times = await takeTimes(architectures, examples, vocabulary.length, settings);
  const rows = results.map(
    (result, i): Compared => ({
      ...result,
      architecture: architectures[i],
      scores: summarise(measures[i]),
      trust: intervals(measures[i]),
      ...(i > 0 && { toFirst: difference(measures[i], measures[0]) }),
      said: variety(described[i].values(), learned),
      sentences: described[i],
      stepTime: times.steps[i],
      decodeTime: times.descriptions[i],
    }),
  );
  const references = new Map(judged.map((file) => [file, dev.captions.get(file) ?? []]));
  return {
    rows,
    humans: humanAgreement(references),
    encodeTime: times.encoder,
    shown: evenly(judged, SHOWN),
    references,
    settings,
    steps: Math.ceil(training.files.length / settings.picturesPerStep),
  };
}

/** At most `most` of the items, from the first on, equally far apart. */
function evenly<T>(items: T[], most: number): T[] {
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}
