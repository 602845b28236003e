// Where what a panel shows may come from: the gateway's answers that it has taken in.
import { LOOK_UP_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from './faults.mjs';
import { isInCall } from './history.mjs';

/** Faults that leave an answer readable, or may. */
const READABLE = new Set([
  null, undefined, 'latency', 'content-type', 'gbk', 'bom', 'doc-example', 'truncated', 'wrong-types', 'retyped', 'bit-flips',
]);

/** Faults of which not even the answer's own words remain for certain. */
const DAMAGED = new Set(['truncated', 'wrong-types', 'retyped', 'bit-flips']);

/** Whether what the panel made of an answer may be something that it did not say. */
export const isDamaged = ({ answer }) => DAMAGED.has(answer.fault);

/** The answers about the agent's state, oldest first, that the panel has taken in by a step and
 *  could read, damaged ones among them. */
export function readable(requests, step) {
  return requests.filter((request) => !isLookUp(request) && isRead(request, step, REQUEST_TIMEOUT_MS));
}

/** The same of look-ups of a call, which say nothing of the state. */
export function lookedUp(requests, step) {
  return requests.filter((request) => isLookUp(request) && isRead(request, step, LOOK_UP_TIMEOUT_MS));
}

/** Whether a request only asks who it is (R13). */
export const isLookUp = ({ interface: name }) => name === 'call-info';

function isRead({ taken, answer, asked }, step, timeout) {
  return taken && taken.step <= step && answer?.status === 200 && READABLE.has(answer.fault) &&
    (answer.retcode === '0' || answer.retcode === null) &&
    taken.gateway - asked.gateway <= timeout;
}

/** The answers, oldest first, from which what stands there at a step may be: the newest one
 *  that cannot be misread, and the damaged ones after it. An answer that `pushes` have overtaken
 *  is older than they are, and need not have changed anything. */
export function evidence(requests, step, source, pushes = []) {
  const all = readable(requests, step);
  const overtaken = ({ asked, taken }) => pushes.some((push) =>
    push.taken && push.taken.gateway >= asked.gateway && push.taken.step <= taken.step);
  const certain = all.findLastIndex((request) => !isDamaged(request) && !overtaken(request));
  return all.slice(Math.max(0, certain)).filter(({ interface: name }) => !source || name === source);
}

/** Whether an answer can only have said that the agent is in no call. */
export function isOver(history, request) {
  return !isDamaged(request) && history.during(request.reached).every(({ state }) => !isInCall(state));
}

/** The polls among them that were asked after a push, or all where there is none. */
export function answersAfter(requests, step, push) {
  return readable(requests, step)
    .filter(({ interface: name, asked }) => name === 'status' && (!push || asked.gateway > push.taken.gateway));
}

/** Whether the panel was told to ask less. */
export function slowsDown(request) {
  const { way, taken, answer } = request;
  return !isLookUp(request) && Boolean(taken) && (Boolean(way.slows) || [429, 503].includes(answer?.status) || answer?.retcode === '000-007');
}

/** The refusals by which the gateway says that the agent is signed out, taken in by a step. */
export function sessionEnds(requests, step) {
  return requests.filter(({ taken, answer, way }) => {
    if (!taken || taken.step > step || !answer) return false;
    const code = answer.fault === 'retcode' ? way.fault.retcode : answer.retcode;
    return /^(100-006|100-008|105-00[5-7]|107-000)$/.test(code ?? '') || (answer.status === 401 && Boolean(code));
  });
}

/** What became of a sync: `none` came, it was `refused` unread, or else what came. */
export function outcomeOf({ taken, asked, answer, way }) {
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
