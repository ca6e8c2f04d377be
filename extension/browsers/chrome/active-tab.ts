// What a user's request in a tab (activeTab) allows in Chrome. Runs in the background and the popup.

/** Also what lies where the page itself does may be fetched, for as long as the request holds. */
export const ACTIVE_TAB_FETCHES: boolean = true;
