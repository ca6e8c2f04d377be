// The switch for automatic descriptions on a site, and what may not be read yet. Runs as a part of the popup.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { mayChangeSites, turnOff, turnOn } from '../background/sites.ts';
import { FOCUS_SWITCH } from '../background/switch-site.ts';
import { SPOKEN } from '../languages/spoken.ts';
import { DEFAULTS, type Settings } from '../settings.ts';
import { count } from './count.ts';
import type { TabState } from './tab.ts';

interface Props {
  tab: TabState;
  settings?: Settings;
  say: (notice: string) => void;
}

export function SiteSwitch({ tab, settings = DEFAULTS, say }: Props) {
  const origin = tab.origin!;
  const state = stateOf(tab, settings);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => void focusIfAsked(box.current), []);
  // The request has to be the first thing that happens in the click.
  const change = async () => {
    if (tab.on) await turnOff(origin);
    else if (!(await turnOn(origin, tab.imageOrigins))) say('Not switched on: the permission was not given.');
  };
  const isFixed = state === 'private' || state === 'granted';
  return (
    <section>
      <label>
        <input
          ref={box}
          type="checkbox"
          checked={tab.on}
          aria-disabled={isFixed}
          aria-describedby="why"
          onClick={(event) => isFixed && event.preventDefault()}
          onChange={change}
        />
        Describe images on this site automatically
      </label>
      <p id="why" class="hint">
        {tab.on && whatHappens(settings)} {HINTS[state](tab)}
      </p>
    </section>
  );
}

/** What the switch stands for. */
type State = 'private' | 'everywhere' | 'exception' | 'listed' | 'granted' | 'off';

function stateOf({ on, origin }: TabState, { everywhere, sites }: Settings): State {
  if (!mayChangeSites()) return 'private';
  if (everywhere) return on ? 'everywhere' : 'exception';
  if (!on) return 'off';
  return sites.some((site) => site.origin === origin) ? 'listed' : 'granted';
}

const HINTS: Record<State, (tab: TabState) => string> = {
  private: ({ on }) =>
    `This is a private window, about which nothing is stored. To switch this site ${on ? 'off' : 'on'}, use a normal window.`,
  everywhere: () => 'All sites are switched on. Switching this one off makes it an exception.',
  exception: () => 'All other sites are switched on; this one is an exception. Switching it on ends that.',
  listed: () => 'Switching off gives the permission back.',
  granted: () => 'Inkling was installed with the permission for this site, so it cannot be switched off here.',
  off: whyAsked,
};

/** The key for the switch opens the popup where the browser has to be asked first. */
async function focusIfAsked(box: HTMLInputElement | null): Promise<void> {
  const asked = (await browser.storage.session.get(FOCUS_SWITCH))[FOCUS_SWITCH];
  if (!asked) return;
  await browser.storage.session.remove(FOCUS_SWITCH);
  box?.focus();
}

function whatHappens({ language, wording }: Settings): string {
  return `Images without a name get a description that begins with “${SPOKEN[language].hedges[wording].likely}”.`;
}

function whyAsked({ origin, imageOrigins }: TabState): string {
  const places =
    imageOrigins.length > 0 ? ` and ${count(imageOrigins.length, 'address', 'addresses')} its images come from` : '';
  return `The browser will ask to let Inkling read ${new URL(origin!).host}${places}: without that it cannot see the images. Descriptions are made on this computer.`;
}

/** @param heading where the focus goes when the button is gone */
export function MissingOrigins({ tab, settings, say, heading }: Props & { heading: RefObject<HTMLElement | null> }) {
  const { missingOrigins } = tab.status;
  if (!tab.on || missingOrigins.length === 0) return null;
  const allow = async () => {
    const known = settings?.sites.find(({ origin }) => origin === tab.origin)?.imageOrigins ?? [];
    const allowed = await turnOn(tab.origin!, [...new Set([...missingOrigins, ...known])]);
    if (allowed) heading.current?.focus();
    say(allowed ? 'Allowed.' : 'Not allowed: the permission was not given.');
  };
  return (
    <section>
      <h2>Images that cannot be read yet</h2>
      <p>Some images come from addresses that Inkling may not read:</p>
      <ul>
        {missingOrigins.map((origin) => (
          <li key={origin}>{new URL(origin).host}</li>
        ))}
      </ul>
      {mayChangeSites() ? (
        <button type="button" onClick={allow}>
          Allow images from {missingOrigins.length === 1 ? 'this address' : 'these addresses'}
        </button>
      ) : (
        <p>To allow that, use a normal window.</p>
      )}
    </section>
  );
}
