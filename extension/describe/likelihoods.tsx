// Things that a picture might show, each with how likely it is. Runs as a part of the describe page.
import type { Guess } from '../../model/captioner.ts';
import { Spoken } from '../spoken.tsx';
import { percent } from '../text.ts';

/** @param lang of the things' names */
export function Likelihoods({ of, lang }: { of: Guess[]; lang: string }) {
  return (
    <ul class="bars">
      {of.map(({ text, probability }) => (
        <li key={text}>
          <Spoken lang={lang}>{text}</Spoken> <meter value={probability} aria-hidden="true" /> {percent(probability)}
        </li>
      ))}
    </ul>
  );
}
