// Reads the files of the network, before the other scripts of the page run: nothing takes longer. Runs in the captioner page.
import { type Build, buildForThisEngine } from '../../model/engine.ts';
import { ReasonError } from '../../model/reasons.ts';
import { WEIGHT_FILES } from '../../model/weight-files.ts';

const kernelsPath = (build: Build) => `wasm/${build}.wasm`;
const weightsPath = (file: string) => `weights/${file}`;

/** What is read ahead is handed out once. */
const ahead = new Map<string, Promise<ArrayBuffer>>();
for (const path of [kernelsPath(buildForThisEngine()), ...Object.values(WEIGHT_FILES).map(weightsPath)]) {
  const file = read(path);
  file.catch(() => undefined); // whoever asks for it gets the error
  ahead.set(path, file);
}

/** @throws ReasonError 'no-weights' */
export const readKernels = (build: Build): Promise<ArrayBuffer> => take(kernelsPath(build));

/** A file of weights/. @throws ReasonError 'no-weights' */
export const readWeights = (file: string): Promise<ArrayBuffer> => take(weightsPath(file));

function take(path: string): Promise<ArrayBuffer> {
  const file = ahead.get(path) ?? read(path);
  ahead.delete(path);
  return file;
}

/** By XMLHttpRequest, which takes half the time of fetch() for large files. */
function read(path: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', chrome.runtime.getURL(path));
    request.responseType = 'arraybuffer';
    request.onload = () => resolve(request.response);
    request.onerror = () => reject(new ReasonError('no-weights', { cause: new Error(`${path} cannot be read`) }));
    request.send();
  });
}
