// The settings, and the key for Describe, as preact state. Runs in the pages of the extension.
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
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

/** @returns e.g. "Alt+Shift+D"; '' where the user has taken the key away, undefined until that is known */
export function useShortcut(): string | undefined {
  const [shortcut, show] = useState<string>();
  useEffect(() => {
    browser.commands.getAll().then((all) => show(all.find(({ name }) => name === 'describe')?.shortcut ?? ''));
  }, []);
  return shortcut;
}
