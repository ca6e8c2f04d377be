// The limit of automatic descriptions per page, in the options page. Runs as a part of an extension page.
import { MOST_PER_PAGE } from '../settings.ts';
import { text } from '../text.ts';

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
    say(text('notANumber', MOST_PER_PAGE));
  };
  return (
    <section>
      <h2>{text('howMany')}</h2>
      <label>
        {text('atMost')}
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
        <span aria-hidden="true">{text('imagesUnit')}</span>
      </label>
      <p class="hint" id="most-per-page">
        {text('othersLater')}
      </p>
    </section>
  );
}
