// How long a panel may be silent (R7, R8), and what a look-up may cost (R13).
import { isLookUp, slowsDown } from './evidence.mjs';
import { LOOK_UP_TIMEOUT_MS } from './faults.mjs';

const POLL_MS = 3_000;
/** Between the starts of two requests. */
const SHORTEST_MS = 1_000;
/** The longest from one try to the next, with the request that times out, and the moment by
 *  chance behind it. */
const SILENT_MS = 60_000 + 10_000 + POLL_MS + 2_000;
const ROUNDED_MS = 250;

/**
 * What is wrong with a panel that has stopped asking; null where nothing is, and undefined where
 * it need not ask: nobody looks, its session is over, or another tab asks.
 */
export function silenceComplaint({ view, until }, { requests, woke }) {
  if (!view.visible || ['expired', 'connecting', 'following'].includes(view.connection) || requests.length === 0) return undefined;
  const waits = requests.map((request) => retryAfter(request));
  const since = Math.max(woke, ...requests.map(({ asked }) => asked.gateway));
  const silent = until.gateway - since;
  return silent <= SILENT_MS + Math.max(0, ...waits) ? null : `nothing has been asked for ${silent} ms, at ${until.gateway}`;
}

/**
 * What is wrong with the poll after each look-up of a load, `requests`, in their order: it may
 * come later than an interval after the poll before by what the look-up took, and no more than
 * the limit of one request a second wants. Not where nobody looked, the computer slept, or the
 * gateway wanted fewer requests.
 */
export function lookUpComplaints(requests, wakes) {
  return requests.flatMap((lookUp, index) => {
    const [before, next] = [requests[index - 1], requests[index + 1]];
    if (!isLookUp(lookUp) || !before?.taken || !next) return [];
    const [from, to] = [before.asked.gateway, next.asked.gateway];
    const quiet = [before, lookUp, next].every(({ visible, tab }) => visible && tab === lookUp.tab) &&
      !wakes.some((woke) => woke >= from && woke <= to + 60_000) && !requests.some(slowsDown);
    if (!quiet) return [];
    const asked = lookUp.asked.gateway;
    const end = Math.min(lookUp.taken?.gateway ?? Infinity, asked + LOOK_UP_TIMEOUT_MS);
    const due = Math.max(before.taken.gateway + POLL_MS + (end - asked), asked + SHORTEST_MS, end) + ROUNDED_MS;
    return [to <= due ? null : `the poll after a look-up came ${to - due} ms too late, at ${to}`];
  });
}

function retryAfter(request) {
  return slowsDown(request) ? Number(request.way.fault?.retryAfter ?? 0) * 1_000 + 60_000 : 0;
}
