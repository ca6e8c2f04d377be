// A voice that says nothing, remembers what it was told to say, and never finishes by itself. Runs in a service worker, in tests.

/** @type {{text: string, rate?: number, lang?: string, voice?: string, stopped: boolean}[]} */
const spoken = [];
Object.assign(globalThis, { spoken });

chrome.ttsEngine.onSpeak.addListener((text, { rate, lang, voiceName: voice }, sendEvent) => {
  spoken.push({ text, rate, lang, voice, stopped: false });
  sendEvent({ type: 'start', charIndex: 0 });
  Object.assign(globalThis, { sendEvent });
});

chrome.ttsEngine.onStop.addListener(() => {
  for (const utterance of spoken) utterance.stopped = true;
});
