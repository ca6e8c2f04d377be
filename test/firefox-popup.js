// Runs an expression in Firefox's popup, as in the hands of a user, and sends back what comes of it. A frame script, in tests.
// The expression takes the place of the word in capitals.

// @ts-nocheck -- a frame script knows the browser's own objects, which have no types

const expression = 'EXPRESSION';

/** @param {string} key with the name that a KeyboardEvent has for it */
function press(key) {
  const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  processor.beginInputTransactionForTests(content);
  const keyCode = { Tab: 9, Enter: 13, Escape: 27, ' ': 32 }[key];
  const event = new content.KeyboardEvent('', { key, code: key === ' ' ? 'Space' : key, keyCode });
  processor.keydown(event);
  processor.keyup(event);
}

async function run() {
  const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
  Cu.exportFunction(press, sandbox, { defineAs: 'press' });
  const byHand = content.windowUtils.setHandlingUserInput(true);
  try {
    return await Cu.evalInSandbox(`(async () => JSON.stringify(await (${expression})))()`, sandbox);
  } finally {
    byHand.destruct();
  }
}

run().then(
  (json) => sendAsyncMessage('inkling-test', { json }),
  (error) => sendAsyncMessage('inkling-test', { error: String(error) }),
);
