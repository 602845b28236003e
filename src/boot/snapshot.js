// Before the module, and without it: what a host may know at a moment, in the shape of
// `snapshot()` in panel.d.ts.

/** The snapshot of a panel of which nothing is known yet. */
export function emptySnapshot(version, agentId) {
  const start = { since: null, sinceIsEstimate: false };
  return {
    version,
    agentId,
    at: null,
    state: { ...start, state: 'unknown', code: null, source: 'none', asOf: null, fresh: false, pending: null, reason: null, detail: null },
    call: {
      ...start,
      stage: 'none',
      callId: null,
      party: null,
      caller: null,
      called: null,
      originalCalled: null,
      callType: null,
      skill: null,
      partner: null,
      inspector: null,
      callData: null,
      recording: null,
      heldCallId: null,
      holdSince: null,
      secondCallSince: null,
      until: null,
      durationMs: null,
      asOf: null,
    },
    command: { ...start, command: 0, label: null, verdict: 'none', checkable: null, refusal: null },
    connection: {
      connection: 'connecting',
      since: null,
      latencyMs: null,
      role: 'alone',
      failure: null,
      httpStatus: null,
      retcode: null,
      nextAskAt: null,
    },
    limit: null,
  };
}

/** A snapshot as of now, with the age of each part in ms; null where that is not known. */
export function withAges({ state, call, command, connection, ...rest }) {
  const at = Date.now();
  const aged = (part, moment) => ({ ...part, ageMs: moment === null ? null : Math.max(0, at - moment) });
  return {
    ...rest,
    at,
    state: aged(state, state.asOf),
    call: aged(call, call.asOf),
    command: aged(command, command.since),
    connection: aged(connection, connection.since),
  };
}
