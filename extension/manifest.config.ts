// The manifest of the extension, one variant per kind of build, with the reason for every permission. Runs in Node, at build time.
import { defineManifest } from '@crxjs/vite-plugin';
import packageJson from '../package.json' with { type: 'json' };

/**
 * `chrome` is the product. `chrome-test` may read the two local hosts that tests serve pages from, `chrome-everywhere`
 * (for `npm start -- URL`) all sites; what the manifest grants counts as switched on, see sites.ts. Nothing else differs.
 */
export const KINDS = {
  chrome: [],
  'chrome-test': ['http://127.0.0.1/*', 'http://localhost/*'],
  'chrome-everywhere': ['<all_urls>'],
} as const;

export type Kind = keyof typeof KINDS;

/** The browser starts at nothing and gets what is listed. Checked by Chrome for every page of the extension. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // the processor backend is WebAssembly
  "object-src 'self'", // the manifest parser's minimum; default-src would be stricter
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' http: https: data: blob:", // the picture itself, wherever it lives; weights come from 'self'
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const icons = Object.fromEntries([16, 32, 48, 128].map((size) => [size, `icons/${size}.png`]));

export const manifestOf = (kind: Kind) =>
  defineManifest({
    manifest_version: 3,
    name: 'Inkling',
    description: packageJson.description,
    version: packageJson.version,
    minimum_chrome_version: '124', // first whose streams can be read with `for await`
    icons,
    action: { default_title: 'Inkling', default_popup: 'popup/index.html', default_icon: icons },
    options_ui: { page: 'options/index.html', open_in_tab: true },
    background: { service_worker: 'background/background.ts', type: 'module' },
    // Chrome suggests four keys at most; the user can change them all. They are compared with those of browsers and
    // screen readers in the test of this file.
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+K' },
        description: 'Open Inkling: the images of the page',
      },
      describe: { suggested_key: { default: 'Alt+Shift+D' }, description: 'Describe the focused or the largest image' },
      'next-image': {
        suggested_key: { default: 'Alt+Shift+G' },
        description: 'Go to the next image without a description',
      },
      stop: { suggested_key: { default: 'Alt+Shift+Q' }, description: 'Stop speaking' },
      'switch-site': { description: 'Switch automatic descriptions on or off for this site' },
    },
    // Private windows, if the user allows Inkling there, get a service worker and a hidden page of their own, so that
    // nothing that was described there can turn up elsewhere.
    incognito: 'split',
    permissions: [
      'activeTab', // Describe on a page that is not switched on: read that page, once, because the user asked
      'scripting', // put the content script into the pages of sites that are switched on, and into the page of a Describe
      'contextMenus', // the Describe item of the right-click menu
      'offscreen', // the hidden page that holds the model; a service worker dies too soon
      'storage', // settings, the list of sites included, and the user's own descriptions
      'tts', // say the description
    ],
    // Asked for site by site, at the moment the user switches a site on; nothing at install.
    optional_host_permissions: ['<all_urls>'],
    ...(KINDS[kind].length ? { host_permissions: [...KINDS[kind]] } : {}),
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
  });
