// A sentence that can be spoken, its words marked as they are said. Runs as a part of the describe page.
import { useEffect, useRef, useState } from 'preact/hooks';
import * as voices from '#browser/voice.ts';
import { chooseVoice, localOf, tagOf } from '../background/choose-voice.ts';
import type { Sentence } from '../messages.ts';
import { Rate } from '../options/rate.tsx';
import { Speaker, useVoices } from '../options/speaker.tsx';
import { DEFAULTS, setSettings } from '../settings.ts';
import { text } from '../text.ts';
import { useSettings } from '../use-settings.ts';

export function Spoken({ sentence, lang }: Sentence) {
  const [at, mark] = useState<number>();
  const [speaking, show] = useState(false);
  const [failed, fail] = useState(false);
  const settings = useSettings();
  const all = useVoices();
  const stop = () => {
    voices.stop();
    show(false);
    mark(undefined);
  };
  useEffect(() => {
    fail(false);
    return stop;
  }, [sentence]);
  useStopOnEscape(speaking, stop);
  const speak = () => {
    const { rate, speaker } = settings ?? DEFAULTS;
    const voice = all && chooseVoice(all, tagOf(lang), speaker);
    if (!voice) return; // none that keeps the words here
    fail(false);
    show(true);
    const manner = { ...voice, lang: tagOf(lang), rate };
    voices.speak(sentence, manner, (type, place) => {
      if (type === 'word') mark(place);
      if (type === 'error') fail(true);
      if (!GOING_ON.includes(type)) stop();
    });
  };
  return (
    <>
      <p class="said" lang={lang}>
        <Words sentence={sentence} at={at} />
      </p>
      {all && localOf(all).length === 0 ? (
        <p class="hint">{text('describeNoVoice')}</p>
      ) : (
        <div class="actions">
          <button type="button" disabled={!all} onClick={speaking ? stop : speak}>
            {speaking ? text('describeStopSpeaking') : text('describeSpeak')}
          </button>
          <Speaker speaker={settings?.speaker ?? ''} choose={(speaker) => setSettings({ speaker })} />
          <Rate rate={settings?.rate ?? 1} choose={(rate) => setSettings({ rate })} />
        </div>
      )}
      {failed && <p role="alert">{text('describeVoiceFailed')}</p>}
    </>
  );
}

/** What a voice tells while it goes on. */
const GOING_ON = ['start', 'word', 'sentence', 'marker'];

/** @param at where the word that is being said begins */
function Words({ sentence, at }: { sentence: string; at?: number }) {
  let place = 0;
  return sentence.split(/(\s+)/).map((part) => {
    const begins = place;
    place += part.length;
    const isNow = at !== undefined && part.trim() && at >= begins && at < place;
    return isNow ? <mark key={begins}>{part}</mark> : part;
  });
}

function useStopOnEscape(speaking: boolean, stop: () => void): void {
  const latest = useRef(stop);
  latest.current = stop;
  useEffect(() => {
    if (!speaking) return;
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && latest.current();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [speaking]);
}
