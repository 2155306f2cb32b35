// Builds the GraphiQL page into ../server/pages: hashed assets stored compressed, the page, and the licences.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { compressed } from './vite-plugins/compressed.js';
import { licences } from './vite-plugins/licences.js';
import { sources } from './vite-plugins/sources.js';

const { collect, write } = licences();

// Monaco, Prettier and graphql-ws are loaded when they are needed, in files of their own.
const STATIC_PACKAGES = /node_modules\/(?!(monaco-|prettier|graphql-ws))/;

// React's compiler directives mean nothing in a bundle; the bundler warns of each.
const withoutDirectives = (warning, report) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || report(warning);

export default defineConfig({
  // Relative addresses, so that the page works under any mount path.
  base: './',
  plugins: [react(), collect(), write('LICENSES.txt'), sources('BUILT-FROM'), compressed('assets')],
  worker: { format: 'es', plugins: () => [collect()] },
  build: {
    outDir: '../server/pages',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Monaco is one large module by design; it is served compressed and cached for a year.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: 'graphiql.html',
      onwarn: withoutDirectives,
      // Packages apart from our own source: a change of ours renews one small file, not Monaco's name too.
      output: { codeSplitting: { groups: [{ name: 'packages', test: STATIC_PACKAGES }] } },
    },
  },
});
