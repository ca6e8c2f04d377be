// Bytes as text, because messages between contexts are JSON. Runs in every context of the extension.

/** Enough arguments for one call of String.fromCharCode, and few enough for its stack. */
const PIECE = 8192;

declare global {
  interface Uint8Array {
    /** ECMAScript 2026; not yet in every browser. */
    toBase64?(): string;
  }
  interface Uint8ArrayConstructor {
    /** The same. @throws SyntaxError */
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}

export function toBase64(bytes: Uint8Array): string {
  if (bytes.toBase64) return bytes.toBase64();
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

/** @throws DOMException or SyntaxError when `text` is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
