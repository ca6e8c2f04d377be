// Bytes survive the way through text.
import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../extension/base64.ts';

test.each([0, 1, 2, 255, 8192, 8193, 260 * 260 * 3])('%i bytes come back as they were', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

test('text that is not base64 is refused', () => {
  expect(() => fromBase64('not base64!')).toThrow();
});
