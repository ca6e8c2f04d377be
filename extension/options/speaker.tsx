// Which of the browser's voices speaks. Runs as a part of the extension's pages.
import { useEffect, useState } from 'preact/hooks';
import { listVoices } from '#browser/voice.ts';
import { localOf, type Voice } from '../background/choose-voice.ts';
import { text } from '../text.ts';

interface Props {
  /** The name of the one that is chosen; '' where the system chooses. */
  speaker: string;
  choose: (speaker: string) => void;
}

/** Those that send words to a server are not on offer. */
export function Speaker({ speaker, choose }: Props) {
  const local = localOf(useVoices() ?? []);
  const isThere = local.some(({ name }) => name === speaker);
  return (
    <label>
      {text('voice')}
      <select value={isThere ? speaker : ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{text('anyVoice')}</option>
        {local.map(({ name, title, lang }) => (
          <option key={name} value={name}>
            {title} ({lang})
          </option>
        ))}
      </select>
    </label>
  );
}

/** All that there are; undefined until that is known. */
export function useVoices(): Voice[] | undefined {
  const [all, show] = useState<Voice[]>();
  useEffect(() => void listVoices().then(show), []);
  return all;
}
