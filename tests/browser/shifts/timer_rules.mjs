// What the badge's timer may say (R5).
import { isDamaged, readable } from './evidence.mjs';
import { isInCall, wordFor } from './history.mjs';

/** Both ends of a duration are cut to whole seconds, and it is drawn anew once in each. */
const EARLY_MS = 1_000;
const LATE_MS = 2_100;

/**
 * What is wrong with an exact duration of a state that looks live; null where nothing is, and
 * undefined where there is none. It must be counted from a moment at which a state of that name
 * began, by the gateway's own history; how far the computer's clock is off does not matter. The
 * two can be apart by the time that the sync took.
 */
export function timerComplaint({ view, until: { gateway, step, timer } }, { requests, pushes, history }) {
  const shown = /^(?:(\d+):)?(\d\d):(\d\d)$/.exec(timer ?? '');
  // Within a call a poll has one word for many states.
  if (!shown || !view.fresh || !view.visible || (view.source !== 'sync' && isInCall(view.state))) return undefined;
  const answers = readable(requests, step);
  if (answers.some(isDamaged) || pushes.some(({ fate }) => fate !== 'at once')) return undefined;
  const [hours, minutes, seconds] = shown.slice(1).map((part) => Number(part ?? 0));
  const lasted = (hours * 3_600 + minutes * 60 + seconds) * 1_000;
  const way = Math.max(0, ...answers.filter(({ interface: name }) => name === 'sync').map(({ asked, taken }) => taken.gateway - asked.gateway));
  const holds = history.during(0, gateway).some((moment) => {
    const late = gateway - lasted - moment.since;
    return wordFor(moment, view.source) === view.state && late >= -EARLY_MS - way && late <= LATE_MS + way;
  });
  return holds ? null : `"${view.state}" for ${timer} at ${gateway}; it began at ${history.during(0, gateway)
    .filter((moment) => wordFor(moment, view.source) === view.state).map(({ since }) => since)}`;
}
