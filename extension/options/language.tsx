// The language of descriptions, and whether the browser translates them. Runs as a part of the options page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../languages/languages.ts';
import { SPOKEN } from '../languages/spoken.ts';
import { type Availability, availability, download } from '../languages/translator.ts';
import type { Settings } from '../settings.ts';
import { text } from '../text.ts';
import { Choice } from './choice.tsx';

interface Props {
  settings: Settings;
  save: (change: Partial<Settings>) => void;
  say: (notice: string) => void;
}

/** Another language has to be downloaded on its own, so that choosing one ends the translation into the one before it. */
export function DescriptionLanguage({ settings, save, say }: Props) {
  const { language } = settings;
  return (
    <Choice
      legend={text('languageOfDescriptions')}
      names={LANGUAGE_NAMES}
      values={LANGUAGES}
      now={language}
      choose={(language) => save({ language, translate: false })}
    >
      <p class="hint">{text('languageHint')}</p>
      {language !== 'en' && <Sentences key={language} {...{ language, settings, save, say }} />}
    </Choice>
  );
}

/** Whole sentences instead of nouns, where the browser can translate. */
function Sentences({ language, settings, save, say }: Props & { language: Language }) {
  const [state, show] = useState<Availability>();
  /** What part has been downloaded; undefined while nothing is. */
  const [part, progress] = useState<number>();
  const stop = useRef(new AbortController());
  useEffect(() => {
    availability(language).then(show);
    return () => stop.current.abort();
  }, []);
  if (state === undefined) return null;
  const short = SPOKEN[language].example;
  if (state === 'unavailable') return <p class="hint">{text('shortHint', short)}</p>;
  const switchOn = async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    progress(0);
    say(text('translatorProgress'));
    try {
      await download(language, progress, signal);
      show('available');
      save({ translate: true });
    } catch {
      say(text(signal.aborted ? 'translatorStopped' : 'translatorFailed'));
    }
    progress(undefined);
  };
  const change = () => {
    if (part !== undefined) stop.current.abort();
    else if (settings.translate) save({ translate: false });
    else switchOn();
  };
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={settings.translate || part !== undefined}
          aria-describedby="sentences"
          onChange={change}
        />
        {text('wholeSentences')}
      </label>
      <p id="sentences" class="hint">
        {text(state === 'available' ? 'translatorThere' : 'translatorDownload')} {text('otherwiseShort', short)}
      </p>
      {part !== undefined && (
        <label>
          {text('translatorProgress')} <progress value={part} />
        </label>
      )}
    </>
  );
}
