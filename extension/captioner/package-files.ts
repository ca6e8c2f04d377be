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
for (const path of [kernelsPath(buildForThisEngine()), ...Object.values(WEIGHT_FILES).map(weightsPath)]) {
  const file = readWhole(path);
  file.catch(() => undefined); // whoever asks for it gets the error
  ahead.set(path, file);
}

/** @throws ReasonError 'no-weights' */
export const readKernels = (build: Build): Promise<ArrayBuffer> => take(kernelsPath(build));

/** A file of weights/. @throws ReasonError 'no-weights' */
export const readWeights = (file: string): Promise<ArrayBuffer> => take(weightsPath(file));

/** SHA-256 of a file of weights/, as it must be. @throws ReasonError 'no-weights' */
export const digestOfWeights = (file: string): Promise<string> => digestOf(weightsPath(file));

function take(path: string): Promise<ArrayBuffer> {
  const file = ahead.get(path) ?? readWhole(path);
  ahead.delete(path);
  return file;
}

/** Most damaged weights still make sentences, only wrong ones. @throws ReasonError 'no-weights' */
async function readWhole(path: string): Promise<ArrayBuffer> {
  const [file, expected] = await Promise.all([read(path), digestOf(path)]);
  if ((await sha256(file)) !== expected) throw damaged(`${path} is not as it was built`);
  return file;
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
