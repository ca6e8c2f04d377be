// What the model runs on and why, in the language of the interface. Runs in the options page.
import type { InUse } from '../messages.ts';
import { type MessageName, text } from '../text.ts';

/** By the model's own words. */
const WHY: Record<string, MessageName> = {
  'the graphics card passed its test': 'whyPassed',
  'the processor was chosen in the options': 'whyChosen',
  'there is no graphics card that WebGPU can use': 'whyNoCard',
  'the only WebGPU adapter is software': 'whySoftware',
  'the graphics card computes wrong numbers': 'whyWrong',
  'the graphics card could not be started': 'whyNotStarted',
};

/** "In use now: the processor, because there is no graphics card that WebGPU can use." */
export function inUseInWords({ backend, why }: InUse): string {
  const [words] = why.split(' (', 1);
  const detail = why.slice(words.length); // in brackets: the system's own words
  const reason = words in WHY ? text(WHY[words]) + detail : why;
  return text(backend === 'webgpu' ? 'graphicsCardInUse' : 'processorInUse', reason);
}
