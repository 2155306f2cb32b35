// Keeps GraphiQL's state in the browser, without request headers: they may hold an API key.

const NAMESPACE = 'graphiql:';
/** The key under which GraphiQL keeps its tabs. */
export const STORED_TABS = `${NAMESPACE}tabState`;
const HISTORY_KEYS = new Set([`${NAMESPACE}queries`, `${NAMESPACE}favorites`]);

/** The browser's storage seen through a filter that drops headers from the history; null where the browser forbids storage. */
export function browserStorage() {
  try {
    return withoutHistoryHeaders(globalThis.localStorage);
  } catch {
    return null;
  }
}

// GraphiQL's own switch (shouldPersistHeaders) covers the tabs only.
function withoutHistoryHeaders(store) {
  const ours = () => Object.keys(store).filter((key) => key.startsWith(NAMESPACE));
  return {
    getItem: (key) => store.getItem(key),
    setItem: (key, value) => store.setItem(key, HISTORY_KEYS.has(key) ? withoutHeaders(value) : value),
    removeItem: (key) => store.removeItem(key),
    clear: () => ours().forEach((key) => store.removeItem(key)),
    get length() {
      return ours().length;
    },
  };
}

function withoutHeaders(value) {
  return JSON.stringify(JSON.parse(value), (key, item) => (key === 'headers' ? undefined : item));
}
