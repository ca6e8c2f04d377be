// A tab in Firefox, with as much of Playwright's Page as is needed here. Runs in Node.
import type { Bidi, Script } from './bidi.ts';

/** One document: that of a tab, or of a frame in it. */
export class FirefoxFrame {
  constructor(
    protected readonly bidi: Bidi,
    readonly context: string,
  ) {}

  /** What the function returns in the page; it and the argument travel as JSON. */
  evaluate<R, A = undefined>(script: Script<A, R>, argument?: A): Promise<R> {
    return this.bidi.evaluate(this.context, script, argument);
  }

  /** The same where nothing is seen of what the page's scripts have changed. */
  evaluateApart<R, A = undefined>(script: Script<A, R>, argument?: A): Promise<R> {
    return this.bidi.evaluate(this.context, script, argument, 'apart');
  }
}

export class FirefoxPage extends FirefoxFrame {
  constructor(
    bidi: Bidi,
    context: string,
    private readonly addresses: Map<string, string>,
  ) {
    super(bidi, context);
  }

  /** Opens an address and waits until everything has loaded. */
  async goto(url: string): Promise<void> {
    await this.bidi.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  /** Opens the same once more. */
  async reload(): Promise<void> {
    await this.bidi.send('browsingContext.reload', { context: this.context, wait: 'complete' });
  }

  /** Opens what was there before. */
  async goBack(): Promise<void> {
    await this.bidi.send('browsingContext.traverseHistory', { context: this.context, delta: -1 });
  }

  url(): string {
    return this.addresses.get(this.context) ?? 'about:blank';
  }

  /** The tab's own document and those of its frames, at all depths. */
  async frames(): Promise<FirefoxFrame[]> {
    const { contexts } = await this.bidi.send('browsingContext.getTree', { root: this.context });
    const all = (tree: Tree): string[] => [tree.context, ...(tree.children ?? []).flatMap(all)];
    return contexts.flatMap(all).map((context: string) => new FirefoxFrame(this.bidi, context));
  }

  async setViewportSize(viewport: { width: number; height: number }): Promise<void> {
    await this.bidi.send('browsingContext.setViewport', { context: this.context, viewport });
  }

  async bringToFront(): Promise<void> {
    await this.bidi.send('browsingContext.activate', { context: this.context });
  }

  async close(): Promise<void> {
    await this.bidi.send('browsingContext.close', { context: this.context });
  }

  /** Clicks in the middle of the element. @param button 0 is the left one, 2 the right one */
  async click(selector: string, button = 0): Promise<void> {
    await this.point(selector);
    await this.#act('pointer', press('pointer', { button }));
  }

  /** Moves the pointer over the middle of the element. */
  async point(selector: string): Promise<void> {
    const locator = { type: 'css', value: selector };
    const { nodes } = await this.bidi.send('browsingContext.locateNodes', { context: this.context, locator });
    if (!nodes[0]) throw new Error(`no element matches ${selector}`);
    const element = { sharedId: nodes[0].sharedId };
    await this.bidi.send('script.callFunction', {
      target: { context: this.context },
      functionDeclaration: 'function (element) { element.scrollIntoView({ block: "nearest" }); }',
      arguments: [element],
      awaitPromise: false,
    });
    await this.#act('pointer', [{ type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } }]);
  }

  /** Presses a key: one character, or a code point of https://www.w3.org/TR/webdriver2/#keyboard-actions */
  press(value: string): Promise<void> {
    return this.#act('key', press('key', { value }));
  }

  async #act(type: 'pointer' | 'key', actions: object[]): Promise<void> {
    await this.bidi.send('input.performActions', { context: this.context, actions: [{ type, id: type, actions }] });
  }
}

interface Tree {
  context: string;
  children?: Tree[];
}

const press = (device: 'pointer' | 'key', what: object) =>
  ['Down', 'Up'].map((half) => ({ type: `${device}${half}`, ...what }));
