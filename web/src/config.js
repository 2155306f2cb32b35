// Reads the configuration that the server writes into the page: endpoint, examples, version.

const DEFAULTS = { endpoint: '/graphql', examples: [], version: '' };

/** @returns {{endpoint: string, version: string, examples: {name: string, title: string, description: string, group?: string, query: string, variables?: object|null}[]}} */
export function readConfig(node = document.getElementById('dragoman')) {
  return { ...DEFAULTS, ...JSON.parse(node?.textContent || '{}') };
}

/** The text of an example's variables as the editor shows it; empty when it has none. */
export function variablesText(variables) {
  return variables && Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '';
}
