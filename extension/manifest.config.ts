// The manifest of the extension, one variant per kind of build, with the reason for every permission. Runs in Node, at build time.
import { defineManifest } from '@crxjs/vite-plugin';
import packageJson from '../package.json' with { type: 'json' };

const LOCAL_HOSTS = ['http://127.0.0.1/*', 'http://localhost/*'];
const ALL_SITES = ['<all_urls>'];

/**
 * `chrome` and `firefox` are the product. `…-test` may read the two local hosts that tests serve pages from,
 * `…-everywhere` (for `npm start -- URL`) all sites; what the manifest grants counts as switched on, see sites.ts.
 * Nothing else differs.
 */
export const KINDS = {
  chrome: [],
  'chrome-test': LOCAL_HOSTS,
  'chrome-everywhere': ALL_SITES,
  firefox: [],
  'firefox-test': LOCAL_HOSTS,
  'firefox-everywhere': ALL_SITES,
};

export type Kind = keyof typeof KINDS;

/** Which of the two folders of browsers/ is built in. */
export const browserOf = (kind: Kind) => (kind.startsWith('firefox') ? 'firefox' : 'chrome');

/** The browser starts at nothing and gets what is listed, in every page of the extension. */
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

const BACKGROUND = 'background/background.ts';

type Manifest = Extract<Parameters<typeof defineManifest>[0], { name: string }>;

/** What only one of the browsers knows, or wants otherwise. */
const OF_BROWSER = {
  chrome: {
    minimum_chrome_version: '124', // first whose streams can be read with `for await`
    background: { service_worker: BACKGROUND, type: 'module' },
    // Private windows, if the user allows Inkling there, get a service worker and a hidden page of their own, so that
    // nothing that was described there can turn up elsewhere.
    incognito: 'split',
  },
  firefox: {
    background: { scripts: [BACKGROUND], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'inkling@inkling.invalid',
        strict_min_version: '142.0', // first that reads what an extension says of data, on phones too
        data_collection_permissions: { required: ['none'] },
      },
    },
    // Firefox has one event page for all windows: what it fetches for a private one would count as fetched by a normal
    // one, and could leave something there.
    incognito: 'not_allowed',
  },
} satisfies Record<string, Partial<Manifest>>;

const PERMISSIONS = {
  chrome: [
    'offscreen', // the hidden page that holds the model; a service worker dies too soon
    'tts', // say the description
  ],
  firefox: [
    'menus', // which element was right-clicked; Chrome does not tell
  ],
} satisfies Record<string, string[]>;

/** Pixels: toolbars 16 and 32, lists of extensions 48 and 96 (Firefox on sharp screens), installation and stores 128. */
export const ICON_SIZES = [16, 32, 48, 96, 128];

const icons = Object.fromEntries(ICON_SIZES.map((size) => [size, `icons/${size}.png`]));

export const manifestOf = (kind: Kind) =>
  defineManifest({
    ...OF_BROWSER[browserOf(kind)],
    manifest_version: 3,
    name: 'Inkling',
    default_locale: 'en', // where there is no translation; text.ts says the rest
    description: '__MSG_description__',
    version: packageJson.version,
    icons,
    action: { default_title: 'Inkling', default_popup: 'popup/index.html', default_icon: icons },
    options_ui: { page: 'options/index.html', open_in_tab: true },
    // Chrome suggests four keys at most; the user can change them all. They are compared with those of browsers and
    // screen readers in the test of this file.
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+K' },
        description: '__MSG_commandOpen__',
      },
      describe: { suggested_key: { default: 'Alt+Shift+D' }, description: '__MSG_commandDescribe__' },
      'next-image': {
        suggested_key: { default: 'Alt+Shift+G' },
        description: '__MSG_commandNext__',
      },
      stop: { suggested_key: { default: 'Alt+Shift+Q' }, description: '__MSG_commandStop__' },
      'describe-page': { description: '__MSG_commandDescribePage__' },
      'switch-site': { description: '__MSG_commandSwitchSite__' },
    },
    permissions: [
      'activeTab', // Describe on a page that is not switched on: read that page, once, because the user asked
      'scripting', // put the content script into the pages of sites that are switched on, and into the page of a Describe
      'contextMenus', // the Describe item of the right-click menu
      'storage', // settings, the list of sites included, and the user's own descriptions
      ...PERMISSIONS[browserOf(kind)],
    ],
    // Asked for site by site, at the moment the user switches a site on; nothing at install.
    optional_host_permissions: ['<all_urls>'],
    ...(KINDS[kind].length ? { host_permissions: [...KINDS[kind]] } : {}),
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
  });
