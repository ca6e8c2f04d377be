// The keys that Inkling listens to, as they are set at the moment. Runs as a part of the welcome page.
import { useEffect, useState } from 'preact/hooks';
import browser, { type Commands } from 'webextension-polyfill';
import { openShortcutSettings } from '#browser/around.tsx';

/** Chrome gives the key for the toolbar button no description. */
const OPENS = 'Open Inkling';

export function Keys() {
  const commands = useCommands();
  return (
    <>
      <ul>
        {commands.map(({ name, description, shortcut }) => (
          <li key={name}>
            {description || OPENS}: {shortcut ? <kbd>{shortcut}</kbd> : 'no key yet'}
          </li>
        ))}
      </ul>
      <button type="button" onClick={openShortcutSettings}>
        Change the keys
      </button>
    </>
  );
}

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
