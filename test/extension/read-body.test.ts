// What a server may send. Runs in Node.
import { expect, test } from 'vitest';
import { readBody } from '../../extension/read-body.ts';
import { MAXIMUM_BYTES } from '../../model/picture-limits.ts';

const MEGABYTE = new Uint8Array(1e6).fill(7);

/** Sends megabytes until nobody listens. */
function endless() {
  let sent = 0;
  const pull = (controller: ReadableStreamDefaultController) => {
    controller.enqueue(MEGABYTE);
    sent++;
  };
  return { response: new Response(new ReadableStream({ pull })), sent: () => sent };
}

test('comes as it was sent, piece by piece', async () => {
  let heard = 0;
  const bytes = await readBody(new Response(new Blob([MEGABYTE, MEGABYTE])), () => heard++);
  expect([bytes.length, bytes[1_999_999]]).toEqual([2e6, 7]);
  expect(heard).toBeGreaterThan(0);
});

test('too much is refused as soon as that is known', async () => {
  const { response, sent } = endless();
  await expect(readBody(response)).rejects.toMatchObject({ reason: 'too-large' });
  expect(sent() * 1e6).toBeLessThan(MAXIMUM_BYTES + 5e6);
  const announced = new Response('x', { headers: { 'content-length': String(MAXIMUM_BYTES + 1) } });
  await expect(readBody(announced)).rejects.toMatchObject({ reason: 'too-large' });
});

test('nothing is refused', async () => {
  await expect(readBody(new Response(''))).rejects.toMatchObject({ reason: 'empty' });
  await expect(readBody(new Response(null))).rejects.toMatchObject({ reason: 'empty' });
});
