// Collects the packages that end up in the bundle and writes their licences into one file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|notice|thirdpartynotices|copying)/i;
const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)/;
// Published without a licence file: the package of the same repository or author whose text applies.
const SIBLINGS = [
  [/^@graphiql\/|^graphql-language-service$/, 'graphiql'],
  [/^react-compiler-runtime$/, 'react'],
  [/^react-remove-scroll-bar$/, 'react-remove-scroll'],
];

const INTRO = `The GraphiQL page contains code from these packages, under these licences.
Monaco's icon font (codicon) is by Microsoft, under the Creative Commons Attribution 4.0 licence.
`;

/** `collect()` is a plugin for the page and for its workers; `write(name)` emits what was collected. */
export function licences() {
  const folders = new Set();
  const note = (id) => {
    const found = PACKAGE.exec(id.replace(/^\0/, ''));
    if (found && existsSync(join(found[1], 'package.json'))) folders.add(found[1]);
  };
  const collect = () => ({
    name: 'dragoman-collect-packages',
    buildEnd() {
      for (const id of this.getModuleIds()) note(id);
    },
  });
  const write = (fileName) => ({
    name: 'dragoman-write-licences',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: report([...folders]) });
    },
  });
  return { collect, write };
}

// Packages that share a text, word for word, are named above it together.
function report(folders) {
  const byText = {};
  for (const found of folders.map(section).sort(byName)) (byText[found.text] ??= []).push(found);
  const sections = Object.entries(byText).map(([text, packages]) => `${headings(packages)}\n\n${text}\n`);
  return [INTRO, ...sections].join(`\n${'='.repeat(80)}\n\n`);
}

const byName = (a, b) => (a.heading < b.heading ? -1 : 1);
const headings = (packages) => [...new Set(packages.map(({ heading }) => heading))].join('\n');

function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const own = licenceTexts(folder);
  const texts = own.length > 0 ? own : siblingTexts(folder, name);
  if (texts.length === 0) throw new Error(`No licence text found for ${name}: name its repository in SIBLINGS.`);
  return { heading: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}

function licenceTexts(folder) {
  const names = readdirSync(folder).filter((name) => LICENCE_FILE.test(name)).sort();
  return names.map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r\n/g, '\n').trim());
}

function siblingTexts(folder, name) {
  const sibling = SIBLINGS.find(([pattern]) => pattern.test(name))?.[1];
  const root = folder.slice(0, folder.indexOf('/node_modules/'));
  return sibling ? licenceTexts(join(root, 'node_modules', sibling)) : [];
}
