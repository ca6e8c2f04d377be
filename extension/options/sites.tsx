// Where images are described automatically, in the options page: the list of sites, or all sites with exceptions. Runs as a part of an extension page.
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { mayChangeSites, turnOff, turnOffEverywhere, turnOn, turnOnEverywhere } from '../background/sites.ts';
import type { Settings, Site } from '../settings.ts';

const REFUSED = 'Not switched on: the permission was not given. Everything else works as before.';
const WHY_NOT = `This is a private window. Sites that are on are on here too; to change them, use a normal window.`;

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
        Sites where images are described automatically
      </h2>
      {everywhere && <p>All sites{exceptions.length > 0 && ', except those below'}.</p>}
      {!everywhere && sites.length === 0 && (
        <p>None. Switch a site on with Inkling’s button in the toolbar while you are there.</p>
      )}
      {everywhere ? <Exceptions {...part} /> : <List {...part} />}
      {mayChangeSites() ? <AllSites {...part} /> : <p>{WHY_NOT}</p>}
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
    say(`${origin} is off, and Inkling can no longer read it.`);
  };
  return (
    <ul>
      {settings.sites.map((site) => (
        <li key={site.origin}>
          {site.origin}
          {site.imageOrigins.length > 0 && <span class="hint"> with images from {site.imageOrigins.join(', ')}</span>}{' '}
          <Remove name={site.origin} remove={() => remove(site)} />
        </li>
      ))}
    </ul>
  );
}

function Exceptions({ settings, say, heading }: PartProps) {
  const remove = async (origin: string) => {
    heading.current?.focus();
    say((await turnOn(origin, [])) ? `${origin} is on again.` : REFUSED);
  };
  return (
    <ul>
      {settings.exceptions.map((origin) => (
        <li key={origin}>
          {origin} <Remove name={`the exception ${origin}`} remove={() => remove(origin)} />
        </li>
      ))}
    </ul>
  );
}

function Remove({ name, remove }: { name: string; remove: () => void }) {
  if (!mayChangeSites()) return null;
  return (
    <button type="button" aria-label={`Remove ${name}`} onClick={remove}>
      Remove
    </button>
  );
}

function AllSites({ settings, say }: PartProps) {
  const { everywhere, sites } = settings;
  // The request has to be the first thing that happens in the click.
  const turnAllOn = async () => say((await turnOnEverywhere()) ? 'All sites are on.' : REFUSED);
  const turnAllOff = async () => {
    const kept = await turnOffEverywhere();
    say(
      `${kept && sites.length > 0 ? 'Only the sites in the list are on now' : 'No site is on now'}. Inkling can no longer read the others.`,
    );
  };
  return (
    <>
      <button type="button" aria-describedby="all-sites" onClick={everywhere ? turnAllOff : turnAllOn}>
        {everywhere ? 'Only on sites that I choose' : 'On all sites, with exceptions'}
      </button>
      <p class="hint" id="all-sites">
        {everywhere
          ? 'This gives the permission to read all sites back and forgets the exceptions. To make an exception, switch a site off with Inkling’s button in the toolbar while you are there.'
          : 'The browser will ask to let Inkling read all sites, because it has to look at their images. Descriptions are made on this computer.'}
      </p>
    </>
  );
}
