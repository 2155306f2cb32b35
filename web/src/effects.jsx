// What GraphiQL does not do by itself: follow the system theme, honour a link's operationName, suit editors to names and widths.
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

import { NARROW } from './widths.js';

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
const NAMES = { unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false } };
const WIDE_EDITOR = { ...NAMES, wordWrap: 'off', lineNumbers: 'on', fontSize: 15 };
const NARROW_EDITOR = { ...NAMES, wordWrap: 'on', lineNumbers: 'off', fontSize: 13 };

export function SetEditorOptions() {
  const { responseEditor, ...editors } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'),
  );
  const narrow = useNarrow();
  useEffect(() => {
    const options = narrow ? NARROW_EDITOR : WIDE_EDITOR;
    for (const editor of Object.values(editors)) editor?.updateOptions(options);
    // The answer has no line numbers and is wrapped at any width.
    responseEditor?.updateOptions({ ...NAMES, fontSize: options.fontSize });
  }, [narrow, responseEditor, ...Object.values(editors)]);
  return null;
}

function useNarrow() {
  return useSyncExternalStore(
    (listener) => {
      const media = globalThis.matchMedia(NARROW);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => globalThis.matchMedia(NARROW).matches,
  );
}
