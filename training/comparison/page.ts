// The page that compares architectures: scores, learning curves, size, time, captions side by side. Pure; runs in Node.

import { ARCHITECTURES } from '../architectures/all.ts';
import { escaped, page, table } from '../pages/html.ts';
import { asOption, type Settings } from '../settings.ts';
import { nounsAgreedOn } from '../silence/honest.ts';
import { curves, curveWords } from './curves.ts';
import { CAREFUL, type Published, STUDENTS } from './published.ts';
import { differing, isCompared } from './results.ts';
import { type Compared, type Comparison, epochTable, nameOf, scoreTable, timeTable, varietyTable } from './tables.ts';

const dataAddress = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

export function comparisonPage(comparison: Comparison): string {
  const { rows, settings, references, shown } = comparison;
  const [first] = rows;
  const names = (Object.keys(settings) as (keyof Settings)[]).filter(isCompared);
  const recipe = names
    .filter((name) => name !== 'hidden' || settings.hidden > 0)
    .map((name) => asOption(name, settings[name]));
  const own = rows.flatMap(ownRecipe(settings));
  const same = own.length > 0 ? ', but for what is noted at the end, the same' : ' the same';
  const content = page(
    'Captioning architectures compared',
    `<p>All learned from ${settings.epochs} passes over the training pictures of ${escaped(comparison.data)}, from the same features of the same encoder, which did not learn along, with the same seed and${same} recipe. Each is scored on ${first.scores.images} dev pictures by the sentences that a beam of ${settings.beams} finds, of which the one is said that the others bear out most, after the epoch that was best on one half of dev. The test pictures were not looked at. <code>npm run compare</code> makes this page.</p>
${table('The architectures', ['Name', 'What it does'], rows.map(introduce))}
<h2>Scores</h2>
${scoreTable(comparison)}
<p>In brackets: 95 % intervals, from drawing the pictures again a thousand times; the last column draws the same pictures for both. Another seed moves CIDEr-D by one to three hundredths as well (so it was with the three runs of Tanti et al.), and a smaller difference says nothing. People: each caption against the others of its picture, so against one reference fewer.</p>
<h2>Learning</h2>
<p><img alt="${curveWords(rows)}" src="${dataAddress(curves(rows))}"></p>
${epochTable(rows)}
<h2>Variety</h2>
${varietyTable(rows)}
<h2>Size and time</h2>
${timeTable(comparison)}
<p>One thread of tfjs on WebAssembly, with the kernels that training uses, medians; networks of these shapes that had learned nothing took turns, so that the ratios hold on other machines more or less, the milliseconds do not. A training step: the gradients of ${settings.picturesPerStep} pictures. A description: ten words, ${settings.beams} beams. An epoch has ${comparison.steps} steps, and was timed when it was trained, whatever else the machine did then.</p>
<h2>What they say</h2>
<p>${shown.length} dev pictures, evenly spaced, not chosen; first the nouns that people named more than once.</p>
${shown.map((file, i) => captionList(file, i, rows, references.get(file) ?? [])).join('\n')}
<h2>Published scores that are not comparable</h2>
${publishedTable('Careful work, scored as here', CAREFUL)}
${publishedTable('Student projects and tutorials', STUDENTS)}
<h2>What this page cannot say</h2>
${notShown(rows)}<p>Each architecture was trained once, with a recipe that was found for ${ARCHITECTURES[0].name}. The others may want another rate or dropout. All have one encoder; with a better one, or one that learns along, the order may change.</p>
<p>The recipe: <code>${recipe.join(' ')}</code>${own.map((each) => `; ${each}`).join('')}</p>`,
  );
  return `<!-- How the captioning architectures compare; made by npm run compare. -->\n${content}`;
}

/** What one was trained with instead of the settings of all; nothing where there is no difference. */
const ownRecipe =
  (common: Settings) =>
  (row: Compared): string[] => {
    const options = differing(row.settings, common).map((name) => asOption(name, row.settings[name]));
    return options.length > 0 ? [`${nameOf(row)}: <code>${options.join(' ')}</code>`] : [];
  };

function notShown(rows: Compared[]): string {
  const missing = ARCHITECTURES.filter((each) => !rows.some(({ architecture }) => architecture.name === each.name));
  return missing.length > 0 ? `<p>Not shown here: ${missing.map(({ name }) => name).join(', ')}.</p>\n` : '';
}

const introduce = ({ architecture: { name, about, paper } }: Compared) => [
  name,
  `${escaped(about)} (<a href="${paper}">${paper.replace('https://', '')}</a>)`,
];

function captionList(file: string, i: number, rows: Compared[], captions: string[]): string {
  const people = ['people', nounsAgreedOn(captions).map(escaped).join(', ') || 'nothing that two agree on'];
  const said = rows.map((row) => [nameOf(row), escaped(row.sentences.get(file) ?? '')]);
  return table(`Picture ${i + 1}, ${escaped(file)}`, ['Who', 'Says'], [people, ...said]);
}

const publishedTable = (caption: string, published: Published[]) =>
  table(
    caption,
    ['Whose', 'Model', 'Scores as published', 'Not comparable, because'],
    published.map(({ who, model, scores, because }) => [who, model, scores, because]),
  );
