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

  /** When something last changed. */
  get lastChange() {
    return this.#moments.at(-1).at;
  }
}

/** The kinds of calls that the gateway makes here, by their numbers (Table 6). */
const CALL_TYPES = {
  0: 'Inbound call',
  6: 'Internal call',
  7: 'Common call',
  51: 'Internal consultation, two parties',
  52: 'Internal consultation, three parties',
  53: 'Multi-party call',
};

/** A call as a sync tells it and a card shows it: that of the leg in which the agent is, with
 *  the customer's numbers; null for what is not there. */
export function described({ callId, secondCallId, caller, called, feature, partner, data, recording }) {
  return {
    callId: secondCallId ?? callId,
    caller,
    called,
    callType: CALL_TYPES[feature],
    partner: partner || null,
    callData: data || null,
    recording: recording || null,
  };
}

/** The same call as a look-up tells it: the customer's leg, and nothing of what else goes on. */
export const lookedUpAs = (call) =>
  ({ ...described(call), callId: call.callId, partner: null, recording: null });

/** Whether what a command asks for is there (R4, Table 7). Of those that no state shows, it
 *  never is. */
export function leadsTo(command, { state, preBusy, preRest }) {
  if (command === 30) return state === 'busy' || Boolean(preBusy);
  if (command === 31) return state === 'rest' || Boolean(preRest);
  if ([4, 5].includes(command)) return isInCall(state);
  if ([1, 2, 3].includes(command)) return ['idle', 'wrap-up', 'busy', 'rest'].includes(state);
  if (command === 6) return state === 'hold';
  if (command === 7) return ['talking', 'three-party'].includes(state);
  if ([16, 17].includes(command)) return ['help', 'three-party'].includes(state);
  return command === 18 && state === 'three-party';
}

/** The word for a moment that a panel shows who has it from that source. Rest asked for in a
 *  call is pending, and no state (R4); outside one, the poll has no other word. */
export function wordFor({ state, preRest }, source) {
  if (source === 'sync') return state;
  if (preRest && !isInCall(state)) return 'pre-rest';
  return isInCall(state) ? 'talking' : state;
}

/** What a damaged answer says: numbers that stand where the agent's state does, as the words
 *  of that interface. Read by this test's own tables. */
export function saidBy(body, interfaceName) {
  const key = interfaceName === 'sync' ? 'state' : 'agentState';
  const words = interfaceName === 'sync' ? SYNC : STATUS;
  return numbersAt(key, body).map((code) => words[code] ?? 'unknown');
}

/** The numbers that stand at a key, in whatever form. */
export function numbersAt(key, body) {
  const pattern = new RegExp(`"${key}"\\s*:\\s*[\\["\\s]*(-?\\d+)(?:\\.0+)?`, 'gi');
  return [...body.matchAll(pattern)].map(([, code]) => Number(code));
}

const STATUS = [
  'unknown', 'signed-in', 'signed-out', 'busy', 'idle', 'wrap-up', 'idle', 'talking', 'rest', 'pre-rest',
];
const SYNC = {
  ...['unknown', 'idle', 'wrap-up', 'rest', 'busy', 'playback', 'outbound-call', 'occupied', 'ringing',
    'talking', 'three-party', 'hold', 'mute', 'help', 'transfer', 'insert', 'listen', 'whisper'],
  255: 'abnormal',
};
