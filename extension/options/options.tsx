// The options page: voice, speed, where the model computes, sites that are on. Runs as an extension page.
import { type ComponentChildren, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Compute, type InUse, send } from '../messages.ts';
import { COMPUTES, RATES, type Settings, type Site, setSettings, VOICES, type Voice } from '../settings.ts';
import { turnOff } from '../sites.ts';
import { useSettings } from '../use-settings.ts';

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
  const save = async (change: Partial<Settings>) => {
    await setSettings(change);
    say('Saved.');
  };
  const remove = async ({ origin }: Site) => {
    await turnOff(origin);
    say(`${origin} is off, and Inkling can no longer read it.`);
  };
  return (
    <>
      <h1>Inkling options</h1>
      <p role="status">{notice}</p>
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
      <Sites sites={settings.sites} remove={remove} />
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

interface ChoiceProps<T extends string> {
  legend: string;
  names: Record<T, string>;
  values: readonly T[];
  now: T;
  choose: (value: T) => void;
  children?: ComponentChildren;
}

function Choice<T extends string>({ legend, names, values, now, choose, children }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={legend} value={value} checked={value === now} onChange={() => choose(value)} />
          {names[value]}
        </label>
      ))}
      {children}
    </fieldset>
  );
}

/** What the model runs on at the moment; it is loaded with the first description. */
function Now() {
  const [inUse, show] = useState<InUse | null>();
  useEffect(() => {
    send('captioner:in-use').then(show, () => show(null));
  }, []);
  const text = inUse
    ? `In use now: the ${inUse.backend === 'webgpu' ? 'graphics card' : 'processor'}, because ${inUse.why}.`
    : 'Which one it is, and why, is said here once something has been described.';
  return <p class="hint">{text}</p>;
}

function Rate({ rate, choose }: { rate: number; choose: (rate: number) => void }) {
  const times = `${rate} times normal`;
  return (
    <label>
      Speed of the browser’s voice
      <input
        type="range"
        min={RATES.least}
        max={RATES.most}
        step={0.1}
        value={rate}
        aria-valuetext={times}
        onChange={(event) => choose(event.currentTarget.valueAsNumber)}
      />
      <span aria-hidden="true">{times}</span>
    </label>
  );
}

function Sites({ sites, remove }: { sites: Site[]; remove: (site: Site) => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const removeAndStay = (site: Site) => {
    heading.current?.focus(); // the button goes away, and the focus would go with it
    remove(site);
  };
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        Sites where images are described automatically
      </h2>
      {sites.length === 0 && <p>None. Switch a site on with Inkling’s button in the toolbar while you are there.</p>}
      <ul>
        {sites.map((site) => (
          <li key={site.origin}>
            {site.origin}
            {site.imageOrigins.length > 0 && <span class="hint"> with images from {site.imageOrigins.join(', ')}</span>}{' '}
            <button type="button" aria-label={`Remove ${site.origin}`} onClick={() => removeAndStay(site)}>
              Remove
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

render(<Options />, document.getElementById('root')!);
