// The options page: carefulness, wording, voice, sites that are on, what is remembered, where the model computes. Runs as an extension page.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { SPOKEN } from '../languages/spoken.ts';
import { type Compute, type InUse, send } from '../messages.ts';
import { COMPUTES, type Settings, setSettings, VOICES, type Voice } from '../settings.ts';
import { showPage } from '../show-page.ts';
import { Spoken } from '../spoken.tsx';
import { text, textAround } from '../text.ts';
import { Trouble } from '../trouble.tsx';
import { useNotice } from '../use-notice.ts';
import { useSettings } from '../use-settings.ts';
import { WORDINGS, type Wording } from '../wording.ts';
import { HowCareful } from './carefulness.tsx';
import { Choice } from './choice.tsx';
import { inUseInWords } from './in-use.ts';
import { DescriptionLanguage } from './language.tsx';
import { Memory } from './memory.tsx';
import { MostPerPage } from './most-per-page.tsx';
import { Rate } from './rate.tsx';
import { Sites } from './sites.tsx';
import { Speaker } from './speaker.tsx';

const VOICE_NAMES: Record<Voice, string> = {
  chrome: text('browserVoice'),
  'screen reader': text('myScreenReader'),
  both: text('bothVoices'),
};

const COMPUTE_NAMES: Record<Compute, string> = {
  automatic: text('computeAutomatic'),
  'graphics card': text('computeGraphicsCard'),
  processor: text('computeProcessor'),
};

function Options() {
  const settings = useSettings();
  const [notice, tell] = useNotice();
  const say = (words: string) => tell({ words });
  if (!settings) return null;
  const { hedges, colon, example } = SPOKEN[settings.language];
  const beginning = (wording: Wording): VNode => (
    <Spoken lang={settings.language}>{text('quoted', `${hedges[wording].likely}${colon}${example}`)}</Spoken>
  );
  const save = async (change: Partial<Settings>) => {
    await setSettings(change);
    say(text('saved'));
  };
  return (
    <>
      <h1>{text('optionsTitle')}</h1>
      <Trouble />
      <p role="status">{notice.words}</p>
      <HowCareful now={settings.carefulness} choose={(carefulness) => save({ carefulness })} />
      <Choice
        legend={text('howToBegin')}
        names={{ full: beginning('full'), short: beginning('short') }}
        values={WORDINGS}
        now={settings.wording}
        choose={(wording) => save({ wording })}
      >
        <p class="hint">
          {textAround(
            'doubtfulBeginsWith',
            <Spoken lang={settings.language}>{hedges[settings.wording].doubtful}</Spoken>,
          )}
        </p>
      </Choice>
      <DescriptionLanguage settings={settings} save={save} say={say} />
      <Choice
        legend={text('whoSpeaks')}
        names={VOICE_NAMES}
        values={VOICES}
        now={settings.voice}
        choose={(voice) => save({ voice })}
      >
        <p class="hint">{text('onlyDescribeSpeaks')}</p>
        <Speaker speaker={settings.speaker} choose={(speaker) => save({ speaker })} />
        <Rate rate={settings.rate} choose={(rate) => save({ rate })} />
      </Choice>
      <Sites settings={settings} say={say} />
      <MostPerPage now={settings.mostPerPage} choose={(mostPerPage) => save({ mostPerPage })} say={say} />
      <Memory say={say} />
      <Choice
        legend={text('computeWith')}
        names={COMPUTE_NAMES}
        values={COMPUTES}
        now={settings.compute}
        choose={(compute) => save({ compute })}
      >
        <Now />
      </Choice>
      <Privacy />
    </>
  );
}

/** What the model runs on at the moment; it is loaded with the first description. */
function Now() {
  const [inUse, show] = useState<InUse | null>();
  useEffect(() => {
    send('background:in-use').then(show, () => show(null));
  }, []);
  return <p class="hint">{inUse ? inUseInWords(inUse) : text('notInUseYet')}</p>;
}

function Privacy() {
  return (
    <section>
      <h2>{text('privacy')}</h2>
      <p>{text('noServer')}</p>
      <ul>
        <li>
          <a href="../privacy/index.html" hreflang="en">
            {text('privacyStatement')}
          </a>
        </li>
        <li>
          <a href="../licences.html" hreflang="en">
            {text('licences')}
          </a>
        </li>
      </ul>
    </section>
  );
}

showPage(<Options />, text('optionsTitle'));
