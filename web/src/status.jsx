// The status line below the answer: time, size and cost of the last run, and short notices.
import { formatShortcutForOS, useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';

import { forgetRun, runText, useLastRun } from './runs.js';
import { TOUCH } from './widths.js';

const KEYS = formatShortcutForOS('Ctrl-Enter', 'Cmd').replace('-', '+');

const invitation = () =>
  globalThis.matchMedia(TOUCH).matches ? 'Tap the button to run the query' : `Press ${KEYS} or the button to run the query`;

export function StatusLine({ version }) {
  const { run, notice } = useLastRun();
  useForgetOnTabChange();
  const parts = run ? runText(run) : [];
  const shown = notice ? [...parts, notice] : parts;
  return (
    <div className="status-line">
      <p role="status">{shown.length > 0 ? shown.join(' · ') : invitation()}</p>
      <p className="status-version">Dragoman {version}</p>
    </div>
  );
}

// The figures belong to the tab whose answer is shown.
function useForgetOnTabChange() {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  const before = useRef(tab);
  useEffect(() => {
    if (before.current !== tab) forgetRun();
    before.current = tab;
  }, [tab]);
}
