// The toolbar popup: the switch for this site, what Inkling does on this page, Undo. Runs as an extension page.
import { type RefObject, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { REASONS, reasonOf } from '../../model/reasons.ts';
import { turnOff, turnOn } from '../background/sites.ts';
import type { PageStatus } from '../messages.ts';
import { DEFAULTS, type Site } from '../settings.ts';
import { useSettings, useShortcut } from '../use-settings.ts';
import { HEDGES, type Wording } from '../wording.ts';
import { readStatus, readTab, type TabState, undo } from './tab.ts';

/** Milliseconds between looks at the page while the popup is open. */
const REFRESH = 1000;

function Popup() {
  const [tab, showTab] = useState<TabState>();
  const [notice, say] = useState('');
  const { sites, wording = DEFAULTS.wording } = useSettings() ?? {};
  useEffect(() => {
    readTab().then(showTab, (error) => say(`${REASONS[reasonOf(error)]}.`));
  }, [sites]);
  useEffect(() => {
    if (!tab) return;
    const refresh = async () => {
      const status = await readStatus(tab.id, tab.frames);
      showTab((now) => now && { ...now, status });
    };
    const timer = setInterval(refresh, REFRESH);
    return () => clearInterval(timer);
  }, [tab]);
  const heading = useRef<HTMLHeadingElement>(null);
  const takeBack = async () => say(`${count(await undo(tab!), 'description')} taken back.${tab?.on ? UNDO_HINT : ''}`);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Inkling
      </h1>
      <p role="status">{notice}</p>
      {tab?.origin && <SiteSwitch tab={tab} sites={sites} wording={wording} say={say} />}
      {tab?.origin && <MissingOrigins tab={tab} sites={sites} say={say} heading={heading} />}
      {tab && <Counts status={tab.status} takeBack={takeBack} />}
      <Footer />
    </>
  );
}

interface PartProps {
  tab: TabState;
  sites?: Site[];
  say: (notice: string) => void;
}

function SiteSwitch({ tab, sites, wording, say }: PartProps & { wording: Wording }) {
  const origin = tab.origin!;
  const listed = sites?.some((site) => site.origin === origin);
  // The request has to be the first thing that happens in the click.
  const change = async () => {
    if (listed) await turnOff(origin);
    else if (!(await turnOn(origin, tab.imageOrigins))) say('Not switched on: the permission was not given.');
  };
  return (
    <section>
      <label>
        <input type="checkbox" checked={tab.on} disabled={tab.on && !listed} aria-describedby="why" onChange={change} />
        Describe images on this site automatically
      </label>
      <p id="why" class="hint">
        {tab.on ? whatHappens(wording) : whyAsked(tab)}
      </p>
    </section>
  );
}

const UNDO_HINT = ' Load the page again to have it described anew.';

function whatHappens(wording: Wording): string {
  return `Images without a name get a description that begins with “${HEDGES[wording].likely}”. Switching off gives the permission back.`;
}

function whyAsked({ origin, imageOrigins }: TabState): string {
  const places =
    imageOrigins.length > 0 ? ` and ${count(imageOrigins.length, 'address', 'addresses')} its images come from` : '';
  return `The browser will ask to let Inkling read ${new URL(origin!).host}${places}: without that it cannot see the images. Descriptions are made on this computer.`;
}

function MissingOrigins({ tab, sites, say, heading }: PartProps & { heading: RefObject<HTMLElement | null> }) {
  const { missingOrigins } = tab.status;
  if (!tab.on || missingOrigins.length === 0) return null;
  const allow = async () => {
    const known = sites?.find(({ origin }) => origin === tab.origin)?.imageOrigins ?? [];
    const allowed = await turnOn(tab.origin!, [...new Set([...missingOrigins, ...known])]);
    if (allowed) heading.current?.focus(); // the button goes away, and the focus would go with it
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
      <button type="button" onClick={allow}>
        Allow images from {missingOrigins.length === 1 ? 'this address' : 'these addresses'}
      </button>
    </section>
  );
}

function Counts({ status, takeBack }: { status: PageStatus; takeBack: () => void }) {
  return (
    <section>
      <h2>On this page</h2>
      <ul>
        <li>{count(status.found, 'image')} without a name</li>
        <li>{status.described} described</li>
        <li>{status.silent} left without a description</li>
        <li>{status.waiting} waiting</li>
      </ul>
      <button type="button" onClick={takeBack}>
        Undo descriptions on this page
      </button>
    </section>
  );
}

function Footer() {
  const shortcut = useShortcut();
  return (
    <section>
      <p class="hint">
        Right-click an image and choose Describe{shortcut ? `, or press ${shortcut}` : ''} to hear one description.
      </p>
      <a href="../options/index.html" target="_blank" rel="noopener">
        Options
      </a>
    </section>
  );
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

render(<Popup />, document.getElementById('root')!);
