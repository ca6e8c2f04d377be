// What has to be said before all else: damaged files, settings that were lost, what could not be done. Runs in the pages of the extension.
import { useEffect, useState } from 'preact/hooks';
import { watchDamage } from './damage.ts';
import { resetCorruptSettings, type Settings, saysFull } from './settings.ts';
import { type MessageName, text } from './text.ts';

/** What the user calls each of them. */
const SETTING_NAMES: Record<keyof Settings, MessageName> = {
  carefulness: 'settingCarefulness',
  wording: 'settingWording',
  language: 'settingLanguage',
  translate: 'settingTranslate',
  voice: 'settingVoice',
  rate: 'settingRate',
  speaker: 'settingSpeaker',
  compute: 'settingCompute',
  mostPerPage: 'settingMostPerPage',
  sites: 'settingSites',
  everywhere: 'settingEverywhere',
  exceptions: 'settingExceptions',
};

/** Says it as soon as it is there. */
export function Trouble() {
  const [damaged, showDamage] = useState(false);
  const [lost, showLost] = useState('');
  const [failed, showFailure] = useState('');
  useEffect(() => watchDamage(showDamage), []);
  useEffect(() => void resetCorruptSettings().then((keys) => showLost(lostInWords(keys)), fail), []);
  const fail = (error: unknown) => showFailure(failureInWords(error));
  // Whatever a button does and nobody has foreseen: silence would be taken for success.
  useEffect(() => {
    const onFailure = ({ reason }: PromiseRejectionEvent) => fail(reason);
    addEventListener('unhandledrejection', onFailure);
    return () => removeEventListener('unhandledrejection', onFailure);
  }, []);
  return (
    <div role="alert">
      {damaged && <p>{text('filesDamaged')}</p>}
      {lost && <p>{lost}</p>}
      {failed && <p>{failed}</p>}
    </div>
  );
}

function lostInWords(keys: (keyof Settings)[]): string {
  if (keys.length === 0) return '';
  const names = keys.map((key) => text(SETTING_NAMES[key])).join(', ');
  return text('storedUnreadable', names);
}

function failureInWords(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return saysFull(why) ? text('notSaved') : text('failed', why);
}
