// Input number i of a seed: a damaged file with whatever headers, or a damaged message. Runs in Node.
import { seededRandom } from '../random.ts';
import { mutateFile, mutateMessage, oneOf } from './mutations.ts';
import { MESSAGES, pictureSeeds, WAYS, type Way } from './seeds.ts';

export type Input =
  | { kind: 'file'; bytes: Buffer; headers: Record<string, string> }
  | { kind: 'message'; way: Way; message: unknown };

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/bmp'];
const OTHER_TYPES = [
  'image/svg+xml',
  'application/octet-stream',
  'text/html',
  'text/plain; charset=utf-16',
  '',
  'image/',
  'multipart/x-mixed-replace',
];
/** Of all inputs, those that are messages. */
const MESSAGE_SHARE = 0.2;

/** @returns a function i → input, always the same for the same seed */
export async function inputsOf(seed: number): Promise<(i: number) => Input> {
  const files = await pictureSeeds();
  return (i) => {
    const random = seededRandom(seed, i);
    if (random() < MESSAGE_SHARE) {
      const way = oneOf(random, WAYS);
      return {
        kind: 'message',
        way,
        message: mutateMessage(structuredClone(oneOf(random, MESSAGES[way])) as never, random),
      };
    }
    const type = oneOf(random, random() < 0.9 ? TYPES : OTHER_TYPES);
    return { kind: 'file', bytes: mutateFile(files, random), headers: { 'content-type': type } };
  };
}
