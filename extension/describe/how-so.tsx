// How a description came about: the words, each with where the network looked, its names for the picture, its time. Runs as a part of the describe page.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExplainedWord } from '../../model/captioner.ts';
import type { HowSo as Facts } from '../messages.ts';
import { type MessageName, text } from '../text.ts';
import { clearVeil, drawVeil } from './attention.ts';
import { Likelihoods } from './likelihoods.tsx';
import type { Outcome } from './pictures.ts';
import { Steps } from './steps.tsx';

/** @param picture to look at; undefined while it is being decoded */
export function HowSo({ outcome, picture }: { outcome: Outcome; picture?: ImageBitmap }) {
  const { howSo, answer } = outcome;
  const [chosen, choose] = useState<number>();
  useEffect(() => choose(undefined), [outcome]);
  const words = howSo?.sentence ?? [];
  const word = chosen === undefined ? undefined : words[chosen];
  const about = isFromSentence(words) ? 'describeFromSentence' : whyUnused(answer);
  return (
    <>
      {picture && <Picture picture={picture} attention={word?.attention} />}
      {howSo && (
        <>
          <h3>{text('describeHowSo')}</h3>
          {about && <p>{text(about)}</p>}
          <Steps words={words} chosen={chosen} choose={choose} />
          <Names howSo={howSo} />
          <Times outcome={outcome} howSo={howSo} />
        </>
      )}
    </>
  );
}

const isFromSentence = (words: ExplainedWord[]) => words.some(({ said }) => said);

/** Why nothing of the network's sentence is said; the user knows of what the user has put in its place. */
function whyUnused({ text: said, own, reason }: Outcome['answer']): MessageName | undefined {
  if (own || reason === 'hidden') return undefined;
  if (said !== null) return 'describeFromName';
  return reason === 'unsure' ? 'describeSentenceUnused' : 'describeSentenceElsewhere';
}

function Picture({ picture, attention }: { picture: ImageBitmap; attention?: number[] }) {
  const [canvas, veil] = [useRef<HTMLCanvasElement>(null), useRef<HTMLCanvasElement>(null)];
  const { width, height } = picture;
  useEffect(() => canvas.current?.getContext('2d')?.drawImage(picture, 0, 0), [picture]);
  useEffect(() => {
    if (attention?.length) drawVeil(veil.current!, attention);
    else clearVeil(veil.current!);
  }, [attention]);
  // What it shows is said in words.
  return (
    <div class="looked" aria-hidden="true">
      <canvas ref={canvas} key={`${width} ${height}`} width={width} height={height} />
      <canvas ref={veil} class="veil" width={9} height={9} />
    </div>
  );
}

function Names({ howSo: { labels } }: { howSo: NonNullable<Facts> }) {
  return (
    <>
      <h3>{text('describeNames')}</h3>
      {labels.length === 0 && <p>{text('describeNoNames')}</p>}
      <Likelihoods of={labels} lang="en" />
    </>
  );
}

function Times({ outcome: { reading, answer }, howSo: { steps } }: { outcome: Outcome; howSo: NonNullable<Facts> }) {
  const backend = text(answer.backend === 'webgpu' ? 'describeOnGraphicsCard' : 'describeOnProcessor');
  const rows = [
    ['describeReading', reading],
    ['describeEncoder', steps.encoder],
    ['describeDecoder', steps.decoder],
    ['describeDeciding', steps.deciding],
  ] as const;
  return (
    <>
      <h3>{text('describeTimes', backend)}</h3>
      <ul>
        {rows.map(([name, milliseconds]) => (
          <li key={name}>{text(name, Math.round(milliseconds))}</li>
        ))}
      </ul>
    </>
  );
}
