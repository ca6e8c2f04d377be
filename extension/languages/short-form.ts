// From an English description to its nouns in another language: "a dog running on grass" → "Hund, Gras". Pure; runs where
// the model is, which has the tables of English words.
import { contentWords, lemmaOf } from '../../model/words.ts';

/** English noun or name of a thing, lower case, without article → the word for it. */
export type Nouns = Readonly<Record<string, string>>;

/** Words in the longest keys of the tables. */
const LONGEST = 4;

/**
 * Nouns of captions that are left out: they name no thing that can be seen ("a jump"), mean nothing without the words
 * around them ("the top"), or mean too many things ("a bar", "a bow"). Where one of them is all there is, the description
 * stays English. Names of things are said all the same: there "a pitcher" is a jug.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set(
  `act action agility air amusement aqua area attempt attention backpacking balance bank bar base baseman bathe bathing begin
  beginning bend bite blow boogie border bottom bounce bow bowling boxer boxing break breed bunch business camp camping carrier
  case catch caution center cheer circuit class climb close-up closeup club coaster color combat community construction control
  corner country course crash cricket cross crossing cut dancing day devil direction dive dollar domino drive edge electric
  embrace end event exercise expression fall fan fight figure finish fishing flight flip float flop formation front gather
  gathering gesture gold grab group guard gun half help hike hiking hit horn hug huddle hula image indoor inline item jack joy
  jump kick kiss knit land landing lap laugh league leap lease lie life light lighting line link location lot maneuver march
  marching massage match medium meet meeting mess middle midst military moment motion mouth move musical nap navy number object
  opening orange outdoor pack pair palm part pass patch pattern pause peace pen pick piece piggy pitch pitcher place plain play
  point pop pose position power practice print professional progress public pull push quarterback racing range read rear record
  rescue rest ride riding ring roll roller romp round row run safety sailing scale scene security series set setting shade shot
  show side silver site skateboarding skating skiing sledding snowboarding song sort space speed spot spread steer steering
  stop stretch strip stripe stunt style surface surfing swim swimming tackle tag talk tan tank teenage terrain test thing throw
  time top toss touch training travel treat trick trunk tube tug turn turquoise tussle type view walk war watering way weather
  wedding wheeler wheelie work wrestle wrestling write writing zip`.split(/\s+/),
);

/** @returns the nouns, each once, joined by commas; null where there are none, or one of them is not in the table */
export function shortForm(text: string, nouns: Nouns): string | null {
  const name = wordFor(text.toLowerCase().replace(/^an? /, ''), nouns);
  const said = name ? [name] : text.split(/'s\b|[,.]/).flatMap((part) => nounsIn(part.trim().split(/\s+/), nouns));
  return said.length > 0 && said.every((word) => word !== undefined) ? [...new Set(said)].join(', ') : null;
}

/** Of neighbouring nouns the last says what it is: a rock wall is a wall. Where the table knows them together, all count. */
function nounsIn(words: string[], nouns: Nouns): (string | undefined)[] {
  const said: (string | undefined)[] = [];
  const isNoun = places(words);
  for (let at = 0; at < words.length; at++) {
    const length = longestKey(words, at, nouns);
    if (length > 1) said.push(wordFor(words.slice(at, at + length).join(' '), nouns));
    else if (isNoun.has(at) && !isNoun.has(at + 1)) said.push(wordFor(words[at], nouns));
    at += Math.max(0, length - 1);
  }
  return said;
}

function places(words: string[]): Set<number> {
  const isThing = ({ at, lemma }: { at: number; lemma: string }) => !LEFT_OUT.has(words[at]) && !LEFT_OUT.has(lemma);
  const things = contentWords(words).filter((word) => word.kind === 'noun' && isThing(word));
  return new Set(things.map(({ at }) => at));
}

/** How many words from here on stand in the table together; 0 where not even the first does. */
function longestKey(words: string[], at: number, nouns: Nouns): number {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    if (wordFor(words.slice(at, at + length).join(' '), nouns)) return length;
  }
  return 0;
}

/** The word for a noun, or for several together, in whatever number they are. */
function wordFor(phrase: string, nouns: Nouns): string | undefined {
  const words = phrase.split(' ');
  const last = lemmaOf(words[words.length - 1]);
  return [phrase, [...words.slice(0, -1), last].join(' ')].map((key) => entry(key, nouns)).find(Boolean);
}

/** Own properties only: "constructor" is an English noun too. */
const entry = (key: string, nouns: Nouns) => (Object.hasOwn(nouns, key) ? nouns[key] : undefined);
