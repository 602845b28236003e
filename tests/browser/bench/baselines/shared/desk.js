// What is known of the agent: a value, and how each answer of the gateway changes it. Moments
// are the browser's monotonic clock, so that a wrong wall clock shows in no duration.

import { COMMANDS, STATUS, SYNC } from './tables.js';

/** What is known before the first answer. */
export const NOTHING_YET = {
  source: 'none',
  code: 0,
  state: 'Unknown',
  tone: 'unknown',
  since: null,
  call: null,
  command: null,
  connection: 'Connecting …',
};

/** What the sync says, at the moment `now`. */
export function fromSync({ agentStateInfo: info }, now) {
  const [state, code] = SYNC[info.state] ?? [`State ${info.state}`, 0];
  // Both times are the gateway's own, so their difference holds on any computer.
  const moment = (time) => (time ? now - (info.currentTime - time) : null);
  return {
    source: 'sync',
    code,
    state,
    tone: STATUS[code][1],
    since: moment(info.agentStateBeginTime),
    call: info.mainCallId
      ? { caller: info.callerNo, called: info.calledNo, id: info.mainCallId, since: moment(info.beginTalkingTime) }
      : null,
    command: info.curCommand
      ? { name: COMMANDS[info.curCommand] ?? `Command ${info.curCommand}`, since: moment(info.cmdBeginTime) }
      : null,
    connection: 'Connected',
  };
}

/** What is known after a poll, which tells the state alone: the rest stays while that does. */
export function afterPoll(desk, { agentState: code, isWorking }, now) {
  if (code === desk.code) return { ...desk, source: 'status', connection: 'Connected' };
  const [state, tone] = STATUS[code] ?? [`Status ${code}`, 'unknown'];
  const call = isWorking ? desk.call : null;
  return { source: 'status', code, state, tone, since: now, call, command: null, connection: 'Connected' };
}

/** What is known after a request has failed. */
export const afterFailure = (desk, error) => ({ ...desk, connection: `${error.message}; trying again` });

/** The time since a moment, as 00:42 or 1:02:03. */
export function elapsed(since, now) {
  if (since === null) return '--:--';
  const seconds = Math.max(0, Math.floor((now - since) / 1_000));
  const two = (number) => String(number).padStart(2, '0');
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3_600 ? minutes : `${Math.floor(seconds / 3_600)}:${minutes}`;
}
