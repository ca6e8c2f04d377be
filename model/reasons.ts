// Every reason for saying nothing, with the words a person hears. Runs everywhere: extension, Node, tests.

/** Reason code → one plain sentence without a full stop. The codes cross between contexts; the words are shown or spoken. */
export const REASONS = {
  // The model looked and is not sure enough.
  unsure: 'Not sure what this picture shows',
  unfamiliar: 'This picture is not the kind that can be described',
  // The user does not want to hear it.
  hidden: 'You have hidden this description',
  // It is not a photograph.
  blank: 'This picture is almost blank',
  text: 'This looks like text, which Inkling does not read',
  chart: 'This looks like a chart or diagram',
  drawing: 'This looks like a drawing or logo',
  screenshot: 'This looks like a screenshot',
  map: 'This looks like a map or plan',
  pattern: 'This looks like a pattern or texture',
  'not-a-photo': 'This does not look like an ordinary photograph',
  // The picture never became pixels.
  'too-small': 'This picture is too small to describe',
  'too-large': 'This picture is too large to describe',
  empty: 'This picture could not be loaded: the file is empty',
  'not-an-image': 'This picture could not be loaded: the address does not lead to an image',
  corrupt: 'This picture could not be loaded: the file is damaged',
  'not-found': 'This picture could not be loaded: it was not found',
  refused: 'This picture could not be loaded: the site refused it',
  unreachable: 'This picture could not be loaded: the site did not answer',
  timeout: 'Describing this picture took too long: try again',
  'no-permission': 'Inkling may not read pictures from this address',
  // The machinery failed.
  cancelled: 'The description was cancelled',
  'no-image': 'There is no image here',
  'page-unreachable': 'Inkling cannot work on this page',
  'no-weights': 'The files of Inkling are damaged: install it again',
  'model-failed': 'The description model failed on this picture',
} as const;

export type Reason = keyof typeof REASONS;

/** An expected failure that carries its reason, so that callers never parse message texts. */
export class ReasonError extends Error {
  constructor(
    readonly reason: Reason,
    options?: ErrorOptions,
  ) {
    super(REASONS[reason], options);
  }
}

/** The reason inside any thrown value; `fallback` for what nobody foresaw. */
export function reasonOf(error: unknown, fallback: Reason = 'model-failed'): Reason {
  if (error instanceof ReasonError) return error.reason;
  return (error as Error)?.name === 'AbortError' ? 'cancelled' : fallback;
}
