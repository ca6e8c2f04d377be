// What a server sends, up to the size of the largest picture. Runs in web pages and in the captioner page.
import { MAXIMUM_BYTES } from '../model/picture-limits.ts';
import { ReasonError } from '../model/reasons.ts';

/**
 * Reads while counting, because a length header may be absent or lie.
 * @param heard called whenever something arrives
 * @throws ReasonError 'too-large' as soon as that is known, or 'empty'
 */
export async function readBody(
  { headers, body }: Response,
  heard: () => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers.get('content-length')) > MAXIMUM_BYTES) throw new ReasonError('too-large');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    heard();
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAXIMUM_BYTES) throw new ReasonError('too-large');
  }
  if (length === 0) throw new ReasonError('empty');
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
