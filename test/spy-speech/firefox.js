// The same for Firefox, whose extensions cannot be voices: takes the place of the system's voice. Runs in the event page, in tests.

export {};

/** @type {{text: string, rate: number, lang: string, stopped: boolean}[]} */
const spoken = [];
/** @type {SpeechSynthesisUtterance | undefined} */
let speaking;
Object.assign(globalThis, { spoken });

SpeechSynthesis.prototype.speak = (utterance) => {
  const { text, rate, lang } = utterance;
  spoken.push({ text, rate, lang, stopped: false });
  speaking = utterance;
  utterance.dispatchEvent(new SpeechSynthesisEvent('start', { utterance }));
};

SpeechSynthesis.prototype.cancel = () => {
  for (const utterance of spoken) utterance.stopped = true;
  const ended = speaking;
  speaking = undefined;
  ended?.dispatchEvent(new SpeechSynthesisErrorEvent('error', { utterance: ended, error: 'interrupted' }));
};
