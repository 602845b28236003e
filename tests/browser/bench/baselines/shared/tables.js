// The gateway's numbers in words. Its two interfaces number states differently.

/** `agentState` of agentstatus: the name, and the tone that the badge is painted in. */
export const STATUS = {
  0: ['Unknown', 'unknown'],
  1: ['Signed in', 'unknown'],
  2: ['Signed out', 'unknown'],
  3: ['Busy', 'not-ready'],
  4: ['Idle', 'ready'],
  5: ['Wrap-up', 'wrap-up'],
  6: ['Idle', 'ready'],
  7: ['On a call', 'in-call'],
  8: ['Rest', 'not-ready'],
  9: ['Rest after this call', 'in-call'],
};

/** `state` of syncagentinfo: the name, and the number that agentstatus has for it. */
export const SYNC = {
  1: ['Idle', 4],
  2: ['Wrap-up', 5],
  3: ['Rest', 8],
  4: ['Busy', 3],
  5: ['Playback', 7],
  6: ['Outbound call', 7],
  7: ['Occupied', 7],
  8: ['Ringing', 7],
  9: ['On a call', 7],
  10: ['Three-party call', 7],
  11: ['On hold', 7],
  12: ['Muted', 7],
  13: ['Asking for help', 7],
  14: ['Transferring', 7],
  15: ['Inserted', 7],
  16: ['Listening', 7],
  17: ['Whispering', 7],
  255: ['Abnormal', 0],
};

/** `curCommand` of syncagentinfo; 0 is none. */
export const COMMANDS = {
  1: 'Hang up',
  2: 'Disconnected',
  3: 'Customer hangs up',
  4: 'First outbound call',
  5: 'Outbound call',
  6: 'Hold',
  7: 'Resume',
  8: 'Mute',
  9: 'Unmute',
  10: 'Blind transfer',
  11: 'Transfer, then release',
  12: 'Transfer after talking',
  13: 'Transfer after three-way talk',
  14: 'Transfer by hanging up',
  15: 'Special transfer',
  16: 'Two-party help',
  17: 'Three-party help',
  18: 'Three-party call',
  19: 'Playback',
  20: 'Insert',
  21: 'Listen',
  22: 'Switch',
  23: 'Intercept',
  24: 'Whisper',
  30: 'Show busy',
  31: 'Rest',
};
