// Damages files and messages at random, the same way for the same seed. Runs in Node.

type Random = () => number;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const upTo = (random: Random, end: number) => Math.floor(random() * end);
export const oneOf = <T>(random: Random, items: readonly T[]): T => items[upTo(random, items.length)];

/** One change often, eight hardly ever: a file that is wrong in one place gets further than one that is wrong in many. */
const MORE_CHANGES = 0.5;
/** What lengths, sizes and counters break at. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

type Change = (file: Buffer, random: Random) => Buffer;

const flipBit: Change = (file, random) => {
  file[upTo(random, file.length)] ^= 1 << upTo(random, 8);
  return file;
};
const setByte: Change = (file, random) => {
  file[upTo(random, file.length)] = upTo(random, 256);
  return file;
};
const setNumber: Change = (file, random) => {
  const [value, at] = [oneOf(random, EDGES), upTo(random, Math.max(1, file.length - 4))];
  if (file.length < 4) return file;
  if (random() < 0.5) file.writeUInt32BE(value, at);
  else file.writeUInt16LE(value & 0xffff, at);
  return file;
};
const cut: Change = (file, random) => file.subarray(0, upTo(random, file.length));
const remove: Change = (file, random) => {
  const at = upTo(random, file.length);
  return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + upTo(random, 64))]);
};
const repeat: Change = (file, random) => {
  const at = upTo(random, file.length);
  const part = file.subarray(at, at + 1 + upTo(random, 512));
  return Buffer.concat([file.subarray(0, at), ...Array(1 + upTo(random, 8)).fill(part), file.subarray(at)]);
};
const insert: Change = (file, random) => {
  const at = upTo(random, file.length);
  const noise = Buffer.from(Array.from({ length: upTo(random, 64) }, () => upTo(random, 256)));
  return Buffer.concat([file.subarray(0, at), noise, file.subarray(at)]);
};

/** Headers break more than pixels do: half of the changes are among the first bytes. */
const inHeader =
  (change: Change): Change =>
  (file, random) =>
    random() < 0.5 ? change(file, random) : Buffer.concat([change(file.subarray(0, 64), random), file.subarray(64)]);

const CHANGES = [flipBit, setByte, setNumber, remove, repeat, insert].map(inHeader).concat(cut);

/** One of the files with some changes; now and then the beginning of one and the end of another. */
export function mutateFile(files: readonly Buffer[], random: Random): Buffer {
  let file: Buffer = Buffer.from(oneOf(random, files));
  if (random() < 0.1) {
    const other = oneOf(random, files);
    file = Buffer.concat([file.subarray(0, upTo(random, file.length)), other.subarray(upTo(random, other.length))]);
  }
  do file = oneOf(random, CHANGES)(file, random);
  while (file.length > 0 && random() < MORE_CHANGES);
  return file;
}

const deep = (): Json => {
  let nested: Json = [];
  for (let i = 0; i < 100; i++) nested = i % 2 ? { a: nested } : [nested];
  return nested;
};
const ODD: readonly (() => Json)[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    'x',
    '\u0000',
    '\ud800',
    '<img src=x onerror=a>',
  ].map((value) => () => value),
  ...['constructor', 'javascript:alert(1)', 'file:///etc/passwd', 'chrome://settings', 'http://[', 'data:,'].map(
    (value) => () => value,
  ),
  () => 'a'.repeat(100_000),
  () => [],
  () => ({}),
  deep,
  () => Array(10_000).fill(0),
];

/** The same value with one to four parts replaced, left out or renamed. */
export function mutateMessage(value: Json, random: Random): Json {
  let changed = structuredClone(value);
  for (let i = 0; i <= upTo(random, 4); i++) changed = changeOnce(changed, random);
  return changed;
}

const NEW_NAMES = ['__proto__', 'constructor', 'toString', 'to', 'request'];

function changeOnce(value: Json, random: Random): Json {
  const keys = value !== null && typeof value === 'object' ? Object.keys(value) : [];
  if (keys.length === 0 || random() < 0.1) return oneOf(random, ODD)();
  const parts = value as { [key: string]: Json };
  const key = oneOf(random, keys);
  const kind = random();
  if (kind < 0.8) parts[key] = changeOnce(parts[key], random);
  else if (kind < 0.9) delete parts[key];
  else define(parts, oneOf(random, NEW_NAMES), oneOf(random, ODD)());
  return parts;
}

/** A property of the object's own, whatever its prototype has of that name. */
const define = (object: object, name: string, value: Json) =>
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
