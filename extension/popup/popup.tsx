// The toolbar popup: the switch for this site, what Inkling does on this page, its images one by one. Runs as an extension page.
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../model/reasons.ts';
import type { PageStatus } from '../messages.ts';
import { Trouble } from '../trouble.tsx';
import { useSettings } from '../use-settings.ts';
import { Keys } from '../welcome/keys.tsx';
import { reasonSentence } from '../wording.ts';
import { count } from './count.ts';
import { Pictures } from './pictures.tsx';
import { stopSpeechOnKey } from './say.ts';
import { MissingOrigins, SiteSwitch } from './site-switch.tsx';
import { readStatus, readTab, type TabState, undo } from './tab.ts';

/** Milliseconds between looks at the page while the popup is open. */
const REFRESH = 1000;
/** Milliseconds until the second look: at the first, the page may have had no time to see what is where in it. */
const SOON = 100;
/** Milliseconds without a notice before the next one: screen readers do not repeat a text that has not changed. */
const SETTLING = 100;

function Popup() {
  const [tab, showTab] = useState<TabState>();
  const [notice, say] = useNotice();
  const settings = useSettings();
  useEffect(() => {
    const language = settings?.language;
    if (language) readTab().then(showTab, (error) => say(`${reasonSentence(reasonOf(error), language)}.`, language));
  }, [settings]);
  useStatus(tab, (status) => showTab((now) => now && { ...now, status }));
  const heading = useRef<HTMLHeadingElement>(null);
  const takeBack = async () => say(`${count(await undo(tab!), 'description')} taken back.${tab?.on ? UNDO_HINT : ''}`);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Inkling
      </h1>
      <Trouble />
      <p role="status" lang={notice.lang}>
        {notice.text}
      </p>
      {tab?.origin && <SiteSwitch tab={tab} settings={settings} say={say} />}
      {tab?.origin && <MissingOrigins tab={tab} settings={settings} say={say} heading={heading} />}
      {tab && <Counts status={tab.status} takeBack={takeBack} />}
      {tab && settings && <Pictures tab={tab} language={settings.language} say={say} />}
      <Footer />
    </>
  );
}

const UNDO_HINT = ' Load the page again to have it described anew.';

interface Notice {
  text: string;
  /** Where it is not that of the popup. */
  lang?: string;
}

/** @returns what is in the status region, and a function that puts something else there */
function useNotice(): [Notice, (text: string, lang?: string) => void] {
  const [notice, show] = useState<Notice>({ text: '' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = (text: string, lang?: string) => {
    clearTimeout(timer.current);
    show({ text: '' });
    timer.current = setTimeout(() => show({ text, lang }), SETTLING);
  };
  return [notice, say];
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
      <h2>On this page</h2>
      <p>{summary(status)}</p>
      <button type="button" onClick={takeBack}>
        Undo descriptions on this page
      </button>
    </section>
  );
}

/** One sentence, so that it is heard in one go; nothing about what there is none of. */
function summary({ found, unexamined, described, silent, waiting }: PageStatus): string {
  const least = unexamined > 0 ? 'At least ' : '';
  const more = [
    [described, 'described'],
    [silent, 'left without a description'],
    [waiting, 'waiting'],
    [unexamined, 'not looked at yet'],
  ] as const;
  const parts = more.filter(([number]) => number > 0).map(([number, what]) => `, ${number} ${what}`);
  return `${least}${count(found, 'image')} without a name${parts.join('')}.`;
}

function Footer() {
  return (
    <>
      <section>
        <h2>Keys</h2>
        <Keys />
      </section>
      <p class="hint">Or right-click an image and choose Describe to hear one description.</p>
      <a href="../options/index.html" target="_blank" rel="noopener">
        Options
      </a>
    </>
  );
}

stopSpeechOnKey();
render(<Popup />, document.getElementById('root')!);
