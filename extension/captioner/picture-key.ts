// Names a picture by what the network sees of it, so that nothing is kept by address. Runs in the captioner page.
import { WEIGHT_FILES } from '../../model/weight-files.ts';
import { digestOfWeights } from './package-files.ts';
import { sha256 } from './sha256.ts';

/**
 * SHA-256 of the network's input and, after a hyphen, the version of the weights, both in hex: the same picture at two
 * addresses has one key, and new weights begin anew. @throws ReasonError 'no-weights'
 */
export async function keyOf(pixels: Uint8Array<ArrayBuffer>): Promise<string> {
  // It carries the fingerprint of all other weights, so that its own stands for whatever decides what is said.
  const version = await digestOfWeights(WEIGHT_FILES.calibration);
  return `${await sha256(pixels)}-${version.slice(0, 16)}`;
}
