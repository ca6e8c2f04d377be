// The settings as preact state. Runs in the pages of the extension.
import { useEffect, useState } from 'preact/hooks';
import { getSettings, type Settings, watchSettings } from './settings.ts';

/** @returns undefined until the stored settings have been read */
export function useSettings(): Settings | undefined {
  const [settings, show] = useState<Settings>();
  useEffect(() => {
    getSettings().then(show);
    watchSettings(show);
  }, []);
  return settings;
}
