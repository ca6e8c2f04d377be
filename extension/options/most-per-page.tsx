// The limit of automatic descriptions per page, in the options page. Runs as a part of an extension page.
import { MOST_PER_PAGE } from '../settings.ts';

interface Props {
  now: number;
  choose: (value: number) => void;
  /** Tells why a number was not taken. */
  say: (notice: string) => void;
}

export function MostPerPage({ now, choose, say }: Props) {
  const change = (input: HTMLInputElement) => {
    if (input.validity.valid && input.value !== '') return choose(input.valueAsNumber);
    input.value = String(now);
    say(`Not saved: it has to be a whole number from 0 to ${MOST_PER_PAGE}.`);
  };
  return (
    <section>
      <h2>How many images on a page</h2>
      <label>
        Describe in advance at most
        <input
          type="number"
          min={0}
          max={MOST_PER_PAGE}
          step={1}
          required
          value={now}
          aria-describedby="most-per-page"
          onChange={({ currentTarget }) => change(currentTarget)}
        />
        <span aria-hidden="true">images</span>
      </label>
      <p class="hint" id="most-per-page">
        On a page with more images, the others are described when you come near them. It counts for pages that are
        loaded from now on.
      </p>
    </section>
  );
}
