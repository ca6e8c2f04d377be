// The list of sites that are on, in the options page. Runs as a part of an extension page.
import { useRef } from 'preact/hooks';
import type { Site } from '../settings.ts';

/** @param remove switches a site off */
export function Sites({ sites, remove }: { sites: Site[]; remove: (site: Site) => void }) {
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
