// Stores every built asset only as .gz: the server sends it so, and decompresses it for the rare other client.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A Vite plugin that replaces each file of `folder` (inside the output) by its compressed form. */
export function compressed(folder) {
  let out;
  return {
    name: 'dragoman-compressed',
    configResolved: (config) => {
      out = join(config.root, config.build.outDir, folder);
    },
    writeBundle: async () => {
      const names = (await readdir(out)).filter((name) => !name.endsWith('.gz'));
      await Promise.all(names.map((name) => compress(join(out, name))));
    },
  };
}

async function compress(path) {
  await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
  await rm(path);
}
