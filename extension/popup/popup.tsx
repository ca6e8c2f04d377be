// The toolbar popup: the switch for this site, what Inkling does on this page, its images one by one. Runs as an extension page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../model/reasons.ts';
import { DESCRIBE_PAGE } from '../describe-page.ts';
import type { PageStatus } from '../messages.ts';
import { showPage } from '../show-page.ts';
import { text, textOf } from '../text.ts';
import { Trouble } from '../trouble.tsx';
import { useNotice } from '../use-notice.ts';
import { useSettings } from '../use-settings.ts';
import { Keys } from '../welcome/keys.tsx';
import { reasonSentence } from '../wording.ts';
import { Pictures } from './pictures.tsx';
import { type Say, stopSpeechOnKey } from './say.ts';
import { MissingOrigins, SiteSwitch } from './site-switch.tsx';
import { readStatus, readTab, type TabState, undo } from './tab.ts';

/** Milliseconds between looks at the page while the popup is open. */
const REFRESH = 1000;
/** Milliseconds until the second look: at the first, the page may have had no time to see what is where in it. */
const SOON = 100;

function Popup() {
  const [tab, showTab] = useState<TabState>();
  const [notice, tell] = useNotice();
  const say: Say = (words, lang) => tell({ words, lang });
  const settings = useSettings();
  useEffect(() => {
    const language = settings?.language;
    if (language) readTab().then(showTab, (error) => say(`${reasonSentence(reasonOf(error), language)}.`, language));
  }, [settings]);
  useStatus(tab, (status) => showTab((now) => now && { ...now, status }));
  const heading = useRef<HTMLHeadingElement>(null);
  const takeBack = async () => {
    const taken = textOf('takenBack', await undo(tab!));
    say(tab?.on ? `${taken} ${text('loadAgain')}` : taken);
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Inkling
      </h1>
      <Trouble />
      <p role="status" lang={notice.lang}>
        {notice.words}
      </p>
      {tab?.origin && <SiteSwitch tab={tab} settings={settings} say={say} />}
      {tab?.origin && <MissingOrigins tab={tab} settings={settings} say={say} heading={heading} />}
      {tab && <Counts status={tab.status} takeBack={takeBack} />}
      {tab && settings && <Pictures tab={tab} language={settings.language} say={say} />}
      <Footer />
    </>
  );
}

/** Looks at the page again and again, each time after the last answer: a page with many images takes its time. */
function useStatus(tab: TabState | undefined, show: (status: PageStatus) => void): void {
  useEffect(() => {
    if (!tab) return;
    let timer: ReturnType<typeof setTimeout>;
    let open = true;
    const refresh = async () => {
      const status = await readStatus(tab.id, tab.frames);
      if (!open) return;
      show(status);
      timer = setTimeout(refresh, REFRESH);
    };
    timer = setTimeout(refresh, SOON);
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [tab?.id, tab?.frames]);
}

function Counts({ status, takeBack }: { status: PageStatus; takeBack: () => void }) {
  return (
    <section>
      <h2>{text('onThisPage')}</h2>
      <p>{summary(status)}</p>
      <button type="button" onClick={takeBack}>
        {text('undo')}
      </button>
    </section>
  );
}

/** One sentence, so that it is heard in one go; nothing about what there is none of. */
function summary({ found, unexamined, described, silent, waiting }: PageStatus): string {
  const more = Object.entries({ described, silent, waiting, unexamined }).filter(([, number]) => number > 0);
  const parts = more.map(([name, number]) => textOf(name as 'described', number));
  return `${[textOf(unexamined > 0 ? 'foundAtLeast' : 'found', found), ...parts].join(', ')}.`;
}

function Footer() {
  return (
    <>
      <section>
        <h2>{text('keys')}</h2>
        <Keys />
      </section>
      <p class="hint">{text('rightClick')}</p>
      <p>
        <a href={DESCRIBE_PAGE} target="_blank" rel="noopener">
          {text('describeOpen')}
        </a>
      </p>
      <a href="../options/index.html" target="_blank" rel="noopener">
        {text('options')}
      </a>
    </>
  );
}

stopSpeechOnKey();
showPage(<Popup />, 'Inkling');
