// Names a picture by what the network sees of it, so that nothing is kept by address. Runs in the captioner page.
import { ReasonError } from '../../model/reasons.ts';

/**
 * SHA-256 of the network's input and, after a hyphen, the version of the weights, both in hex: the same picture at two
 * addresses has one key, and new weights begin anew. @throws ReasonError 'no-weights'
 */
export async function keyOf(pixels: Uint8Array<ArrayBuffer>): Promise<string> {
  return `${await sha256(pixels)}-${await weightsVersion()}`;
}

let version: Promise<string> | undefined;

function weightsVersion(): Promise<string> {
  version ??= readVersion().catch((cause) => {
    version = undefined; // the next picture tries again
    throw new ReasonError('no-weights', { cause });
  });
  return version;
}

/** calibration.json carries the fingerprint of all other weights, so that its own stands for whatever decides what is said. */
async function readVersion(): Promise<string> {
  const response = await fetch(chrome.runtime.getURL('weights/calibration.json'));
  return (await sha256(await response.arrayBuffer())).slice(0, 16);
}

async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
