// Carries what is known of the last run from the fetcher to the status line, and short notices such as "Link copied".
import { useSyncExternalStore } from 'react';

let last = { run: null, notice: '' };
const listeners = new Set();

function publish(next) {
  last = next;
  listeners.forEach((listener) => listener());
}

/** How long a notice stays, in milliseconds. */
const NOTICE_STAYS = 6000;
let expiry;

/** @param {{ms: number, bytes: number, cost?: {requested?: number, maximum?: number}}} run */
export const reportRun = (run) => publish({ run, notice: '' });
export const forgetRun = () => publish({ ...last, run: null });

export function reportNotice(notice) {
  clearTimeout(expiry);
  publish({ ...last, notice });
  expiry = setTimeout(() => publish({ ...last, notice: '' }), NOTICE_STAYS);
}

export function useLastRun() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
}

const number = new Intl.NumberFormat('en');

export function sizeText(bytes) {
  return bytes < 1000 ? `${bytes} B` : `${number.format(Number((bytes / 1000).toPrecision(3)))} kB`;
}

function costText({ requested, maximum }) {
  const of = maximum === undefined ? '' : ` of ${number.format(maximum)}`;
  return `cost ${number.format(requested)}${of}`;
}

/** The parts of the status line: milliseconds, size of the answer, cost where the answer states it. */
export function runText({ ms, bytes, cost }) {
  const parts = [`${number.format(Math.max(1, Math.round(ms)))} ms`, sizeText(bytes)];
  return cost?.requested === undefined ? parts : [...parts, costText(cost)];
}
