// What must hold at every step of a shift, whatever happens. Each check is counted, and what
// does not hold is a complaint.
import { saidBy, wordFor } from './history.mjs';
import { REQUEST_TIMEOUT_MS } from './faults.mjs';

/** Faults that leave an answer readable, or may. */
const READABLE = new Set([
  null, undefined, 'latency', 'content-type', 'gbk', 'bom', 'doc-example', 'truncated', 'wrong-types', 'retyped', 'bit-flips',
]);
/** Faults of which not even the answer's own words remain for certain. */
const DAMAGED = new Set(['truncated', 'wrong-types', 'retyped', 'bit-flips']);

const POLL_MS = 3_000;
const SECOND_MS = 1_000;
/** "Slow down" doubles the interval for a minute, counted anew by each (R8). */
const SLOWED_MS = 130_000;

export class Properties {
  /** How often each was checked. */
  checks = {
    'a state that the gateway had': 0,
    'as of the moment of an answer': 0,
    'nothing old looks live': 0,
    'the panel stands': 0,
    'a live call that the gateway told of': 0,
    'what the sync told is shown': 0,
    'never two within a second': 0,
    'never two at once': 0,
    'two addresses and no other': 0,
    'one sync in a load': 0,
    'the Guid stands in its place alone': 0,
    'what the gateway holds, after health': 0,
  };
  complaints = [];

  /** Looks at what the page showed, `entries` of its record, in one page load. */
  steps(entries, requests, history, woke = 0) {
    for (const entry of entries) {
      this.#stands(entry);
      if (entry.view === null || entry.view.message !== null) continue;
      for (const step of samples(entry, requests)) this.#state(entry, step, requests, history);
      // For up to a second after it woke, no script of the page need have run.
      if (entry.until.gateway > woke + SECOND_MS + 100 || entry.until.gateway < woke) this.#age(entry, requests);
      this.#call(entry, requests, history);
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
  #state({ view }, { step, wall }, requests, history) {
    if (view.state === 'unknown') return;
    const sources = evidence(requests, step, view.source);
    const words = (request) => [
      ...history.during(request.asked.gateway, request.taken.gateway).map((moment) => wordFor(moment, view.source)),
      ...(request.answer.sent ? saidBy(request.answer.sent, request.interface) : []),
    ];
    let dated = sources;
    const told = toldMoment(view, wall);
    if (told !== null) {
      dated = sources.filter(({ taken }) => told.from <= taken.wall && taken.wall <= told.to);
      this.#holds('as of the moment of an answer', dated.length > 0, () =>
        `"${view.state}" as of ${told.from}, when no answer came; answers: ${sources.map(({ taken }) => taken.wall)}`);
    }
    this.#holds('a state that the gateway had', dated.some((request) => words(request).includes(view.state)), () =>
      `"${view.state}" (${view.source}) at step ${step}; the gateway had ${dated.map((request) => words(request).join('/')).join(', then ') || 'told nothing'}`);
  }

  /** Nothing looks live for longer than two intervals after its answer, and after a minute
   *  nothing is known (R6). Only where somebody looks: nothing is drawn where nobody does. */
  #age({ view, until }, requests) {
    if (!view.visible || view.state === 'unknown') return;
    const newest = evidence(requests, until.step).at(-1);
    if (!newest) return;
    const age = until.gateway - newest.taken.gateway;
    const slow = view.state === 'signed-out' || view.connection === 'slowed' ||
      requests.some((request) => slowsDown(request) && until.gateway - request.taken.gateway < SLOWED_MS);
    const freshFor = (slow ? 60_000 : 2 * POLL_MS) + SECOND_MS;
    const knownFor = 60_000 + REQUEST_TIMEOUT_MS + SECOND_MS;
    this.#holds('nothing old looks live', !view.fresh || age <= freshFor, () => `fresh after ${age} ms, at ${until.gateway}`);
    this.#holds('nothing old looks live', age <= knownFor, () => `"${view.state}" after ${age} ms, at ${until.gateway}`);
    this.#holds('nothing old looks live', view.fresh || /^as of \d\d:\d\d:\d\d$/.test(view.detail), () =>
      `not fresh, and says "${view.detail}"`);
  }

  /** A live card's call is one of which this load's sync told. */
  #call({ view, until }, requests, history) {
    if (view.call !== 'live' || view.callId === null) return;
    const told = evidence(requests, until.step, 'sync', true);
    const described = told.some(({ asked, taken, answer }) =>
      answer.sent?.includes(view.callId) ||
      history.during(asked.gateway, taken.gateway).some(({ call, second }) => [call, second].includes(view.callId)));
    this.#holds('a live call that the gateway told of', described, () => `call ${view.callId} is live`);
  }

  #stands({ view }) {
    this.#holds('the panel stands', view !== null && view.message === null, () =>
      `instead of the panel: ${view?.message ?? 'nothing'}`);
  }

  /** What the page asked for in one load, all of it. */
  load(requests, others, gateway) {
    requests.forEach((request, index) => {
      const before = requests[index - 1];
      if (before) {
        const between = request.asked.gateway - before.asked.gateway;
        this.#holds('never two within a second', between >= 999, () => `${between} ms between two requests`);
      }
      this.#holds('never two at once', request.open === 0, () => `${request.open} more under way`);
      const own = `${gateway.origin}/agentgateway/resource/onlineagent/${gateway.agentId}/`;
      const right = [`POST ${own}syncagentinfo`, `GET ${own}agentstatus`];
      this.#holds('two addresses and no other', right.includes(`${request.method} ${request.url}`), () =>
        `${request.method} ${request.url}`);
    });
    for (const url of others) {
      const own = new URL(url, gateway.origin);
      const file = own.origin === gateway.origin && /\.(json|wasm|js)$/.test(own.pathname);
      this.#holds('two addresses and no other', file, () => url);
    }
    this.#syncs(requests.filter(({ interface: name }) => name === 'sync'));
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
   *  those that the sync told. */
  synced(view, truth) {
    const callId = truth.call === null ? null : truth.call.secondCallId ?? truth.call.callId;
    const shown = { state: view.state, callId: truth.call === null ? null : view.callId, command: view.command, inCall: view.call === 'at-load' };
    const held = { state: truth.state, callId, command: truth.command, inCall: truth.call !== null };
    this.#same('what the sync told is shown', shown, held);
  }

  /** After health, see `health` of shift.mjs. */
  healthy(view, truth, facts) {
    this.#same('what the gateway holds, after health', facts.shown(view), facts.held(truth));
  }

  /** Counts a check and complains where it does not hold. */
  #holds(name, held, why) {
    this.checks[name] += 1;
    if (!held) this.complaints.push(`${name}: ${why()}`);
  }

  #same(name, shown, held) {
    const [a, b] = [JSON.stringify(shown), JSON.stringify(held)];
    this.#holds(name, a === b, () => `the panel shows ${a}, the gateway holds ${b}`);
  }
}

/** The answers, oldest first, from which what stands there at a step may be: the newest one
 *  that cannot be misread, and the damaged ones after it. `all`: those before it as well. */
function evidence(requests, step, source, all = false) {
  const readable = requests.filter(({ taken, answer, asked, interface: name }) =>
    taken && taken.step <= step && answer?.status === 200 && READABLE.has(answer.fault) &&
    (answer.retcode === '0' || answer.retcode === null) &&
    taken.gateway - asked.gateway <= REQUEST_TIMEOUT_MS && (!all || name === source));
  if (all) return readable;
  const certain = readable.findLastIndex(({ answer }) => !DAMAGED.has(answer.fault));
  return readable.slice(Math.max(0, certain)).filter(({ interface: name }) => !source || source === 'host' || name === source);
}

/** The steps of an entry at which what is right may change: its ends, and each answer. */
function samples({ from, until }, requests) {
  const between = requests
    .filter(({ taken }) => taken && taken.step > from.step && taken.step < until.step)
    .map(({ taken }) => taken);
  return [from, ...between, until];
}

/** When, by the panel, its state was so: `{from, to}` by the wall clock; null where it does
 *  not say. On the page, the time of day stands there only when the state is old. */
function toldMoment(view, wall) {
  if (view.asOf !== null) return { from: view.asOf, to: view.asOf };
  const [, hours, minutes, seconds] = /^as of (\d\d):(\d\d):(\d\d)$/.exec(view.detail ?? '') ?? [];
  if (view.fresh || hours === undefined) return null;
  // The tests' time zone has no summer time.
  const zone = 8 * 3_600_000;
  const ofDay = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  const midnight = Math.floor((wall + zone) / 86_400_000) * 86_400_000 - zone;
  const from = midnight + ofDay > wall ? midnight + ofDay - 86_400_000 : midnight + ofDay;
  return { from, to: from + 999 };
}

/** Whether the panel was told to ask less. */
export function slowsDown({ way, taken, answer }) {
  return Boolean(taken) && (Boolean(way.slows) || [429, 503].includes(answer?.status) || answer?.retcode === '000-007');
}

/** What became of a sync: `none` came, it was `refused` unread, or else what came. */
function outcomeOf({ taken, asked, answer, way }) {
  if (!taken || taken.gateway - asked.gateway > REQUEST_TIMEOUT_MS) return 'none';
  const { status, fault } = answer;
  const code = fault === 'retcode' ? way.fault.retcode : answer.retcode;
  if (status === null || status >= 500 || status === 429) return 'none';
  if ([401, 403, 404, 405].includes(status)) return 'refused';
  if (fault === 'retcode' || (code !== '0' && code !== null)) {
    if (/^(000-007|000-004|105-00[1-4])$/.test(code)) return 'none';
    if (/^(000-003|100-006|100-008|105-00[5-7]|107-000|000-002|100-011)$/.test(code)) return 'refused';
  }
  return `an answer (${fault ?? status})`;
}
