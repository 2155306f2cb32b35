// The Examples pane: a grouped list of ready questions; choosing one opens it in a tab of its own.
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useId } from 'react';

import { variablesText } from './config.js';
import { ExamplesIcon } from './icons.jsx';
import { reportNotice } from './runs.js';
import { NARROW } from './widths.js';

const PLAIN_GROUP = 'Questions to start from';

export function examplesPlugin(examples) {
  return { title: 'Examples', icon: ExamplesIcon, content: () => <Examples examples={examples} /> };
}

function Examples({ examples }) {
  const heading = useId();
  const groups = {};
  for (const example of examples) (groups[example.group || PLAIN_GROUP] ??= []).push(example);
  return (
    <section className="examples" aria-labelledby={heading}>
      <h2 id={heading} className="examples-title">Examples</h2>
      <p className="examples-hint">Choose a question: it opens in a new tab, ready to run.</p>
      {Object.entries(groups).map(([name, members]) => <Group key={name} name={name} examples={members} />)}
    </section>
  );
}

function Group({ name, examples }) {
  const heading = useId();
  const open = useOpenExample();
  // Until Monaco is loaded there is no editor to write into.
  const waiting = useGraphiQL((state) => !state.queryEditor);
  return (
    <>
      <h3 id={heading} className="examples-group">{name}</h3>
      <ul className="examples-list" aria-labelledby={heading}>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" className="example" disabled={waiting} onClick={() => open(example)}>
              <span className="example-title">{example.title}</span>
              <span className="example-description">{example.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function useOpenExample() {
  const { addTab, setOperationFacts, updateActiveTabValues, setVisiblePlugin } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  return ({ title, query, variables }) => {
    const text = variablesText(variables);
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(text);
    // The editor would tell these a moment later; until then Run would name the operation of the tab before.
    setOperationFacts({ documentAST: undefined, operationName: undefined, operations: undefined });
    updateActiveTabValues({ query, variables: text, operationName: null });
    reportNotice(`Opened “${title}”`);
    // There the pane covers the tab that was just opened.
    if (globalThis.matchMedia(NARROW).matches) setVisiblePlugin(null);
  };
}
