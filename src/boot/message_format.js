// Without the module, in both windows: the messages between a portal (host.js) and the page in
// its iframe (frame.js): objects `{ "cec-agent-panel": 1, kind, … }`.
//
// portal → page
//   hello
//   configure  settings: keys of config.json, but for those that are the operator's alone
//   session    agentId, guid: texts, or nothing
//   event      event: an event of the gateway, an object or its JSON text
//   command    command: a number, an object that holds it, or its JSON text; or what the gateway has
//              answered to the last one: `{accepted, words}`; 0 takes it back
//   refresh
//   ask        what: 'snapshot' or 'diagnostics'; id: comes back with the answer
//   prevented  id: of an event whose default the portal has prevented
// page → portal
//   welcome    version, snapshot: the panel is there
//   event      name, detail: one of the element's events; id: of one whose default may be prevented
//   height     height: in CSS pixels
//   answer     id, value
//   failed     id, why

/** The name under which the version of the format stands in every message. */
const MARK = 'cec-agent-panel';
const VERSION = 1;

/** A message of a kind. */
export const message = (kind, content) => ({ [MARK]: VERSION, kind, ...content });

/** Whether what a window has sent is a message of this format and version. */
export const isMessage = (data) =>
  typeof data === 'object' && data !== null && data[MARK] === VERSION && typeof data.kind === 'string';
