// The one question of the welcome page: who is to speak. Runs as a part of that page.
import { useState } from 'preact/hooks';
import { Choice } from '../options/choice.tsx';
import { setSettings } from '../settings.ts';
import { useSettings } from '../use-settings.ts';

const ANSWERS = ['screen reader', 'chrome'] as const;
const ANSWER_NAMES = {
  'screen reader': 'Yes: it says everything that Inkling has to say, and can show it in braille',
  chrome: 'No: the browser’s voice speaks',
};

export function Question() {
  const settings = useSettings();
  const [notice, say] = useState('');
  if (!settings) return null;
  const save = async (voice: (typeof ANSWERS)[number]) => {
    await setSettings({ voice });
    say(voice === 'chrome' ? 'Saved: the browser’s voice speaks.' : 'Saved: your screen reader speaks.');
  };
  return (
    <Choice<string>
      legend="Do you use a screen reader?"
      names={ANSWER_NAMES}
      values={ANSWERS}
      now={settings.voice}
      choose={(voice) => save(voice as (typeof ANSWERS)[number])}
    >
      {settings.voice === 'both' && <p class="hint">At the moment both speak, as you chose in the options.</p>}
      <p role="status">{notice}</p>
    </Choice>
  );
}
