// The model card, made of the weights and of what was measured with them: renewing either renews it. Runs in Node.
import { readFileSync } from 'node:fs';
import type { ModelSettings } from '../../model/captioner.ts';
import { readMetadata, readSafetensors } from '../../model/safetensors.ts';
import { fingerprint, readBuffer, weightsFile } from '../files.ts';
import type { Interval } from '../scores/intervals.ts';
import type { Scores } from '../scores/score.ts';
import { kebab, type Settings } from '../settings.ts';
import type { Measured } from './error-sheet.ts';

const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`;
const range = ([low, high]: Interval, digits: number) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
const count = (value: number) => value.toLocaleString('en');

/** What the files in `model/weights` say of themselves, as the text of `card.md`. */
export function modelCard(): string {
  const measured: Measured = JSON.parse(readFileSync(weightsFile('measured.json'), 'utf8'));
  return `# Model card

${[about(), data(measured), recipe(), scores(measured), silence(measured), failures(measured), LICENCE].join('\n\n')}\n`;
}

function about(): string {
  const millions = (file: string) => {
    const arrays = [...readSafetensors(readBuffer(weightsFile(file))).values()];
    return (arrays.reduce((sum, { values }) => sum + values.length, 0) / 1e6).toFixed(1);
  };
  const parameters = [millions('encoder.safetensors'), millions('decoder.safetensors')].join(' + ');
  const { architecture = 'attend' } = readMetadata(readBuffer(weightsFile('decoder.safetensors')));
  return `**What it is.** EfficientNet-Lite2 (ImageNet weights, the last blocks tuned) and a recurrent decoder (architecture
\`${architecture}\`) that turns its 9×9×1280 features into an English sentence; ${parameters} million parameters, most of them
rounded to four or five bits (\`training/rounding/\`). On the same features:
\`gate.safetensors\` tells photographs from other pictures, suspects persons, and measures how strange a photograph is;
\`detectors.safetensors\` gives common words a second opinion; \`labels.safetensors\` is the encoder's own classifier of 1,000
ImageNet classes, with names for people in \`labels.json\`. \`calibration.json\` holds what was measured about when they are
right. This card is of \`decoder.safetensors\` ${fingerprint(weightsFile('decoder.safetensors'))} (the first of its SHA-256) and \`encoder.safetensors\`
${fingerprint(weightsFile('encoder.safetensors'))}; \`npm run calibrate\` makes it.`;
}

function data({ network: { all, choose, calibrate } }: Measured): string {
  const words = JSON.parse(readFileSync(weightsFile('vocabulary.json'), 'utf8')).length;
  return `**Data.** Flickr8k: 5,996 training pictures with five captions each, ${count(words)} words; ${count(all.images)} dev pictures, of which
${choose.images} (by a hash of the file name) chose the weights, the ranking of sentences and the probabilities of words, and
${calibrate.images} set the thresholds. 256 other photographs and 2,124 drawn graphics taught the gate. The pictures used here are
squeezed to 224×224. Nothing was chosen on the test split.`;
}

function recipe(): string {
  const { settings, name } = readMetadata(readBuffer(weightsFile('decoder.safetensors')));
  const { beams }: ModelSettings = JSON.parse(readFileSync(weightsFile('model.json'), 'utf8'));
  const all: Settings = JSON.parse(settings);
  const list = Object.entries(all).map(([setting, value]) => `${kebab(setting)} ${value}`);
  return `**Recipe.** \`npm run train\`: cross-entropy with label smoothing, Adam, then the same with the encoder's last blocks, then
self-critical passes towards CIDEr-D; of all
epochs and of the means of weights before and after, the best on the choosing half of dev: ${name}. Seed
${all.seed}; every setting, as options: ${list.join(', ')}. What is said is searched for
with ${beams} beams. Then \`npm run make-gate\` and \`npm run calibrate\`.`;
}

function scores({ network: { all, choose, calibrate, people, intervals } }: Measured): string {
  const row = (name: string, { images, bleu, meteor, rougeL, ciderD }: Scores) =>
    `| ${[name, count(images), ...[...bleu, meteor, rougeL].map((value) => value.toFixed(1)), ciderD.toFixed(3)].join(' | ')} |`;
  const { bleu4, meteor, rougeL, ciderD } = intervals;
  return `**Scores on dev**, the network's own sentence for every picture (coco-caption definitions, five references; METEOR with the
matchers *exact* and *stem* only; people: each caption against the others of its picture):

| | pictures | BLEU-1 | BLEU-2 | BLEU-3 | BLEU-4 | METEOR | ROUGE-L | CIDEr-D |
|---|---|---|---|---|---|---|---|---|
${[row('all of dev', all), row('half that chose', choose), row('half kept for thresholds', calibrate), people ? row('people', people) : []].flat().join('\n')}

95 % intervals of all of dev: BLEU-4 ${range(bleu4, 1)}, METEOR ${range(meteor, 1)}, ROUGE-L ${range(rougeL, 1)}, CIDEr-D ${range(ciderD, 3)}.`;
}

function silence({ steps, photos, otherPhotos, nonPhotos, network }: Measured): string {
  const { coverage, correct } = steps.normal;
  return `**When it speaks.** At the normal step on ${percent(coverage)} of the ${photos} pictures kept for thresholds; ${percent(correct)} of the nouns it
then says are in one of five human captions (${percent(network.nounsRight)} if it never kept quiet). On other photographs, of ImageNet
classes, on ${percent(otherPhotos.coverage)}, of which ${percent(otherPhotos.correct)} name the thing; on ${percent(nonPhotos.described)} of ${nonPhotos.count} drawn graphics. More, with
intervals and failures, in [\`error-sheet.html\`](error-sheet.html).`;
}

function failures({ wrongNouns, numbers }: Measured): string {
  const nouns = wrongNouns.map((noun) => `"${noun}"`).join(', ');
  const two =
    numbers.two === undefined ? '' : ` "two" is borne out by a person in ${percent(numbers.two)} of the cases;`;
  return `**Known failures.** Said most wrongly: ${nouns};${two} photographs of women, men and children are all persons to it, and in
pictures unlike Flickr8k's it may name a thing beside a person and not the person. Printed colour tests and drawn drums
have passed for photographs. Which errors depend on skin tone, age or disability aids could not be measured. Not for
medical, legal or safety decisions.`;
}

const LICENCE = '**Licence.** Apache-2.0; sources in `NOTICE`.';
