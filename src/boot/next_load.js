// Before the module: what a load of this tab leaves for the next one, so that a reload waits for
// nothing that it can know: the text of config.json, and what the panel wants asked at once.
// There is no secret in it, and another build does not read it.

const STORED = 'cec-agent-panel.next-load';

/** What is left: the `build`, which names the files of this page, `config`, the text of
 *  config.json where there is one, and `ask`, see `ahead.js`. Nothing is, where it is null. */
let left = null;

/** What the load before has left; nothing where there is none of the same build. */
export function leftBefore(build) {
  try {
    const before = JSON.parse(sessionStorage.getItem(STORED));
    return before.build === build ? before : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves that text; of one that is not to be used, nothing at all. */
export function leaveConfig(build, config) {
  try {
    JSON.parse(config ?? '{}');
    leave({ ...left, build, config });
  } catch {
    leave(null);
  }
}

/** Leaves what is to be asked, or that nothing is. */
export function leaveAsk(ask) {
  if (left) leave({ ...left, ask });
}

/** Leaves nothing: the next load is as the first. */
export function leaveNothing() {
  leave(null);
}

function leave(what) {
  left = what;
  try {
    if (left) sessionStorage.setItem(STORED, JSON.stringify(left));
    else sessionStorage.removeItem(STORED);
  } catch {
    // There is no storage, or no room in it.
  }
}
