// Later than the module: what an agent's day comes to.
import { isOfCall, isOfTalk } from './states.js';

/** What was from `start` on, the beginning of a day: how many `calls` were answered, whether events
 *  told of each of them (`areHeard`), and for how many ms the agent was `talking`, had a call on
 *  `hold`, was in `wrapUp` or at `rest`. */
export function sumsOf(entries, start) {
  const sums = { calls: 0, talking: 0, hold: 0, wrapUp: 0, rest: 0 };
  let isInCall = false;
  let isCounted = false;
  let heard = 0;
  let isHeardYet = false;
  for (const { state, from, until, isAnew, goesOn, isHeard } of entries) {
    if (isAnew || !(isInCall || goesOn)) {
      isCounted = state === 'unknown' && isCounted;
      isHeardYet = false;
    }
    isInCall = isOfCall(state);
    const lasted = until - Math.max(from, start);
    if (isOfTalk(state) && !isCounted && lasted >= 0) {
      sums.calls += 1;
      isCounted = true;
    }
    if (isCounted && isHeard && !isHeardYet) {
      heard += 1;
      isHeardYet = true;
    }
    const name = isOfTalk(state) && state !== 'hold' ? 'talking' : { 'wrap-up': 'wrapUp' }[state] ?? state;
    if (name in sums) sums[name] += Math.max(0, lasted);
  }
  return { ...sums, areHeard: heard === sums.calls };
}
