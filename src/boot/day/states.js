// Later than the module: the agent's states as the day knows them.

/** Their slugs, in the order in which each language has their names, from its line `FIRST_NAME` on.
 *  By its place here a state is kept; `unknown`, the last, stands for a time of which nothing is known. */
export const STATES = [
  'idle', 'wrap-up', 'rest', 'busy', 'playback', 'outbound-call', 'occupied', 'ringing', 'talking',
  'three-party', 'hold', 'mute', 'help', 'transfer', 'insert', 'listen', 'whisper', 'abnormal',
  'signed-in', 'signed-out', 'pre-rest', 'unknown',
];

export const FIRST_NAME = 3;

/** Their tones, as the badge has them, where that is not `in-call`. */
const TONES = {
  'idle': 'ready',
  'wrap-up': 'wrap-up',
  'rest': 'not-ready',
  'busy': 'not-ready',
  'pre-rest': 'not-ready',
  'ringing': 'ringing',
  'signed-in': 'offline',
  'signed-out': 'offline',
  'abnormal': 'unknown',
  'unknown': 'unknown',
};

export const toneOf = (state) => TONES[state] ?? 'in-call';

/** Whether it is one of a call, and whether that has been answered. */
export const isOfCall = (state) => ['in-call', 'ringing'].includes(toneOf(state));
export const isOfTalk = (state) => isOfCall(state) && !['playback', 'outbound-call', 'occupied', 'ringing'].includes(state);
