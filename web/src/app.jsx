// Puts the page together: GraphiQL with the welcome query, Examples, history, query builder, Share and the status line.
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';

import { ChooseOperation, FollowSystemTheme, SetEditorOptions } from './effects.jsx';
import { examplesPlugin } from './examples.jsx';
import { createFetcher } from './fetcher.js';
import { SchemaNotice } from './notice.jsx';
import { ShareButton } from './share.jsx';
import { startWith } from './start.js';
import { StatusLine } from './status.jsx';
import { browserStorage } from './storage.js';
import { WIDE } from './widths.js';

/** Everything GraphiQL is given that must stay the same object from render to render. */
export function prepare({ endpoint, examples }) {
  const storage = browserStorage();
  const start = startWith(examples, globalThis.location.search, storage);
  const examplesPane = examplesPlugin(examples);
  const title = 'Query Builder';
  const builder = { ...explorerPlugin({ showAttribution: false, title }), title };
  const showExamples = start.firstVisit && examples.length > 0 && globalThis.matchMedia(WIDE).matches;
  return {
    operationName: start.operationName,
    props: {
      fetcher: createFetcher(endpoint),
      plugins: [...(examples.length > 0 ? [examplesPane] : []), HISTORY_PLUGIN, builder],
      visiblePlugin: showExamples ? examplesPane : undefined,
      initialQuery: start.query,
      initialVariables: start.variables,
      storage,
    },
  };
}

export function App({ config, prepared }) {
  return (
    <GraphiQL
      {...prepared.props}
      defaultQuery=""
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <h1 className="brand">Dragoman</h1>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <ShareButton />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <SchemaNotice endpoint={config.endpoint} />
        <StatusLine version={config.version} />
      </GraphiQL.Footer>
      <FollowSystemTheme />
      <SetEditorOptions />
      <ChooseOperation name={prepared.operationName} />
    </GraphiQL>
  );
}
