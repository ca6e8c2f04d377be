// The one question of the welcome page: who is to speak. Runs as a part of that page.
import { Choice } from '../options/choice.tsx';
import { setSettings } from '../settings.ts';
import { text } from '../text.ts';
import { useNotice } from '../use-notice.ts';
import { useSettings } from '../use-settings.ts';

const ANSWERS = ['screen reader', 'chrome'] as const;
const ANSWER_NAMES = {
  'screen reader': text('yesScreenReader'),
  chrome: text('noBrowserVoice'),
};

export function Question() {
  const settings = useSettings();
  const [notice, tell] = useNotice();
  if (!settings) return null;
  const save = async (voice: (typeof ANSWERS)[number]) => {
    await setSettings({ voice });
    tell({ words: text(voice === 'chrome' ? 'savedBrowserVoice' : 'savedScreenReader') });
  };
  return (
    <Choice<string>
      legend={text('doYouUse')}
      names={ANSWER_NAMES}
      values={ANSWERS}
      now={settings.voice}
      choose={(voice) => save(voice as (typeof ANSWERS)[number])}
    >
      {settings.voice === 'both' && <p class="hint">{text('bothSpeak')}</p>}
      <p role="status">{notice.words}</p>
    </Choice>
  );
}
