// Which words are ARIA roles, to find the one that counts in a role attribute. Runs in web pages.
import { attributeOf } from './flat-tree.ts';

/** Every role that an author may give (WAI-ARIA 1.3, Graphics ARIA 1.0, DPUB-ARIA 1.1 by its prefix); abstract ones do not count. */
const ROLES = new Set(
  `alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
  comment complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid
  gridcell group heading image img insertion link list listbox listitem log main mark marquee math menu menubar menuitem
  menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup
  region row rowgroup rowheader scrollbar search searchbox sectionfooter sectionheader separator slider spinbutton status
  strong subscript suggestion superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree
  treegrid treeitem graphics-document graphics-object graphics-symbol`.split(/\s+/),
);

/** The first word of the role attribute that is a role, in lower case: browsers skip the others. */
export function roleOf(element: Element): string | undefined {
  const words = attributeOf(element, 'role')?.toLowerCase().split(/\s+/) ?? [];
  return words.find((word) => ROLES.has(word) || word.startsWith('doc-'));
}

/** Roles under which a picture is still a picture. */
export const isImageRole = (role?: string) => role === 'img' || role === 'image' || role === 'doc-cover';
