// The keys that Inkling listens to, as they are set at the moment. Runs as a part of the welcome page.
import { useEffect, useState } from 'preact/hooks';
import browser, { type Commands } from 'webextension-polyfill';
import { openShortcutSettings } from '#browser/around.tsx';
import { text, textAround } from '../text.ts';

export function Keys() {
  const commands = useCommands();
  return (
    <>
      <ul>
        {/* Chrome gives the key for the toolbar button no description. */}
        {commands.map(({ name, description, shortcut }) => (
          <li key={name}>{withKey(description || text('openInkling'), shortcut)}</li>
        ))}
      </ul>
      <button type="button" onClick={openShortcutSettings}>
        {text('changeKeys')}
      </button>
    </>
  );
}

const withKey = (action: string, key?: string) =>
  key ? textAround('keyOf', <kbd>{key}</kbd>, action) : text('noKeyYet', action);

/** All commands; looked up again when the page has the focus back, for whoever comes from changing them. */
function useCommands(): Commands.Command[] {
  const [commands, show] = useState<Commands.Command[]>([]);
  useEffect(() => {
    const look = () => browser.commands.getAll().then(show);
    look();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return commands;
}
