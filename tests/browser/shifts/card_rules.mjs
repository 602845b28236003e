// What the call card may say of the call that the agent is in (R3).
import { isDamaged, isLookUp, isOver, lookedUp, outcomeOf, readable } from './evidence.mjs';
import { described, isInCall, lookedUpAs } from './history.mjs';
import { pushedBy, pushedCardComplaint } from './push_rules.mjs';

/** Longer than this without a word, and the call may be another than before. */
const UNSEEN_MS = 150_000 + 1_000;

const DATA = ['callId', 'caller', 'called', 'callType', 'partner', 'callData', 'recording'];

/**
 * What is wrong with a card that shows the data of a present call; null where nothing is, and
 * undefined where it shows none.
 *
 * The card is filled by the sync of its page load or by a look-up, whose answer is from the
 * moment at which it reached the gateway. So its data are, all of them, those of the agent's
 * call at that moment; of a damaged answer they may also be what stands in its text. From then
 * on polls agree that the agent is in a call, or the call is not the present one any more: no
 * answer that cannot be misread may have said otherwise. As "live" what the sync told needs such
 * a poll, and what either told no gap between two answers in which another call might have taken
 * its place.
 */
export function cardComplaint(entry, facts) {
  const { view, until } = entry;
  const { requests, pushes, history } = facts;
  if (!['live', 'at-load'].includes(view.call)) return undefined;
  const shown = Object.fromEntries(DATA.map((name) => [name, view[name]]));
  if (pushedBy(pushes, until.step).length > 0) return pushedCardComplaint(entry, shown, facts);
  const words = readable(requests, until.step);
  const sync = words.findLast(({ interface: name }) => name === 'sync');
  const tellers = [sync, ...lookedUp(requests, until.step)].filter(Boolean);
  const teller = tellers.findLast((it) => callsOf(it, history).some((call) =>
    DATA.every((name) => isFrom(it, shown[name], call[name]))));
  if (!teller) {
    const told = tellers.map((it) => `${JSON.stringify(callsOf(it, history))}${it.answer.sent ?? ''}`);
    return `${JSON.stringify(shown)} is ${view.call}; what told of a call said ${told.join(', then ') || 'nothing'}`;
  }
  const later = words.filter(({ taken }) => taken.step > teller.taken.step);
  const over = later.find((request) => isOver(history, request));
  if (over) return `call ${shown.callId} is ${view.call}, and since ${over.taken.gateway} the panel knows that it is over`;
  if (view.call !== 'live') return null;
  if (later.length === 0 && !isLookUp(teller)) return `call ${shown.callId} is live, and no poll has said so`;
  const gap = [teller, ...later].slice(0, -1).find((request, index) =>
    later[index].taken.gateway - request.taken.gateway > UNSEEN_MS);
  return gap ? `call ${shown.callId} is live, and nobody looked after ${gap.taken.gateway}` : null;
}

/**
 * What is missing on the card while the call that the sync told goes on; null where nothing is,
 * and undefined where there is no such call, or where something else than polls that cannot be
 * misread has had its say. Where the session was refused, the next to look may be somebody else:
 * the call is gone.
 */
export function keptCallComplaint({ view, until }, { requests, pushes, history }) {
  const words = readable(requests, until.step);
  const sync = words.findLast(({ interface: name }) => name === 'sync');
  const refused = requests.some((request) => !isLookUp(request) && request.taken?.step <= until.step && outcomeOf(request) === 'refused');
  if (!sync || refused || words.slice(words.indexOf(sync)).some(isDamaged) || pushes.length > 0) return undefined;
  const [told, another] = history.during(sync.reached);
  const goesOn = told.call && !another &&
    history.during(sync.reached, until.gateway).every(({ state, call }) => isInCall(state) && call?.callId === told.call.callId);
  if (!goesOn) return undefined;
  const kept = Object.entries(described(told.call)).every(([name, datum]) => view[name] === datum);
  return kept && ['live', 'at-load'].includes(view.call) ? null : `${view.call}, not ${JSON.stringify(told.call)}`;
}

/** The agent's calls at the moment of an answer, as that tells of them. */
function callsOf(teller, history) {
  const as = isLookUp(teller) ? lookedUpAs : described;
  return history.during(teller.reached).flatMap(({ call }) => (call ? [as(call)] : []));
}

/** Whether a datum is what it is to be, or stands in the damaged answer. */
function isFrom(sync, shown, told) {
  if (shown === told || !isDamaged(sync)) return shown === told;
  // The kind of a call stands there as a number.
  return shown === null || /^Call type|call|consultation|^Other$/.test(shown) || letters(sync.answer.sent ?? '').includes(letters(shown));
}

/** What remains of a text however it is escaped and its control characters are shown. */
const letters = (text) => text.replace(/[^0-9A-Za-z]/g, '');
