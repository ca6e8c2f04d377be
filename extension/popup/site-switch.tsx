// The switch for automatic descriptions on a site, and what may not be read yet. Runs as a part of the popup.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { mayChangeSites, turnOff, turnOn } from '../background/sites.ts';
import { FOCUS_SWITCH } from '../background/switch-site.ts';
import { SPOKEN } from '../languages/spoken.ts';
import { DEFAULTS, type Settings } from '../settings.ts';
import { Spoken } from '../spoken.tsx';
import { text, textAround, textOf } from '../text.ts';
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
    else if (!(await turnOn(origin, tab.imageOrigins))) say(text('siteNotPermitted'));
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
        {text('siteSwitch')}
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
  private: ({ on }) => text(on ? 'privateToSwitchOff' : 'privateToSwitchOn'),
  everywhere: () => text('allSitesToo'),
  exception: () => text('isException'),
  listed: () => text('givesPermissionBack'),
  granted: () => text('grantedAtInstall'),
  off: whyAsked,
};

/** The key for the switch opens the popup where the browser has to be asked first. */
async function focusIfAsked(box: HTMLInputElement | null): Promise<void> {
  const asked = (await browser.storage.session.get(FOCUS_SWITCH))[FOCUS_SWITCH];
  if (!asked) return;
  await browser.storage.session.remove(FOCUS_SWITCH);
  box?.focus();
}

const whatHappens = ({ language, wording }: Settings) =>
  textAround('beginsWith', <Spoken lang={language}>{SPOKEN[language].hedges[wording].likely}</Spoken>);

function whyAsked({ origin, imageOrigins }: TabState): string {
  const { host } = new URL(origin!);
  const { length } = imageOrigins;
  return length > 0 ? textOf('willAskForMore', length, host) : text('willAsk', host);
}

/** @param heading where the focus goes when the button is gone */
export function MissingOrigins({ tab, settings, say, heading }: Props & { heading: RefObject<HTMLElement | null> }) {
  const { missingOrigins } = tab.status;
  if (!tab.on || missingOrigins.length === 0) return null;
  const allow = async () => {
    const known = settings?.sites.find(({ origin }) => origin === tab.origin)?.imageOrigins ?? [];
    const allowed = await turnOn(tab.origin!, [...new Set([...missingOrigins, ...known])]);
    if (allowed) heading.current?.focus();
    say(text(allowed ? 'allowed' : 'notAllowed'));
  };
  return (
    <section>
      <h2>{text('imagesNotReadable')}</h2>
      <p>{text('imagesFromElsewhere')}</p>
      <ul>
        {missingOrigins.map((origin) => (
          <li key={origin}>{new URL(origin).host}</li>
        ))}
      </ul>
      {mayChangeSites() ? (
        <button type="button" onClick={allow}>
          {textOf('allowAddresses', missingOrigins.length)}
        </button>
      ) : (
        <p>{text('useNormalWindow')}</p>
      )}
    </section>
  );
}
