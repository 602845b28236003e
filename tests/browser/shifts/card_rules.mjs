// What the call card may say of the call that the agent is in (R3).
import { isDamaged, readable } from './evidence.mjs';
import { described, isInCall } from './history.mjs';

/** Longer than this without a word, and the call may be another than before. */
const UNSEEN_MS = 150_000 + 1_000;

const DATA = ['callId', 'caller', 'called', 'callType', 'partner', 'callData', 'recording'];

/**
 * What is wrong with a card that shows the data of a present call; null where nothing is, and
 * undefined where it shows none.
 *
 * The card is filled by the sync of its page load, whose answer is from the moment at which it
 * reached the gateway. So its data are, all of them, those of the agent's call at that moment;
 * of a damaged answer they may also be what stands in its text. From then on polls agree that
 * the agent is in a call, or the call is not the present one any more: no answer that cannot
 * be misread may have said otherwise. As "live" it needs such a poll, and no gap between two
 * answers in which another call might have taken its place.
 */
export function cardComplaint({ view, until }, requests, history) {
  if (!['live', 'at-load'].includes(view.call)) return undefined;
  const shown = Object.fromEntries(DATA.map((name) => [name, view[name]]));
  const words = readable(requests, until.step);
  const sync = words.findLast(({ interface: name }) => name === 'sync');
  if (!sync) return `${JSON.stringify(shown)} before any sync`;
  const calls = callsAt(history, sync);
  if (!calls.some((call) => DATA.every((name) => isFrom(sync, shown[name], call[name])))) {
    return `${JSON.stringify(shown)} is ${view.call}; the sync told ${JSON.stringify(calls)}${sync.answer.sent ?? ''}`;
  }
  const later = words.slice(words.indexOf(sync) + 1);
  const over = later.find((request) => !isDamaged(request) && saysNoCall(history, request));
  if (over) return `call ${shown.callId} is ${view.call}, and since ${over.taken.gateway} the panel knows that it is over`;
  if (view.call !== 'live') return null;
  if (later.length === 0) return `call ${shown.callId} is live, and no poll has said so`;
  const gap = words.slice(words.indexOf(sync), -1).find((request, index) =>
    later[index].taken.gateway - request.taken.gateway > UNSEEN_MS);
  return gap ? `call ${shown.callId} is live, and nobody looked after ${gap.taken.gateway}` : null;
}

/** The agent's calls, as a sync tells them, at the moment at which a request was answered:
 *  more than one only where something happened in that very moment. */
export function callsAt(history, { reached }) {
  return history.during(reached).flatMap(({ call }) => (call ? [described(call)] : []));
}

/** Whether an answer can only have said that the agent is in no call. */
export function saysNoCall(history, { reached }) {
  return history.during(reached).every(({ state }) => !isInCall(state));
}

/** Whether a datum is what it is to be, or stands in the damaged answer. */
function isFrom(sync, shown, told) {
  if (shown === told || !isDamaged(sync)) return shown === told;
  // The kind of a call stands there as a number.
  return shown === null || /^Call type|call|consultation|^Other$/.test(shown) || letters(sync.answer.sent ?? '').includes(letters(shown));
}

/** What remains of a text however it is escaped and its control characters are shown. */
const letters = (text) => text.replace(/[^0-9A-Za-z]/g, '');
