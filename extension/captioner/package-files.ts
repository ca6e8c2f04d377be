// Reads the files of the network, before the other scripts of the page run: nothing takes longer. Runs in the captioner page.
import { type Build, buildForThisEngine } from '../../model/engine.ts';
import { ReasonError } from '../../model/reasons.ts';
import { WEIGHT_FILES } from '../../model/weight-files.ts';
import { sha256 } from './sha256.ts';

const kernelsPath = (build: Build) => `wasm/${build}.wasm`;
const weightsPath = (file: string) => `weights/${file}`;

/** What each file must be, see scripts/digests.ts. */
let digests: Promise<Record<string, string>> | undefined;

/** What is read ahead is handed out once. */
const ahead = new Map<string, Promise<ArrayBuffer>>();
/** Path → whether the file that was read last is whole. */
const checks = new Map<string, Promise<void>>();

for (const path of [kernelsPath(buildForThisEngine()), ...Object.values(WEIGHT_FILES).map(weightsPath)]) {
  ahead.set(path, readAndCheck(path));
}

/** Whole, because it is code. @throws ReasonError 'no-weights' */
export async function readKernels(build: Build): Promise<ArrayBuffer> {
  const path = kernelsPath(build);
  const file = await take(path);
  await checks.get(path);
  return file;
}

/** A file of weights/; see checkFiles. @throws ReasonError 'no-weights' */
export const readWeights = (file: string): Promise<ArrayBuffer> => take(weightsPath(file));

/**
 * Most damaged weights still make sentences, only wrong ones: nothing may be said before this is over. It is computed
 * while the network is made of them. @throws ReasonError 'no-weights'
 */
export async function checkFiles(): Promise<void> {
  await Promise.all(checks.values());
}

/** SHA-256 of a file of weights/, as it must be. @throws ReasonError 'no-weights' */
export const digestOfWeights = (file: string): Promise<string> => digestOf(weightsPath(file));

/** What is read later, after a failure, is checked before it is used: nobody waits for checkFiles any more. */
async function take(path: string): Promise<ArrayBuffer> {
  const early = ahead.get(path);
  ahead.delete(path);
  if (early) return early;
  const file = await readAndCheck(path);
  await checks.get(path);
  return file;
}

function readAndCheck(path: string): Promise<ArrayBuffer> {
  const file = read(path);
  const checked = check(path, file);
  for (const result of [file, checked]) result.catch(() => undefined); // whoever asks for it gets the error
  checks.set(path, checked);
  return file;
}

async function check(path: string, file: Promise<ArrayBuffer>): Promise<void> {
  const [digest, expected] = await Promise.all([file.then(sha256), digestOf(path)]);
  if (digest !== expected) throw damaged(`${path} is not as it was built`);
}

async function digestOf(path: string): Promise<string> {
  digests ??= read('digests.json').then((file) => JSON.parse(new TextDecoder().decode(file)));
  try {
    return (await digests)[path];
  } catch (cause) {
    digests = undefined; // the next request tries again
    throw cause instanceof ReasonError ? cause : damaged(String(cause));
  }
}

const damaged = (what: string) => new ReasonError('no-weights', { cause: new Error(what) });

/** By XMLHttpRequest, which takes half the time of fetch() for large files. */
function read(path: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', chrome.runtime.getURL(path));
    request.responseType = 'arraybuffer';
    request.onload = () => resolve(request.response);
    request.onerror = () => reject(damaged(`${path} cannot be read`));
    request.send();
  });
}
