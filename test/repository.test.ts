// The habits that keep the repository readable, checked by machine. Reads files only; needs `npm run build` for the manifest.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCES = ['extension', 'model', 'training', 'scripts'];
const FOLDERS = [...SOURCES, 'test'];
const NOT_OURS = new Set(['node_modules', 'dist', 'cache', '.git']);

const read = (file: string) => readFileSync(file, 'utf8');
const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : join(folder, entry.name)));

const files = FOLDERS.flatMap(walk);
const scripts = files.filter((file) => /\.(ts|tsx|mjs|js)$/.test(file));
const sources = scripts.filter((file) => !file.startsWith('test/'));

/** The sources in a room of training/ of which one has a test for all. */
/** The AssemblyScript of a folder, with one reason for all. */
const kernelsIn = (folder: string, reason: string) =>
  Object.fromEntries(
    readdirSync(`${folder}/kernels`)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`${folder}/kernels/${name}`, reason]),
  );
const roomOf = (room: string) =>
  sources.filter((file) => dirname(file) === `training/${room}` && !/\/(all|decoder|families)\.ts$/.test(file));

/** Sources without a test of their own, each with the reason. */
const EXEMPT: Record<string, string> = {
  'extension/decode-picture.ts': 'the tests of fetch-picture and of the describe page decode with it',
  'extension/describe-page.ts': 'the test of from-elsewhere opens the page in each way',
  ...Object.fromEntries(
    [
      ...['detail.tsx', 'draft.tsx', 'how-so.tsx', 'in-detail.tsx', 'intake.tsx', 'language-model.ts', 'files.ts'],
      ...[
        'how-far.tsx',
        'likelihoods.tsx',
        'look.ts',
        'picture-source.ts',
        'pictures.ts',
        'save-sheet.tsx',
        'spoken.tsx',
      ],
      ...['steps.tsx', 'table.tsx'],
    ].map((name) => [`extension/describe/${name}`, 'the test of the describe page goes through all of it']),
  ),
  'extension/describe/camera.tsx': 'the test of from-elsewhere takes a picture with it',
  'extension/languages/languages.ts': 'a list; the test of spoken goes through it',
  ...Object.fromEntries(
    ['de', 'en', 'es', 'fr', 'pt', 'tr'].map((language) => [
      `extension/languages/${language}.ts`,
      'a table; the test of spoken reads it',
    ]),
  ),
  'extension/posted-messages.ts': 'the tests of both its ends talk through it',
  'scripts/bench/extension-cost.ts': 'the test of run-bench measures a real extension',
  'model/description.ts': 'types only',
  'model/load-parts.ts': 'the test of the captioner loads them',
  'model/weight-files.ts': 'nothing but names',
  'extension/background/next-image.ts': 'the test of commands presses its key',
  'extension/background/switch-site.ts': 'the test of commands presses its key',
  ...Object.fromEntries(
    [
      'action.tsx',
      'own-words.tsx',
      'picture-row.tsx',
      'read-pictures.ts',
      'say.ts',
      'thumbnail.tsx',
      'use-rows.ts',
    ].map((name) => [`extension/popup/${name}`, 'the test of pictures goes through the list by keyboard']),
  ),
  'extension/browsers/chrome/active-tab.ts': 'the test of describe-on-request reads what it allows',
  'extension/browsers/firefox/active-tab.ts': 'the test of journey sees that no server is asked',
  'extension/may-fetch.ts': 'the tests of captioner-client, second-origin and journey see who is asked',
  'extension/browsers/chrome/around.tsx': 'the tests of keys and welcome see what it shows and opens',
  'extension/browsers/chrome/model-host.ts': 'the test of captioner-client opens and closes the hidden page',
  'extension/browsers/chrome/notifier.ts': 'the test of announce hears it',
  'extension/browsers/chrome/updates.ts': 'the test of undo updates it with labels in a page',
  'extension/browsers/chrome/voice.ts': 'the test of speech listens to it',
  'extension/browsers/firefox/around.tsx': 'the test of journey opens the welcome page',
  'extension/captioner/captioner.ts': 'the tests of captioner-page and model-host ask it',
  'extension/captioner/sha256.ts': 'the test of package-files damages files',
  'extension/damage.ts': 'the test of package-files looks for what it says',
  'extension/trouble.tsx': 'the tests of package-files and storage-faults make trouble',
  'extension/captioner/picture-key.ts': 'the test of captioner-page compares the keys of pictures',
  'extension/background/follow-sites.ts': 'the test of sites sees tabs, scripts and permissions follow',
  'extension/background/shelf.ts': 'the tests of own-words and private-windows look at what lies there',
  'extension/options/speaker.tsx': 'the test of the describe page chooses a voice with it',
  'extension/options/rate.tsx': 'the test of the options moves it',
  'extension/options/own-words-file.ts': 'the test of memory makes such a file and reads it again',
  'extension/message-types.ts': 'types only',
  'extension/messages.ts': 'every browser test goes through it; below its list is compared with the handlers',
  'extension/picture-list.ts': 'types; the tests of list-pictures and pictures compare with them',
  'extension/popup/site-switch.tsx': 'the tests of popup, sites and commands switch it',
  'extension/background/frames.ts': 'the tests of describe-on-request, sites and popup reach pages through it',
  'extension/popup/tab.ts': 'the test of the popup sees what it reads',
  'extension/page/entries.ts': 'the tests of automatic and content see what it keeps and drops',
  'extension/page/told.ts': 'the tests of describe and list-pictures see what it keeps',
  'extension/page/page-notes.ts': 'the test of watch-page sees what is noted',
  'extension/page/plan.ts': 'the test of automatic sees the order of its labels',
  'extension/text.ts': 'the tests of locales and measured read messages through it',
  'extension/show-page.ts': 'the test of locales looks at the language of every page',
  'extension/spoken.tsx': 'the test of locales looks for its mark',
  'extension/silence.ts': 'one value; the tests of ask and captioner-page compare with it',
  'extension/save-file.ts': 'the tests of memory and of the describe page save with it',
  'extension/use-notice.ts': 'the tests of pictures and of the describe page hear its notices',
  'extension/use-settings.ts': 'the tests of popup and options see its changes',
  'extension/vite.config.ts': 'every browser test runs what it builds',
  ...Object.fromEntries(
    ['noun-phrases', 'openings', 'phrase-lists', 'said', 'say-clause', 'say-verb'].map((name) => [
      `model/english/${name}.ts`,
      'the test of phrases says sentences through it',
    ]),
  ),
  'model/encoder.ts': 'the shape of the network; the tests of both encoders go through it',
  'model/carefulness.ts': 'a list; the tests of settings and fit-calibration go through it',
  'model/english/read-link.ts': 'the test of parse-caption goes through it',
  'model/english/read-phrase.ts': 'the test of parse-caption goes through it',
  ...kernelsIn('model', 'the tests of wasm-encoder and wasm-decoder go through it'),
  ...kernelsIn('training', 'the tests of matmul, depthwise and row-kernels go through it'),
  'model/layers.ts': 'the tests of wasm-encoder and wasm-decoder store each kind of layer with it',
  'model/tfjs-webgpu.ts': 'the browser test of captioner describes with it',
  'training/fast-tfjs/own-kernels.ts': 'the tests of matmul and depthwise load kernels with it',
  'training/fast-tfjs/packed-matrices.ts': 'the test of matmul uses matrices again, and frees them',
  'training/fast-tfjs/start.ts': 'the tests of matmul and train start kernels with it',
  'training/start-wasm.ts': 'every test of tfjs in Node starts with it',
  'model/runner.ts': 'the tests of captioner run encoders through it',
  'model/reasons.ts': 'a table; the tests of its users compare with it',
  'model/vocabulary.ts': 'three constants',
  'scripts/load-captioner.ts': 'a few lines; every test of the real model goes through them',
  'scripts/build-kernels.ts': 'the test of matmul compiles with it',
  'scripts/build.ts': 'the test of start builds with it',
  'scripts/fuzz.ts': 'it reads options and prints; the test of run-fuzz feeds',
  'scripts/fuzz/give.ts': 'the test of run-fuzz gives in all ways',
  'scripts/fuzz/serve-inputs.ts': 'the test of run-fuzz serves its files with it',
  'scripts/fuzz/inputs.ts': 'the test of run-fuzz feeds them',
  'scripts/fuzz/seeds.ts': 'the test of run-fuzz begins with them',
  'scripts/random.ts': 'the test of training/random looks at its numbers',
  'scripts/soak.ts': 'it reads options and prints; the test of run-soak browses',
  'scripts/soak/soak-page.ts': 'the test of run-soak changes pages with it',
  'scripts/soak/soak-site.ts': 'the test of run-soak browses there',
  'scripts/test-long.ts': 'it runs what run-fuzz and run-soak have tests for',
  'scripts/digests.ts': 'the test of package-files damages what it has written down',
  'scripts/bench-page.ts': 'it only measures and prints; what it counts with, page-cost.ts, has a test',
  'scripts/bench-pages.ts': 'pages without any code of their own',
  'scripts/bench.ts': 'it reads options and prints; the test of run-bench measures',
  ...Object.fromEntries(
    [
      'bench-files',
      'comparison',
      'decoder-as-onnx',
      'encoder-as-onnx',
      'inkling-side',
      'onnxruntime-decoder',
      'onnxruntime-encoder',
      'onnxruntime-network',
      'onnxruntime-side',
      'products-as-onnx',
      'side',
      'tfjs-side',
    ].map((name) => [`scripts/bench/${name}.ts`, 'the test of run-bench compares what all sides say and see']),
  ),
  'scripts/bidi.ts': 'the test of firefox talks through it',
  'scripts/either.ts': 'the tests of run-fuzz and run-soak open either browser with it',
  'scripts/firefox-extension.ts': 'the test of firefox opens tabs of all kinds with it',
  'scripts/firefox-page.ts': 'the test of firefox clicks and types in it',
  'scripts/firefox-screen-reader.ts': 'the test of firefox listens with it',
  'scripts/report.ts': 'the test of describe makes reports with it',
  'scripts/installed.ts': 'the tests of browser and firefox find programs with it',
  'scripts/tab.ts': 'the test of start opens tabs of both browsers',
  'scripts/test.ts': 'it is what runs the tests',
  'training/calibrate.ts': 'its parts have tests; the test of captioner compares its output with the weights',
  'training/make-gate.ts':
    'fit-gate, fit-strangeness and families have tests; the test of captioner judges pictures with its output',
  'training/files.ts': 'paths; every training test goes through them',
  'training/start-worker.ts': 'the test of train runs workers',
  'training/encoding/encode-pictures.ts': 'the tests of encode and train encode with it',
  'training/encoding/encode-worker.ts': 'the tests of encode and train encode with it',
  'training/encoding/import-backbone.ts': 'the test of the encoder compares its output with the published values',
  ...Object.fromEntries(
    roomOf('architectures').map((file) => [file, 'the tests of all architectures and of learner use each']),
  ),
  'training/run/finish.ts': 'the test of train looks at what it writes',
  'training/run/sources.ts': 'the test of train goes through all of them',
  'training/run/trainers.ts': 'the test of train runs them',
  'training/learning/network.ts': 'the test of learner compares its gradients',
  'training/learning/share.ts': 'the test of train runs each phase with it',
  'training/learning/train-worker.ts': 'the test of train runs it',
  'training/tail/learning-layers.ts': 'the test of encoder-tail goes through every layer',
  'training/scores/cider.ts': 'the test of score works out its values',
  'model/ngrams.ts': 'the tests of score and consensus go through it',
  'training/sums.ts': 'the tests of score add up with it',
  'training/silence/observe.ts': 'the test of honesty takes the same way with other pictures',
  ...Object.fromEntries(roomOf('graphics').map((file) => [file, 'the test of families draws every one'])),
  'training/report/error-figures.ts': 'the test of error-sheet starts with its figures',
  'training/report/error-plots.ts': 'the test of error-sheet looks at both',
  'training/comparison/curves.ts': 'the test of comparison/page looks at it',
  'training/comparison/published.ts': 'a table; the test of comparison/page finds it there',
  'training/comparison/gather.ts': 'the test of compare looks at what it gathers, on the page',
  'training/comparison/tables.ts': 'the test of comparison/page reads them',
  'training/pages/html.ts': 'the tests of comparison/page and error-sheet make pages of it',
  'training/pages/markers.ts': 'the test of comparison/page sees seven of them',
  'training/pages/plot.ts': 'the tests of curves and error-sheet draw with it',
  'training/words/import-labels.ts': 'the test of labels walks through all that it writes',
  'training/words/import-words.ts': 'the tests of words and phrases walk through all that it writes',
  'training/words/label-kinds.ts': 'a table; the test of labels walks through what it makes',
  'training/words/label-names.ts': 'a table; the test of labels walks through what it makes',
  'training/words/word-kinds.ts': 'a table; the test of phrases walks through what it makes',
  'training/words/word-meanings.ts': 'a table; the test of phrases walks through what it makes',
};

/** Longer than the rest because they are read from top to bottom. */
const LONG = new Set(['extension/messages.ts', 'model/captioner.ts', 'model/decide.ts', 'training/train.ts']);

interface Dependent {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

test('only the agreed entries lie at the top', () => {
  const agreed = [
    ...FOLDERS,
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package-lock.json',
    'package.json',
    'tsconfig.json',
  ];
  const present = readdirSync('.').filter((name) => !name.startsWith('.') && !NOT_OURS.has(name));
  expect(present.sort()).toEqual(agreed.sort());
});

test('the lockfile is complete, so that the packages can be installed anywhere', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Dependent> };
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !(`${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every file says in its first line what it does', () => {
  const first = (file: string) => read(file).split('\n', 1)[0];
  const comments: Record<string, RegExp> = {
    css: /^\/\* \S.*\S \*\/$/,
    html: /^<!-- \S.*\S -->$/,
    svg: /^<!-- \S.*\S -->$/,
  };
  const kind = (file: string) => file.slice(file.lastIndexOf('.') + 1);
  const texts = [...scripts, ...files.filter((file) => kind(file) in comments && !file.startsWith('model/weights/'))];
  expect(texts.filter((file) => !(comments[kind(file)] ?? /^\/\/ \S.{15,}/).test(first(file)))).toEqual([]);
});

test('no source is longer than can be read in one go', () => {
  const lines = (file: string) => read(file).split('\n').length - 1;
  expect(sources.filter((file) => lines(file) > 220)).toEqual([]);
  expect(sources.filter((file) => lines(file) > 150 && !LONG.has(file))).toEqual([]);
});

describe('imports', () => {
  const ALLOWED: Record<string, string[]> = {
    extension: ['extension', 'model', 'package.json'],
    model: ['model'],
    training: ['training', 'model', 'scripts'],
    scripts: ['scripts', 'model', 'extension'],
  };
  const BUILD = 'extension/vite.config.ts'; // runs in Node, and compiles the kernels
  /** Looks the other way: the baseline of the bench is what training computes with. */
  const BASELINE = 'scripts/bench/tfjs-side.ts';
  /** Opens the popup as tests do. */
  const SCREENSHOTS = 'scripts/screenshots.ts';
  const importsOf = (file: string) =>
    [...read(file).matchAll(/(?:from|import|import\()\s*'([^']+)'/g)].map(([, name]) => name);
  const isRelative = (name: string) => name.startsWith('.');
  const target = (file: string, name: string) => normalize(join(dirname(file), name)).split('/')[0];

  test.each(SOURCES)('of %s point one way', (folder) => {
    const own = sources.filter((file) => file.startsWith(`${folder}/`) && file !== BASELINE);
    expect(own.length).toBeGreaterThan(0);
    const more: Record<string, string> = { [BUILD]: 'scripts', [SCREENSHOTS]: 'test' };
    const allowed = (file: string) => [...ALLOWED[folder], more[file]];
    const wrong = own.flatMap((file) =>
      importsOf(file)
        .filter((name) => isRelative(name) && !allowed(file).includes(target(file, name)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('of scripts from the extension are types only', () => {
    const lines = sources.filter((file) => file.startsWith('scripts/')).flatMap((file) => read(file).split('\n'));
    const fromExtension = lines.filter((line) => line.includes("from '../extension/"));
    expect(fromExtension.filter((line) => !line.startsWith('import type'))).toEqual([]);
  });

  test('of model are tfjs and itself; it knows no browser and no DOM', () => {
    const model = sources.filter((file) => file.startsWith('model/'));
    const packages = model.flatMap(importsOf).filter((name) => !isRelative(name));
    expect(packages.filter((name) => !name.startsWith('@tensorflow/tfjs-'))).toEqual([]);
    const code = (file: string) => read(file).replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
    expect(model.filter((file) => /\b(browser|chrome|document|window)\.\w/.test(code(file)))).toEqual([]);
  });
});

test('each message has exactly one handler, and each handler a message', () => {
  const [protocol] = read('extension/messages.ts').match(/interface Protocol \{.*?\n\}/s) ?? [''];
  const messages = [...protocol.matchAll(/^ {2}'([a-z]+:[a-z-]+)'\(/gm)].map(([, name]) => name);
  expect(messages.length).toBeGreaterThan(5);
  const handled = sources
    .flatMap((file) => read(file).match(/\bhandle\(\{.*?\n\s*\}\)|: CaptionerHandlers = \{.*?\n\}/gs) ?? [])
    .flatMap((call) => [...call.matchAll(/^\s*'([a-z]+:[a-z-]+)':/gm)].map(([, name]) => name));
  expect(handled.sort()).toEqual(messages.sort());
});

describe.each(['chrome', 'firefox'])('the built manifest for %s', (browser) => {
  const manifest = () => JSON.parse(read(`dist/${browser}/manifest.json`));

  test('asks for nothing that the README does not explain', () => {
    const { permissions, optional_host_permissions, host_permissions, content_scripts } = manifest();
    const explained = [...read('README.md').matchAll(/^- `([^`]+)`/gm)].map(([, name]) => name);
    expect([...permissions, ...optional_host_permissions].filter((name) => !explained.includes(name))).toEqual([]);
    expect({ host_permissions, content_scripts }).toEqual({}); // nothing on any site at install
  });

  test('lets pages of the extension run nothing but its own files', () => {
    const policy = manifest().content_security_policy.extension_pages as string;
    expect(policy.match(/'[a-z-]*unsafe-[a-z-]+'/g)).toEqual(["'wasm-unsafe-eval'"]);
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
    expect(manifest()).not.toHaveProperty('web_accessible_resources');
    expect(manifest()).not.toHaveProperty('externally_connectable');
  });

  test('names only files that are there', () => {
    const named = JSON.stringify(manifest()).match(/"[\w/.-]+\.(js|html|png|css)"/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    expect(named.map((name) => statSync(join('dist', browser, JSON.parse(name))).isFile())).not.toContain(false);
  });

  test('of the test build differs in nothing but what it may read', () => {
    const { host_permissions, ...rest } = JSON.parse(read(`dist/${browser}-test/manifest.json`));
    expect(host_permissions).toEqual(['http://127.0.0.1/*', 'http://localhost/*']);
    expect(rest).toEqual(manifest());
  });
});

test('each source has a test, or a reason for having none', () => {
  const tests = scripts.filter((file) => file.startsWith('test/'));
  const has = (source: string) => {
    const [name] = source.split(/\.(?:ts|tsx|mjs)$/);
    return tests.includes(`test/${name}.test.ts`) || tests.includes(`test/${name}.browser.test.ts`);
  };
  expect(sources.filter((file) => !has(file) && !(file in EXEMPT))).toEqual([]);
  expect(Object.keys(EXEMPT).filter((file) => has(file) || !sources.includes(file))).toEqual([]);
});

test('the README names every source', () => {
  const names = new Set([...read('README.md').matchAll(/`([\w./-]+)`/g)].map(([, name]) => name));
  const isNamed = (file: string) => {
    const [folder, ...path] = file.split('/');
    if (names.has(path.join('/'))) return true;
    return names.has(`${path[0]}/`) && (folder !== 'training' || names.has(path[path.length - 1]));
  };
  expect(sources.filter((file) => !isNamed(file))).toEqual([]);
});

test('tests that open a browser are named so, and so run one at a time', () => {
  const opens = (file: string) => /from '(\.\.\/)+(browser|scripts\/browser)\.ts'/.test(read(file));
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  expect(tests.filter((file) => opens(file) && !file.endsWith('.browser.test.ts'))).toEqual([]);
});

test('the last long run was whole, and nothing failed', () => {
  const { tests, fuzz, soak, advisories } = JSON.parse(read('test/long-run.json'));
  for (const { date } of [tests, fuzz, soak, advisories]) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(tests.result).toBe('passed');
  expect(fuzz.count).toBeGreaterThanOrEqual(10_000);
  expect(soak.minutes).toBeGreaterThanOrEqual(10);
  expect([...fuzz.failures, ...soak.failures]).toEqual([]);
});

describe('what is committed', () => {
  test('holds no pictures but the sample pictures', () => {
    const pictures = files.filter((file) => /\.(jpe?g|png|gif|webp|avif|tiff?|bmp)$/i.test(file));
    expect(pictures.filter((file) => !file.startsWith('scripts/sample/'))).toEqual([]);
    const credits = read('scripts/sample/index.html');
    for (const file of pictures) expect(credits).toContain(`src="${file.replace('scripts/sample/', '')}"`);
  });

  test('is small: nothing above 100 kB but the weights and sample pictures', () => {
    const large = files.filter((file) => statSync(file).size > 100_000);
    expect(large.filter((file) => !/^(model\/weights|scripts\/sample)\/|^training\/backbone/.test(file))).toEqual([]);
    expect(files.filter((file) => statSync(file).size > 20e6)).toEqual([]);
  });
});
