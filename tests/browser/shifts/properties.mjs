// What must hold at every step of a shift, whatever happens. Each check is counted, and what
// does not hold is a complaint.
import { Callers, otherMediumComplaint } from './call_rules.mjs';
import { cardComplaint, keptCallComplaint } from './card_rules.mjs';
import { commandComplaint } from './command_rules.mjs';
import { evidence, outcomeOf, readable, sessionEnds, slowsDown } from './evidence.mjs';
import { REQUEST_TIMEOUT_MS } from './faults.mjs';
import { described, saidBy, wordFor } from './history.mjs';
import { lookUpComplaints, silenceComplaint } from './pace_rules.mjs';
import { pushedBy, pushedStateComplaint } from './push_rules.mjs';
import { timerComplaint } from './timer_rules.mjs';

const POLL_MS = 3_000;
const SECOND_MS = 1_000;
/** "Slow down" doubles the interval for a minute, counted anew by each (R8). */
const SLOWED_MS = 130_000;

export class Properties {
  #callers = new Callers();
  /** How often each was checked. */
  checks = {
    'a state that the gateway had': 0,
    'as of the moment of an answer': 0,
    'nothing old looks live': 0,
    'the panel stands': 0,
    'a state that an event told': 0,
    'a present call that the gateway told of': 0,
    'the call that the sync told, while it lasts': 0,
    'the caller of a call, while it lasts': 0,
    'no other medium on the card': 0,
    'a command that was given, done when it was': 0,
    'a duration by the gateway\'s clock': 0,
    'what the sync told is shown': 0,
    'never two within a second': 0,
    'never two at once': 0,
    'three addresses and no other': 0,
    'nothing stops for good': 0,
    'a look-up delays a poll by itself alone': 0,
    'one sync in a load': 0,
    'the Guid stands in its place alone': 0,
    'what the gateway holds, after health': 0,
  };
  complaints = [];

  /** Looks at what the page showed, `entries` of its record, in one page load. `facts`:
   *  `requests` of that load; `told`, the commands, and `pushes`, the events, that the portal
   *  told of in it; the gateway's `history`; `woke`, when the computer last did; `sessions` of
   *  other media; `agentId`. `tab`: which one's entries these are. */
  steps(entries, facts, tab = 0) {
    const { requests, woke } = facts;
    for (const entry of entries) {
      this.#stands(entry);
      if (entry.view === null || entry.view.message !== null) continue;
      for (const step of samples(entry, requests)) this.#state(entry, step, facts);
      this.#sound('a present call that the gateway told of', cardComplaint(entry, facts));
      this.#sound('the call that the sync told, while it lasts', keptCallComplaint(entry, facts));
      this.#sound('the caller of a call, while it lasts', this.#callers.complaint(entry, facts, tab));
      this.#sound('no other medium on the card', otherMediumComplaint(entry, facts));
      this.#sound('nothing stops for good', silenceComplaint(entry, facts));
      this.#sound('a command that was given, done when it was', commandComplaint(entry, facts));
      // For up to a second after it woke, no script of the page need have run.
      if (entry.until.gateway <= woke + SECOND_MS + 100 && entry.until.gateway >= woke) continue;
      this.#age(entry, facts);
      this.#sound('a duration by the gateway\'s clock', timerComplaint(entry, facts));
    }
  }

  /**
   * The state's rule. An answer of the gateway is from a moment between the sending of its
   * request and its receipt. So the state that stands in the panel at a step must be one that
   * the gateway, by its own history, had between the sending and the receipt of an answer
   * which came no later than that step, and which is the newest one or damaged ones came
   * after it. With the words of the source that the panel names: the poll has one for all
   * that is a call. A damaged answer that can still be read may say what never was; then what
   * it says counts as what the gateway had. Where the panel tells the moment ("as of",
   * `snapshot().state.asOf`), it must be that of the receipt of such an answer.
   */
  #state({ view }, { step, gateway }, facts) {
    if (view.state === 'unknown') return;
    const { requests, pushes, history } = facts;
    const isOf = datedBy(view);
    if (view.state === 'signed-out' && !view.fresh) {
      // The gateway need not have named a state for that.
      const ends = sessionEnds(requests, step).filter(({ taken }) => isOf === null || isOf(taken.wall));
      if (ends.length > 0) return;
    }
    if (view.source === 'host') {
      this.#sound('a state that an event told', pushedStateComplaint(view, { step, gateway }, isOf, facts));
      return;
    }
    const sources = evidence(requests, step, view.source, pushes);
    const words = (request) => [
      ...history.during(request.asked.gateway, request.taken.gateway).map((moment) => wordFor(moment, view.source)),
      ...(request.answer.sent ? saidBy(request.answer.sent, request.interface) : []),
    ];
    let dated = sources;
    if (isOf !== null) {
      dated = sources.filter(({ taken }) => isOf(taken.wall));
      this.#holds('as of the moment of an answer', dated.length > 0, () =>
        `"${view.state}" as of ${view.asOf ?? view.detail}, when no answer came; answers: ${sources.map(({ taken }) => taken.wall)}`);
    }
    this.#holds('a state that the gateway had', dated.some((request) => words(request).includes(view.state)), () =>
      `"${view.state}" (${view.source}) at step ${step}; the gateway had ${dated.map((request) => words(request).join('/')).join(', then ') || 'told nothing'}`);
  }

  /** Nothing looks live for longer than two intervals after its answer, and after a minute
   *  nothing is known (R6). Only where somebody looks: nothing is drawn where nobody does. */
  #age({ view, until }, { requests, pushes }) {
    if (!view.visible || view.state === 'unknown') return;
    const ends = view.state === 'signed-out' ? sessionEnds(requests, until.step) : [];
    // Nobody asks for who is signed out, and no answer can be newer.
    if (ends.length > 0 && view.connection === 'expired') {
      this.#holds('nothing old looks live', !view.fresh, () => 'a session that is over looks live');
      return;
    }
    const words = [...readable(requests, until.step), ...pushedBy(pushes, until.step), ...ends];
    if (words.length === 0) return;
    const age = until.gateway - Math.max(...words.map(({ taken }) => taken.gateway));
    const slow = view.state === 'signed-out' || view.connection === 'slowed' ||
      requests.some((request) => slowsDown(request) && until.gateway - request.taken.gateway < SLOWED_MS);
    const freshFor = (slow ? 60_000 : 2 * POLL_MS) + SECOND_MS;
    const knownFor = 60_000 + REQUEST_TIMEOUT_MS + SECOND_MS;
    this.#holds('nothing old looks live', !view.fresh || age <= freshFor, () => `fresh after ${age} ms, at ${until.gateway}`);
    this.#holds('nothing old looks live', age <= knownFor, () => `"${view.state}" after ${age} ms, at ${until.gateway}`);
    this.#holds('nothing old looks live', view.fresh || /^as of \d\d:\d\d:\d\d$/.test(view.detail), () =>
      `not fresh, and says "${view.detail}"`);
  }

  #stands({ view }) {
    this.#holds('the panel stands', view !== null && view.message === null, () =>
      `instead of the panel: ${view?.message ?? 'nothing'}`);
  }

  /** What the page and its other tabs asked for in one load, all of it. `wakes`: when the
   *  computer woke in it. */
  load(requests, others, gateway, wakes) {
    this.#callers.forget();
    for (const complaint of lookUpComplaints(requests, wakes)) this.#sound('a look-up delays a poll by itself alone', complaint);
    requests.forEach((request, index) => {
      const before = requests[index - 1];
      if (before) {
        const between = request.asked.gateway - before.asked.gateway;
        this.#holds('never two within a second', between >= 999, () => `${between} ms between two requests`);
      }
      this.#holds('never two at once', request.open === 0, () => `${request.open} more under way`);
      const [own, agent] = [`${gateway.origin}/agentgateway/resource/`, gateway.agentId];
      const right = [
        `POST ${own}onlineagent/${agent}/syncagentinfo`,
        `GET ${own}onlineagent/${agent}/agentstatus`,
        `GET ${own}calldata/${agent}/callinfo?isNoContainLastCall=false`,
      ];
      this.#holds('three addresses and no other', right.includes(`${request.method} ${request.url}`), () =>
        `${request.method} ${request.url}`);
    });
    for (const url of others) {
      const own = new URL(url, gateway.origin);
      const file = own.origin === gateway.origin && /\.(json|wasm|js)$/.test(own.pathname);
      this.#holds('three addresses and no other', file, () => url);
    }
    for (const tab of new Set(requests.map((request) => request.tab))) {
      this.#syncs(requests.filter((request) => request.interface === 'sync' && request.tab === tab));
    }
  }

  /** R9, in the page as it is now: `places` by name, with all that stands there. */
  secrets(places, guids) {
    for (const [place, text] of Object.entries(places)) {
      const found = [...guids].some((guid) => text.includes(guid));
      this.#holds('the Guid stands in its place alone', !found, () => `a Guid stands in: ${place}`);
    }
  }

  /** R1: one sync that is answered. One that failed before an answer came is tried at most
   *  three times within 15 s; one that was refused unread does not count. */
  #syncs(syncs) {
    let first = null;
    let tries = 0;
    let settled = null;
    for (const request of syncs) {
      first ??= request.asked.gateway;
      tries += 1;
      this.#holds('one sync in a load', settled === null, () => `another sync after ${settled}`);
      this.#holds('one sync in a load', tries <= 3 && request.asked.gateway - first <= 15_000, () =>
        `try ${tries} of the sync after ${request.asked.gateway - first} ms`);
      const outcome = outcomeOf(request);
      if (outcome === 'refused') {
        first = null;
        tries = 0;
      } else if (outcome !== 'none') {
        settled = outcome;
      }
    }
  }

  /** What was just taken in is the newest word: state, call, command and what is pending are
   *  those that the sync told. `moment`: of the gateway's history. */
  synced(view, moment) {
    const { call } = moment;
    const told = call ? described(call) : {};
    const shown = Object.fromEntries(Object.keys(told).map((name) => [name, view[name]]));
    const asked = moment.preBusy ? 'busy' : null;
    // An idle agent's rest comes in a moment: nothing goes before it.
    const rest = moment.preRest && moment.state !== 'idle';
    this.#same(
      'what the sync told is shown',
      { state: view.state, command: view.command, inCall: view.call === 'at-load', ...shown, pending: view.pending },
      { state: moment.state, command: moment.command, inCall: call !== null, ...told, pending: rest ? 'rest' : asked },
    );
  }

  /** After health, see `end` of shift.mjs. */
  healthy(view, truth, facts) {
    this.#same('what the gateway holds, after health', facts.shown(view), facts.held(truth));
  }

  /** Counts a check and complains where it does not hold. */
  #holds(name, held, why) {
    this.checks[name] += 1;
    if (!held) this.complaints.push(`${name}: ${why()}`);
  }

  /** Counts a check, where there was anything to check, and takes its complaint. */
  #sound(name, complaint) {
    if (complaint !== undefined) this.#holds(name, complaint === null, () => complaint);
  }

  #same(name, shown, held) {
    const [a, b] = [JSON.stringify(shown), JSON.stringify(held)];
    this.#holds(name, a === b, () => `the panel shows ${a}, the gateway holds ${b}`);
  }
}

/** The steps of an entry at which what is right may change: its ends, and each answer. */
function samples({ from, until }, requests) {
  const between = requests
    .filter(({ taken }) => taken && taken.step > from.step && taken.step < until.step)
    .map(({ taken }) => taken);
  return [from, ...between, until];
}

/** Whether a moment of the wall clock is the one of which, by the panel, its state is; null
 *  where it does not say. On the page, the time of day stands there only when the state is old. */
function datedBy(view) {
  if (view.asOf !== null) return (wall) => wall === view.asOf;
  const [, time] = /^as of (\d\d:\d\d:\d\d)$/.exec(view.detail ?? '') ?? [];
  if (view.fresh || time === undefined) return null;
  // The tests' time zone.
  return (wall) => new Date(wall + 8 * 3_600_000).toISOString().slice(11, 19) === time;
}
