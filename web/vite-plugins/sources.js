// Records from which sources the page was built, so that a test without Node notices a forgotten build.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TOP = ['graphiql.html', 'package-lock.json', 'package.json', 'vite.config.js'];
const FOLDERS = ['public', 'src', 'vite-plugins'];

/** A Vite plugin that emits `fileName`: the SHA-256 of every source's path and content, in the order of their paths. */
export function sources(fileName) {
  let root;
  return {
    name: 'dragoman-sources',
    configResolved: (config) => {
      root = config.root;
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: `${digest(root)}\n` });
    },
  };
}

function digest(root) {
  const inside = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
  const hash = createHash('sha256');
  for (const path of [...TOP, ...inside].sort()) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}
