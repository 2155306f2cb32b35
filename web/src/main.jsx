// Starts the page: styles, Monaco's workers, then GraphiQL with the server's configuration.
import '@graphiql/react/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';
import './workers.js';

import { createRoot } from 'react-dom/client';

import { App, prepare } from './app.jsx';
import { readConfig } from './config.js';

const config = readConfig();
const prepared = prepare(config);
// The link's query is in its tab now; with the address left as it is, a reload would open it again over later edits.
if (globalThis.location.search) globalThis.history.replaceState(null, '', globalThis.location.pathname);
createRoot(document.getElementById('root')).render(<App config={config} prepared={prepared} />);
