// Decides what the page opens with: the query of a link, else the first example on a first visit, else what was there.
import { variablesText } from './config.js';
import { STORED_TABS } from './storage.js';

/** The operation carried by a link (`?query=&variables=&operationName=`), or null. */
export function operationFromLink(search) {
  const values = new URLSearchParams(search);
  const query = values.get('query');
  if (!query) return null;
  return { query, variables: readable(values.get('variables')), operationName: values.get('operationName') };
}

/** A link to this page that carries an operation. */
export function linkTo({ query, variables, operationName }, base = globalThis.location) {
  const values = new URLSearchParams({ query });
  if (variables?.trim()) values.set('variables', compact(variables));
  if (operationName) values.set('operationName', operationName);
  return `${base.origin}${base.pathname}?${values}`;
}

/** @returns {{query?: string, variables?: string, operationName?: string|null, firstVisit: boolean}} */
export function startWith(examples, search, storage) {
  const linked = operationFromLink(search);
  const firstVisit = (storage?.getItem(STORED_TABS) ?? null) === null;
  if (linked) return { ...linked, firstVisit };
  const welcome = examples[0];
  if (!firstVisit || !welcome) return { firstVisit };
  return { query: welcome.query, variables: variablesText(welcome.variables), firstVisit };
}

function readable(variables) {
  return reformat(variables ?? '', 2);
}

function compact(variables) {
  return reformat(variables, 0);
}

// Text that is not JSON (yet) is carried as it stands.
function reformat(text, indent) {
  try {
    return text.trim() ? JSON.stringify(JSON.parse(text), null, indent) : '';
  } catch {
    return text;
  }
}
