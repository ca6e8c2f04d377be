// Shows a page of the extension in the language of the interface. Runs in those pages.
import { render, type VNode } from 'preact';
import { interfaceLanguage } from './text.ts';

/** @param title of the document */
export function showPage(page: VNode, title: string): void {
  document.documentElement.lang = interfaceLanguage();
  document.title = title;
  render(page, document.getElementById('root')!);
}
