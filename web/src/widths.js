// The widths at which the page changes its arrangement; page.css names NARROW too.

/** Panes are stacked, and an open pane covers the editors. */
export const NARROW = '(max-width: 760px)';
/** There is room for the Examples beside the editors on a first visit. */
export const WIDE = '(min-width: 1100px)';
/** Fingers rather than a keyboard. */
export const TOUCH = '(pointer: coarse)';
