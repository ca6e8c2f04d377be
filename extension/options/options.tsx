// The options page: carefulness, wording, voice, sites that are on, what is remembered, where the model computes. Runs as an extension page.
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SPOKEN } from '../languages/spoken.ts';
import { type Compute, type InUse, send } from '../messages.ts';
import { COMPUTES, RATES, type Settings, setSettings, VOICES, type Voice } from '../settings.ts';
import { Trouble } from '../trouble.tsx';
import { useSettings } from '../use-settings.ts';
import { WORDINGS, type Wording } from '../wording.ts';
import { HowCareful } from './carefulness.tsx';
import { Choice } from './choice.tsx';
import { DescriptionLanguage } from './language.tsx';
import { Memory } from './memory.tsx';
import { MostPerPage } from './most-per-page.tsx';
import { Sites } from './sites.tsx';

const VOICE_NAMES: Record<Voice, string> = {
  chrome: 'The browser’s voice',
  'screen reader': 'My screen reader',
  both: 'Both',
};

const COMPUTE_NAMES: Record<Compute, string> = {
  automatic: 'Automatic: the graphics card where it works, else the processor',
  'graphics card': 'Graphics card (WebGPU)',
  processor: 'Processor (WebAssembly)',
};

function Options() {
  const settings = useSettings();
  const [notice, say] = useState('');
  if (!settings) return null;
  const { hedges, colon, example } = SPOKEN[settings.language];
  const beginning = (wording: Wording) => `“${hedges[wording].likely}${colon}${example}”`;
  const save = async (change: Partial<Settings>) => {
    await setSettings(change);
    say('Saved.');
  };
  return (
    <>
      <h1>Inkling options</h1>
      <Trouble />
      <p role="status">{notice}</p>
      <HowCareful now={settings.carefulness} choose={(carefulness) => save({ carefulness })} />
      <Choice
        legend="Begin a description with"
        names={{ full: beginning('full'), short: beginning('short') }}
        values={WORDINGS}
        now={settings.wording}
        choose={(wording) => save({ wording })}
      >
        <p class="hint">
          A doubtful one, which you only hear when you choose Describe, begins with “{hedges[settings.wording].doubtful}
          ”.
        </p>
      </Choice>
      <DescriptionLanguage settings={settings} save={save} say={say} />
      <Choice
        legend="Speak descriptions with"
        names={VOICE_NAMES}
        values={VOICES}
        now={settings.voice}
        choose={(voice) => save({ voice })}
      >
        <p class="hint">
          This is for Describe. Automatic descriptions are never spoken: your screen reader reads them when you get
          there.
        </p>
        <Rate rate={settings.rate} choose={(rate) => save({ rate })} />
      </Choice>
      <Sites settings={settings} say={say} />
      <MostPerPage now={settings.mostPerPage} choose={(mostPerPage) => save({ mostPerPage })} say={say} />
      <Memory say={say} />
      <Choice
        legend="Compute with"
        names={COMPUTE_NAMES}
        values={COMPUTES}
        now={settings.compute}
        choose={(compute) => save({ compute })}
      >
        <Now />
      </Choice>
    </>
  );
}

/** What the model runs on at the moment; it is loaded with the first description. */
function Now() {
  const [inUse, show] = useState<InUse | null>();
  useEffect(() => {
    send('background:in-use').then(show, () => show(null));
  }, []);
  const text = inUse
    ? `In use now: the ${inUse.backend === 'webgpu' ? 'graphics card' : 'processor'}, because ${inUse.why}.`
    : 'Which one it is, and why, is said here once something has been described.';
  return <p class="hint">{text}</p>;
}

function Rate({ rate, choose }: { rate: number; choose: (rate: number) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [shown, show] = useState(rate);
  useEffect(() => {
    if (document.activeElement !== input.current) show(rate); // while it is being moved, the slider is ahead of what is stored
  }, [rate]);
  const change = (value: number) => {
    show(value);
    choose(value);
  };
  const times = `${shown} times normal`;
  return (
    <label>
      Speed of the browser’s voice
      <input
        ref={input}
        type="range"
        min={RATES.least}
        max={RATES.most}
        step={0.1}
        value={shown}
        aria-valuetext={times}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <span aria-hidden="true">{times}</span>
    </label>
  );
}

render(<Options />, document.getElementById('root')!);
