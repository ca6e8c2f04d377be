// What a user's request in a tab (activeTab) allows in Firefox. Runs in the background and the popup.

/**
 * Only to reach into the page. A request from elsewhere would be refused, and would name the extension by an address
 * that no other installation has.
 */
export const ACTIVE_TAB_FETCHES: boolean = false;
