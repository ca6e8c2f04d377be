// The describe page: pictures in, sentences out, and how the words came about. Runs as an extension page; needs no network.
import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../model/reasons.ts';
import { placeIn } from '../describe-page.ts';
import { ERROR_SHEET } from '../measured.ts';
import { getSettings } from '../settings.ts';
import { showPage } from '../show-page.ts';
import { text, textOf } from '../text.ts';
import { Trouble } from '../trouble.tsx';
import { type Notice, useNotice } from '../use-notice.ts';
import { reasonSentence, spokenSentence } from '../wording.ts';
import { Detail } from './detail.tsx';
import type { Taken } from './files.ts';
import { Intake } from './intake.tsx';
import { fromTab } from './picture-source.ts';
import { createPictures, type Entry, type Outcome, type Pictures } from './pictures.ts';
import { Table } from './table.tsx';

function Describe() {
  const pictures = usePictures();
  const [notice, tell] = useNotice();
  const say = (words: string, lang?: string) => tell({ words, lang });
  const entries = pictures.entries();
  const [entry] = entries.length === 1 ? entries : [];
  const take = (taken: Taken) => {
    pictures.add(taken.pictures);
    say(takenInWords(taken));
  };
  useEffect(() => {
    const place = placeIn(location.search);
    if (place)
      fromTab(place).then(
        (picture) => take({ pictures: [picture], others: 0 }),
        async (error) => {
          const { language } = await getSettings();
          say(reasonSentence(reasonOf(error), language), language);
        },
      );
  }, []);
  useAnnouncement(pictures, entry, tell);
  return (
    <>
      <h1>{text('describeTitle')}</h1>
      <Trouble />
      <p role="status" lang={notice.lang} class={notice.isSeen ? 'unseen' : ''}>
        {notice.words}
      </p>
      <Intake take={take} />
      {entries.length > 1 && <Table pictures={pictures} say={say} />}
      {isDone(entry) && (
        <Detail heading entry={entry} setDraft={(draft) => pictures.setDraft(entry.id, draft)} say={say} />
      )}
      <More />
    </>
  );
}

function takenInWords({ pictures, others }: Taken): string {
  const looking = text(pictures.length > 0 ? 'describeLooking' : 'describeNothing');
  return others > 0 ? `${looking} ${textOf('describeOthers', others)}` : looking;
}

const isDone = (entry?: Entry): entry is Entry & { outcome: Outcome } => entry?.outcome !== undefined;

/** Drawn anew at most once a frame, however fast pictures are done. */
function usePictures(): Pictures {
  const [, draw] = useState(0);
  const due = useRef(false);
  const changed = () => {
    if (due.current) return;
    due.current = true;
    requestAnimationFrame(() => {
      due.current = false;
      draw((version) => version + 1);
    });
  };
  const [pictures] = useState(() => createPictures(changed));
  return pictures;
}

/** Says what came of the picture that is shown, and when all are done. */
function useAnnouncement(pictures: Pictures, entry: Entry | undefined, tell: (notice: Notice) => void): void {
  const { done, total, running } = pictures.progress();
  const isOver = total > 1 && done === total && !running;
  useEffect(() => {
    if (isOver) tell({ words: textOf('describeAllDone', total) });
  }, [isOver, total]);
  useEffect(() => {
    if (!entry?.outcome) return;
    tell({ words: spokenSentence(entry.outcome.answer), lang: entry.outcome.answer.lang, isSeen: true });
  }, [entry?.outcome]);
}

function More() {
  return (
    <section>
      <h2>{text('describeMore')}</h2>
      <ul>
        <li>
          <a href={ERROR_SHEET} hreflang="en">
            {text('errorSheet')}
          </a>
        </li>
        <li>
          <a href="../weights/learning-curves.svg" hreflang="en">
            {text('describeLearningCurves')}
          </a>
        </li>
        <li>
          <a href="../weights/comparison.html" hreflang="en">
            {text('describeComparison')}
          </a>
        </li>
        <li>
          <a href="../options/index.html">{text('optionsLink')}</a>
        </li>
      </ul>
    </section>
  );
}

showPage(<Describe />, text('describeTitle'));
