// Opens the describe page, with a picture of a page or without. Runs in the background and the popup.
import browser from 'webextension-polyfill';

/** Relative to the folder of another page of the extension. */
export const DESCRIBE_PAGE = '../describe/index.html';

/** A picture in the popup's list. */
export interface Place {
  tabId: number;
  frameId: number;
  id: number;
}

/** @param place of the picture that it shows */
export async function openDescribePage(place?: Place): Promise<void> {
  const query = place ? `?tab=${place.tabId}&frame=${place.frameId}&picture=${place.id}` : '';
  await browser.tabs.create({ url: browser.runtime.getURL(`describe/index.html${query}`) });
}

/** The picture that it was opened with. */
export function placeIn(search: string): Place | undefined {
  const query = new URLSearchParams(search);
  const [tabId, frameId, id] = ['tab', 'frame', 'picture'].map((name) => Number(query.get(name) ?? Number.NaN));
  return Number.isInteger(tabId + frameId + id) ? { tabId, frameId, id } : undefined;
}
