// How private an address is, so that a public page never learns what a picture on the home network shows. Pure.

/** Most private first: this machine, the local network, everybody. */
const SPACES = ['loopback', 'private', 'public'] as const;
export type AddressSpace = (typeof SPACES)[number];

/** Names that only ever mean something on a local network (RFC 6762, RFC 8375, ICANN's reserved .internal, common routers). */
const LOCAL_NAME = /(^|\.)(local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa)$/;

/** Decides by the host's text alone; a public name that resolves to a private address is not caught. */
export function addressSpace(host: string): AddressSpace {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.startsWith('[')) return ofIpv6(name.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return ofIpv4(name.split('.').map(Number));
  if (name === 'localhost' || name.endsWith('.localhost')) return 'loopback';
  return !name.includes('.') || LOCAL_NAME.test(name) ? 'private' : 'public';
}

function ofIpv4([a, b]: number[]): AddressSpace {
  if (a === 127 || a === 0) return 'loopback'; // 0.0.0.0 reaches this machine on Linux and macOS
  const rfc1918 = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
  const linkLocal = a === 169 && b === 254;
  const carrierNat = a === 100 && b >= 64 && b < 128;
  return rfc1918 || linkLocal || carrierNat ? 'private' : 'public';
}

/** `host` as the URL parser writes it: compressed, lower case, no dotted part. */
function ofIpv6(host: string): AddressSpace {
  if (host === '::1' || host === '::') return 'loopback';
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped)
    return ofIpv4(mapped.slice(1).flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]));
  const uniqueLocal = /^f[cd]/.test(host);
  const linkLocal = /^fe[89ab]/.test(host);
  return uniqueLocal || linkLocal ? 'private' : 'public';
}

const spaceOf = (url: string) => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? addressSpace(hostname) : undefined;
};

/**
 * May the page at `page` see what the picture shows? Not when the picture's final address (after redirects) is in a more
 * private space than the page. data: and blob: pictures have no address: their bytes are the page's own.
 */
export function mayShow(picture: string, page: string): boolean {
  const from = spaceOf(picture);
  if (!from) return true;
  return SPACES.indexOf(from) >= SPACES.indexOf(spaceOf(page) ?? 'public');
}
