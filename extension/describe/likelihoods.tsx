// Things that a picture might show, each with how likely it is. Runs as a part of the describe page.
import type { Guess } from '../../model/captioner.ts';
import { Spoken } from '../spoken.tsx';
import { percent } from '../text.ts';

export function Likelihoods({ of }: { of: Guess[] }) {
  return (
    <ul class="bars">
      {of.map(({ text, probability }) => (
        <li key={text}>
          <Spoken>{text}</Spoken> <meter value={probability} aria-hidden="true" /> {percent(probability)}
        </li>
      ))}
    </ul>
  );
}
