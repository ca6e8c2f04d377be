// What a file or a picture is, in 64 hex digits. Runs in the captioner page and the describe page.

/** SHA-256 in hex; computed beside the page's own thread. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
