// What the gateway held from when on, by its own account, and how its two interfaces name it.

/** States in a call, for which `agentstatus` has one word (Table 1 of "Agent Status"). */
const IN_CALL = new Set([
  'playback', 'outbound-call', 'occupied', 'ringing', 'talking', 'three-party', 'hold', 'mute',
  'help', 'transfer', 'insert', 'listen', 'whisper',
]);

export const isInCall = (state) => IN_CALL.has(state);

export class History {
  #moments;

  /** `moments`: as `GET …/history` gives them, oldest first. */
  constructor(moments) {
    this.#moments = moments;
  }

  /** What was so at a moment, or at any time from one to another, both included. */
  during(from, to = from) {
    return this.#moments.filter(({ at }, index) => {
      const end = this.#moments[index + 1]?.at ?? Infinity;
      return at <= to && end >= from;
    });
  }

  /** When the state last changed. */
  get lastChange() {
    return this.#moments.at(-1).at;
  }
}

/** The word for a moment that a panel shows who has it from that source. */
export function wordFor({ state, preRest }, source) {
  if (source === 'sync') return state;
  if (preRest && isInCall(state)) return 'pre-rest';
  return isInCall(state) ? 'talking' : state;
}

/** What a damaged answer says: numbers that stand where the agent's state does, as the words
 *  of that interface. Read by this test's own tables. */
export function saidBy(body, interfaceName) {
  const key = interfaceName === 'sync' ? 'state' : 'agentState';
  const words = interfaceName === 'sync' ? SYNC : STATUS;
  const pattern = new RegExp(`"${key}"\\s*:\\s*[\\["\\s]*(-?\\d+)(?:\\.0+)?`, 'gi');
  return [...body.matchAll(pattern)].map(([, code]) => words[Number(code)] ?? 'unknown');
}

const STATUS = [
  'unknown', 'signed-in', 'signed-out', 'busy', 'idle', 'wrap-up', 'idle', 'talking', 'rest', 'pre-rest',
];
const SYNC = {
  ...['unknown', 'idle', 'wrap-up', 'rest', 'busy', 'playback', 'outbound-call', 'occupied', 'ringing',
    'talking', 'three-party', 'hold', 'mute', 'help', 'transfer', 'insert', 'listen', 'whisper'],
  255: 'abnormal',
};
