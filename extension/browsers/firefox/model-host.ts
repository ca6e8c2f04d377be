// Has the model in the event page itself, from the first picture until Firefox unloads that page. Runs in Firefox's event page.
import type { ModelHost } from '../../messages.ts';
import { getSettings } from '../../settings.ts';
import { keepAwake } from './keep-awake.ts';

let opened: Promise<ModelHost> | undefined;

/** Its code and its files are read now, not whenever the browser starts the event page for something smaller. */
export function openHost(): Promise<ModelHost> {
  opened ??= open().catch((error) => {
    opened = undefined; // the next picture tries again
    throw error;
  });
  return opened;
}

/** The model, if it has been asked for. */
export const findHost = async (): Promise<ModelHost | undefined> => opened;

async function open(): Promise<ModelHost> {
  const { captioner, loadAhead } = await import('../../captioner/captioner.ts');
  loadAhead((await getSettings()).compute);
  return { ask: (name, ...request) => keepAwake(Promise.resolve().then(() => captioner[name](...request))) };
}
