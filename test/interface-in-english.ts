// Gives code that uses text.ts what the browser gives it: the messages in English. Runs in Node, for unit tests that import it.
import english from '../extension/_locales/en/messages.json' with { type: 'json' };

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** Fills the placeholders in as browsers do. */
function getMessage(name: keyof typeof english, values: string[] = []): string {
  const { message, placeholders }: Message = english[name];
  return message.replace(/\$(\w+)\$/g, (_, placeholder: string) => {
    const { content } = placeholders![placeholder.toLowerCase()];
    return values[Number(content.slice(1)) - 1];
  });
}

Object.assign(globalThis, { chrome: { i18n: { getMessage } } });
