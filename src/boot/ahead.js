// Before the module: on a reload the one sync leaves while the module is still on its way. For
// whom it is and how it is sent, the panel of the load before has written down; here that is
// carried out, or, where anything is in doubt, nothing at all.
import { Lead } from './lead.js';

/** A Guid that goes into the header as it stands in the session. */
const GUID = /^[!#-:<>-[\]-~]{1,512}$/;

/**
 * Sends the sync that `ask` describes (what `askNext` of `panel_module.js` takes) as soon as the
 * browser has granted the lead. Gives it, where it may be sent: `sent`, once it is, is the module's `Ahead`.
 */
export function askAhead(ask) {
  const headers = ask && !document.hidden && navigator.onLine && headersOf(ask);
  return headers ? new AheadSync(ask, headers) : undefined;
}

/** The headers, with the session's Guid as that stands now; nothing where it is not the session
 *  that was meant. */
function headersOf({ agentId, sessionKey, options: { headers } }) {
  try {
    const session = JSON.parse(sessionStorage.getItem(sessionKey));
    const { guid } = session;
    if (String(session.agentId) !== agentId) return undefined;
    // Where a proxy adds it, there is no such header.
    if (!('Guid' in headers)) return headers;
    return typeof guid === 'string' && GUID.test(guid) ? { ...headers, Guid: guid } : undefined;
  } catch {
    // There is none, or none that can be read.
    return undefined;
  }
}

class AheadSync {
  sent;
  #isOver = false;
  #lead;

  /** Until the browser has said who leads, which it does at once. */
  answered;

  constructor(ask, headers) {
    this.answered = new Promise((resolve) => {
      const news = (word) => {
        if (word === 'granted') this.#send(ask, headers);
        else this.end();
        resolve();
      };
      this.#lead = new Lead({ news, heard() {} });
    });
    this.#lead.lead(ask.lead, false);
  }

  /** Has `tell` told of the lead from now on, and gives it, if the sync is on its way. */
  handOver(tell) {
    if (!this.sent || this.#isOver) return undefined;
    this.#lead.tell = tell;
    return this.#lead;
  }

  /** Nobody wants the answer. */
  end() {
    this.#isOver = true;
    this.#lead.end();
    this.sent?.abort.abort();
  }

  #send({ agentId, address, options: asked }, headers) {
    const options = { ...asked, headers };
    const abort = new AbortController();
    const sent = { agentId, abort, sentMs: performance.now(), cameMs: undefined };
    sent.is = (where, how) => {
      if (where !== address || how !== JSON.stringify(options)) this.end();
      return !this.#isOver;
    };
    sent.answer = fetch(address, { ...options, signal: abort.signal }).finally(() => {
      sent.cameMs = performance.now();
    });
    // Nobody may hear of it.
    sent.answer.catch(() => {});
    this.sent = sent;
  }
}
