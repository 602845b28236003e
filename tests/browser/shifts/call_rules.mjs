// What stays true of a call for as long as it lasts, and of what is none: whoever called is
// neither lost nor exchanged, and no session of another medium takes the voice call's place.
import { isDamaged, isLookUp, lookedUp, outcomeOf, readable } from './evidence.mjs';
import { isInCall } from './history.mjs';
import { pushedBy } from './push_rules.mjs';

/** Remembers, for one page load and each of its tabs, whom the card has named. */
export class Callers {
  #known = new Map();

  /** A new load knows nothing. */
  forget() {
    this.#known.clear();
  }

  /**
   * What is wrong with the caller on the card; null where nothing is, and undefined where nobody
   * has been named, or where the call is another by now.
   *
   * Once the card has rightly named the caller of the agent's call, it does so until that call
   * is over, whatever help, conference, transfer or text session there is meanwhile, whoever
   * hangs up in them. Not where the gateway has refused the session, or somebody has pushed or
   * answered what was not so: then the call may be over as far as the panel can know.
   */
  complaint({ view, until }, { requests, pushes, history }, tab) {
    const known = this.#known.get(tab);
    const goesOn = known && history.during(known.from, until.gateway)
      .every(({ state, call }) => isInCall(state) && call?.callId === known.callId && call.caller === known.caller);
    if (!goesOn || isMisled(requests, pushes, until.step)) {
      this.#known.delete(tab);
      this.#learn(view, until, history, tab);
      return undefined;
    }
    if (view.call === 'none' && view.state === 'unknown') return undefined;
    return view.caller === known.caller ? null : `caller ${view.caller} (${view.call}) of call ${known.callId}, whom ${known.caller} has called`;
  }

  #learn(view, { gateway }, history, tab) {
    if (!['live', 'at-load'].includes(view.call) || view.caller === null) return;
    const [{ state, call }] = history.during(gateway).slice(-1);
    const right = isInCall(state) && call?.caller === view.caller && [null, call.callId].includes(view.callId);
    if (right) this.#known.set(tab, { callId: call.callId, caller: call.caller, from: gateway });
  }
}

/** Whether the panel may have been told, by a step, that the call is over, or another. */
function isMisled(requests, pushes, step) {
  const refused = requests.some((request) => !isLookUp(request) && request.taken?.step <= step && outcomeOf(request) === 'refused');
  const damaged = [...readable(requests, step), ...lookedUp(requests, step)].some(isDamaged);
  return refused || damaged || pushes.some(({ fate }) => fate !== 'at once');
}

/**
 * What is wrong with a card that names a session of another medium; null where nothing is, and
 * undefined where there has been none. A damaged event may say that it is a voice call.
 */
export function otherMediumComplaint({ view, until }, { sessions, pushes }) {
  if (sessions.length === 0) return undefined;
  const damaged = pushedBy(pushes, until.step).filter(({ fate }) => fate === 'damaged').map(({ text }) => text).join('\n');
  const named = sessions.find(({ callId, caller }) =>
    (view.callId === callId || view.caller === caller) && !damaged.includes(callId));
  return named ? `the card (${view.call}) shows ${view.callId} of ${view.caller}, a text session` : null;
}
