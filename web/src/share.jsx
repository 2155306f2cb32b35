// The Share button: copies a link to the current query and its variables.
import { pick, ToolbarButton, useGraphiQL } from '@graphiql/react';

import { ShareIcon } from './icons.jsx';
import { reportNotice } from './runs.js';
import { linkTo } from './start.js';

export function ShareButton() {
  const { queryEditor, variableEditor, operationName } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'operationName'),
  );
  const share = () => {
    const query = queryEditor?.getValue() ?? '';
    void copy(linkTo({ query, variables: variableEditor?.getValue(), operationName }));
  };
  return (
    <ToolbarButton label="Share: copy a link to this query" onClick={share}>
      <ShareIcon className="graphiql-toolbar-icon" aria-hidden="true" />
    </ToolbarButton>
  );
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link);
    reportNotice('Link copied');
  } catch {
    // Browsers give the clipboard only to secure pages; the address bar is always there to copy from.
    globalThis.history.replaceState(null, '', link);
    reportNotice('The link is in the address bar');
  }
}
