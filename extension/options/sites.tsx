// Where images are described automatically, in the options page: the list of sites, or all sites with exceptions. Runs as a part of an extension page.
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { mayChangeSites, turnOff, turnOffEverywhere, turnOn, turnOnEverywhere } from '../background/sites.ts';
import type { Settings, Site } from '../settings.ts';
import { text } from '../text.ts';

interface Props {
  settings: Settings;
  say: (notice: string) => void;
}

export function Sites({ settings, say }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { everywhere, sites, exceptions } = settings;
  const part = { settings, say, heading };
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {text('automaticSites')}
      </h2>
      {everywhere && <p>{text(exceptions.length > 0 ? 'allSitesExcept' : 'allSites')}</p>}
      {!everywhere && sites.length === 0 && <p>{text('noSites')}</p>}
      {everywhere ? <Exceptions {...part} /> : <List {...part} />}
      {mayChangeSites() ? <AllSites {...part} /> : <p>{text('privateSites')}</p>}
    </section>
  );
}

interface PartProps extends Props {
  /** Gets the focus when a button goes away, and the focus would go with it. */
  heading: RefObject<HTMLElement | null>;
}

function List({ settings, say, heading }: PartProps) {
  const remove = async ({ origin }: Site) => {
    heading.current?.focus();
    await turnOff(origin);
    say(text('siteOff', origin));
  };
  return (
    <ul>
      {settings.sites.map((site) => (
        <li key={site.origin}>
          {site.origin}
          {site.imageOrigins.length > 0 && (
            <span class="hint"> {text('withImagesFrom', site.imageOrigins.join(', '))}</span>
          )}{' '}
          <Remove label={text('removeNamed', site.origin)} remove={() => remove(site)} />
        </li>
      ))}
    </ul>
  );
}

function Exceptions({ settings, say, heading }: PartProps) {
  const remove = async (origin: string) => {
    heading.current?.focus();
    say((await turnOn(origin, [])) ? text('siteOnAgain', origin) : text('sitesNotPermitted'));
  };
  return (
    <ul>
      {settings.exceptions.map((origin) => (
        <li key={origin}>
          {origin} <Remove label={text('removeException', origin)} remove={() => remove(origin)} />
        </li>
      ))}
    </ul>
  );
}

function Remove({ label, remove }: { label: string; remove: () => void }) {
  if (!mayChangeSites()) return null;
  return (
    <button type="button" aria-label={label} onClick={remove}>
      {text('remove')}
    </button>
  );
}

function AllSites({ settings, say }: PartProps) {
  const { everywhere, sites } = settings;
  // The request has to be the first thing that happens in the click.
  const turnAllOn = async () => say(text((await turnOnEverywhere()) ? 'allSitesOn' : 'sitesNotPermitted'));
  const turnAllOff = async () => {
    const kept = await turnOffEverywhere();
    say(text(kept && sites.length > 0 ? 'onlyListedSites' : 'noSiteOn'));
  };
  return (
    <>
      <button type="button" aria-describedby="all-sites" onClick={everywhere ? turnAllOff : turnAllOn}>
        {text(everywhere ? 'onlyChosenSites' : 'onAllSites')}
      </button>
      <p class="hint" id="all-sites">
        {text(everywhere ? 'chosenSitesHint' : 'allSitesWillAsk')}
      </p>
    </>
  );
}
