// What a panel may show after the portal has pushed events into it.
import { answersAfter, isDamaged, isOver, lookedUp, readable } from './evidence.mjs';
import { described, isInCall, wordFor } from './history.mjs';

/** So many polls in a row win against what was pushed. */
const ENOUGH = 2;
/** Who pushes events so says what was not so at that moment. */
const isOdd = ({ fate }) => fate !== 'at once';

/** Those that the panel had got by a step. */
export const pushedBy = (pushes, step) => pushes.filter(({ taken }) => taken && taken.step <= step);

/**
 * What is wrong with a state that the panel has from an event; null where nothing is. `isOf`:
 * whether a moment of the wall clock is the one that it names; null where it names none, as
 * for the second in which somebody has set the clock.
 *
 * An answer or an event must have come at that moment, and since the event came about, or
 * since the answer was asked for, the gateway had that state; of a poll that agrees with what
 * was pushed, that there is a call is enough. Only where the portal has pushed late, twice, the
 * wrong way round, damaged or not at all may it be otherwise, until two polls in a row have
 * said so.
 */
export function pushedStateComplaint(view, { step, gateway }, isOf, { requests, pushes, history }) {
  const had = pushedBy(pushes, step);
  const words = [
    ...readable(requests, step).map(({ asked, taken }) => ({ taken, from: asked.gateway })),
    ...had.map(({ event, taken }) => ({ taken, from: event.eventGenTime })),
  ].filter(({ taken }) => !isOf || isOf(taken.wall));
  if (words.length === 0) return `"${view.state}" as of ${view.asOf}, when nobody said anything`;
  const from = Math.min(...words.map((word) => word.from));
  const isSo = (moment) => ['sync', 'status'].some((source) => wordFor(moment, source) === view.state) ||
    (isInCall(view.state) && isInCall(moment.state));
  if (history.during(from, gateway).some(isSo)) return null;
  const against = answersAfter(requests, step, had.at(-1))
    .filter((request) => !isDamaged(request) && !history.during(request.reached).some(isSo));
  if (pushes.some(isOdd) && against.length < ENOUGH) return null;
  return `"${view.state}" (host) was not so from ${from} to ${gateway}, say ${against.length} polls`;
}

/**
 * The same for the card of a present call: some answer or event must have told of it, and each
 * datum is one of that call or of its second leg, or stands in what was damaged. Polls that know
 * of no call win as they do above.
 */
export function pushedCardComplaint({ view, until }, shown, { requests, pushes, history, agentId }) {
  const had = pushedBy(pushes, until.step);
  const syncs = [
    ...readable(requests, until.step).filter(({ interface: name }) => name === 'sync'),
    ...lookedUp(requests, until.step),
  ];
  const damaged = [
    ...syncs.filter(isDamaged).map(({ answer }) => answer.sent ?? ''),
    ...had.filter(({ fate }) => fate === 'damaged').map(({ text }) => text),
  ].join('\n');
  const calls = history.during(0, until.gateway).flatMap(({ call }) => (call ? [call] : []))
    .filter(({ callId, secondCallId }) => [callId, secondCallId].includes(view.callId));
  const tellers = [...had.map(({ text }) => text), ...syncs.flatMap((sync) => [
    sync.answer.sent ?? '', ...history.during(sync.reached).map(({ call }) => JSON.stringify(call))])];
  if (view.callId !== null && !tellers.some((text) => text.includes(view.callId))) {
    return `call ${view.callId} is ${view.call}, and nobody has told of it`;
  }
  // A conference names the other party of both its legs, maybe late, for a call that is another by then.
  const named = calls.flatMap(({ caller, called, partner }) => [`${caller},${partner}`, `${called},${partner}`]);
  const late = pushes.some(isOdd) ? had.map(({ text }) => text).join('\n') : '';
  // To a call whose ID was damaged belongs what the events say of the call that it stands for.
  const misnamed = calls.length === 0 && view.callId !== null && damaged.includes(view.callId);
  for (const [name, datum] of Object.entries(shown)) {
    if (misnamed && datum !== null && had.some(({ text }) => text.includes(`"${datum}"`))) continue;
    if (name === 'partner' && datum !== null && (named.includes(datum) || late.includes(`"partner":"${datum}"`))) continue;
    const told = calls.flatMap((call) => [described(call)[name], ofSecondLeg(call, agentId)[name]]);
    if (datum === null || told.includes(datum) || damaged !== '' && (name === 'callType' || damaged.includes(datum))) continue;
    return `${name} "${datum}" of call ${view.callId}, whose are ${JSON.stringify(calls)}`;
  }
  const over = answersAfter(requests, until.step, had.at(-1)).filter((request) => isOver(history, request));
  const enough = view.source === 'status' ? 1 : ENOUGH;
  return over.length >= enough ? `call ${view.callId} is ${view.call}, and ${over.length} polls knew of none` : null;
}

/** What an event tells of the leg with whoever is consulted. */
function ofSecondLeg({ secondCallId, partner }, agentId) {
  return { callId: secondCallId, caller: agentId, called: partner, callType: 'Internal consultation, two parties' };
}
