// Which words are said instead of guesses at sex, age, origin, faith, body or trade, and which never. Runs everywhere.
import { entryOf, lemmaOf } from './word-table.ts';

const list = (words: string) => words.split(/\s+/);
const table = (entries: Record<string, string>) =>
  new Map(Object.entries(entries).flatMap(([neutral, words]) => list(words).map((word) => [word, neutral])));

/** Nouns for persons. Trades are guessed from clothes, and kinship from nothing; roles in a sport can be seen and stay. */
const PERSONS = table({
  person: `man woman guy lady gentleman fellow male female adult elderly teenage teenager teen youth human brunette blond blonde
    bride groom bridesmaid groomsman mother father mom dad parent husband wife brother sister friend owner individual
    grandmother grandfather cowboy cowgirl policeman cop officer fireman firefighter fisherman cheerleader soldier guard
    student worker tourist waiter waitress businessman cameraman photographer vendor pedestrian asian african-american
    indian african native american nun monk priest dude`,
  people: `men women guys ladies gentlemen males females adults teenagers teens youths humans brunettes blonds blondes
    brides bridesmaids groomsmen cheerleaders parents brothers sisters friends owners individuals cowboys police policemen cops
    officers firefighters soldiers guards students workers tourists waiters businessmen photographers vendors
    pedestrians asians indians africans natives americans mans`,
  'group of people': 'family',
  'groups of people': 'families',
  child: 'boy girl kid baby toddler infant newborn son daughter',
  children: 'boys girls kids babies toddlers infants newborns sons daughters',
  player: 'baseman batsman footballer quarterback sportsman',
  players: 'footballers basemen batsmen sportsmen',
});

const PRONOUNS = table({
  their: 'his her',
  them: 'him',
  they: 'he she',
  themselves: 'himself herself',
  theirs: 'hers',
});

/** Adjectives left out before a person or a player. */
const OF_PERSONS = new Set(
  list(`old young older younger little small tiny big large short tall black white brown red dark pale tan muddy cute funny
    beautiful nice silly living light adult teen teenage kiddie middle-aged`),
);

/** Adjectives and names left out before anything. */
const NEVER_BEFORE = new Set(
  list(`japanese chinese oriental european french german eastern aged teenage kiddie newborn dark-skinned skinned religious homeless fat chubby overweight skinny muscular bald shirtless
    topless naked skimpy pregnant injured dead evil bridal oklahoma florida miami boston sooners michael jackson
    obama redheaded`),
);

/** Breeds that carry a name of a people. */
const BREEDS: Record<string, string> = { german: 'shepherd', boston: 'terrier', french: 'bulldog' };

/** Never said: violence, nakedness, illness, faith, real persons; wrong, they do harm, and right, they are rare. */
const DENIED = new Set(
  list(`gun guns knife war combat attack attacks attacking fight fights fighting shoot shoots shooting shot dead naked
    topless skimpy scantily injured obama michael jackson oklahoma florida miami boston sooners religious evil devil
    bride groom wedding bridal homeless whist int`),
);

/** Names of persons in words that stay: a snowman, a spider-man and a baseman's mitt are things or roles. */
export const isDenied = (word: string): boolean => DENIED.has(word) && !PERSONS.has(word);

/** The word to say for a noun or pronoun. */
export const neutral = (word: string): string => PERSONS.get(word) ?? PRONOUNS.get(word) ?? word;

/** 'person', 'child', … when the noun is one of those said instead, null otherwise. */
export const neutralPerson = (word: string): string | null => PERSONS.get(word) ?? null;

/** Whether a noun means a person, by role too. */
export const isPerson = (word: string): boolean =>
  PERSONS.has(word) ||
  lemmaOf(word) === 'person' ||
  entryOf(word).is === 'person' ||
  entryOf(lemmaOf(word)).is === 'person';

/** Whether a modifier or first part of a compound may stand before this noun. */
export function maySayBefore(modifier: string, noun: string): boolean {
  if (BREEDS[modifier] === noun) return true;
  if (NEVER_BEFORE.has(modifier) || DENIED.has(modifier) || PERSONS.has(modifier)) return false;
  return !(isPerson(noun) && OF_PERSONS.has(modifier)) && !/^(people|children)$/.test(modifier);
}
