// What has to be said before all else: damaged files, settings that were lost, what could not be done. Runs in the pages of the extension.
import { useEffect, useState } from 'preact/hooks';
import { watchDamage } from './damage.ts';
import { NOT_SAVED, resetCorruptSettings, SETTING_NAMES } from './settings.ts';

const DAMAGED = 'The files of Inkling are damaged, so it describes nothing: install it again.';

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
      {damaged && <p>{DAMAGED}</p>}
      {lost && <p>{lost}</p>}
      {failed && <p>{failed}</p>}
    </div>
  );
}

function lostInWords(keys: (keyof typeof SETTING_NAMES)[]): string {
  if (keys.length === 0) return '';
  const names = keys.map((key) => SETTING_NAMES[key]).join(', ');
  return `What was stored could not be read, and is again as it was after the installation: ${names}.`;
}

function failureInWords(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return /quota|no space/i.test(why) ? `${NOT_SAVED}. Everything is as it was before.` : `That did not work: ${why}`;
}
