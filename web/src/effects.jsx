// What GraphiQL does not do by itself: follow the system theme, honour a link's operationName, leave letters unmarked.
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

const DARK = '(prefers-color-scheme: dark)';

export function FollowSystemTheme() {
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    if (theme !== null) return undefined;
    const media = globalThis.matchMedia(DARK);
    const follow = () => setTheme(null);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [theme, setTheme]);
  return null;
}

export function ChooseOperation({ name }) {
  const { operations, operationName } = useGraphiQL(pick('operations', 'operationName'));
  const { setOperationName } = useGraphiQLActions();
  const done = useRef(false);
  useEffect(() => {
    if (done.current || !name || !operations?.some((operation) => operation.name?.value === name)) return;
    done.current = true;
    if (operationName !== name) setOperationName(name);
  }, [name, operations, operationName, setOperationName]);
  return null;
}

// Turkish ı, Cyrillic and Arabic letters are plain names here, not look-alikes to be marked.
const EDITOR_OPTIONS = { unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false } };

export function SetEditorOptions() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'));
  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions(EDITOR_OPTIONS);
  }, [editors]);
  return null;
}
