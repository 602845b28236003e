// The portal's side of CC-Gateway: one signed-in agent, their Guid, their events. It knows
// nothing of the panel but where the panel looks for the session.

/** The panel's `session-key`, unless the portal sets another. */
const SESSION_KEY = 'cec-agent-panel.session';
const RESOURCE = '/agentgateway/resource';
/** The gateway wants to be asked for events again after 200 to 500 ms. */
const POLL_AGAIN_MS = 300;
/** After an answer that failed, a little later. */
const RETRY_MS = 2_000;
/** The event poll is held for some 10 s; what takes so long will not come. */
const TIMEOUT_MS = 30_000;
/** Result codes after which only a new sign-in helps. */
const OVER = ['000-003', '100-006', '100-008', '105-005', '105-006', '105-007', '107-000', '401'];
/** The agent is signed in already, here or elsewhere. */
export const SIGNED_IN_ALREADY = '100-002';

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The gateway's refusal: its result code, and its words as the message. */
export class Refusal extends Error {
  /** @param {string} retcode @param {string} message */
  constructor(retcode, message) {
    super(`${message || 'The gateway refuses'} (${retcode})`);
    this.retcode = retcode;
  }
}

export class GatewaySession {
  /**
   * Called with each Guid that the gateway hands out.
   * @type {(guid: string) => void}
   */
  onGuid = () => {};
  #closed = new AbortController();
  /** Whether the agent is signing out. */
  #leaving = false;

  /** @param {string} agentId @param {string} guid */
  constructor(agentId, guid) {
    this.agentId = agentId;
    this.guid = guid;
  }

  /**
   * Signs an agent in. Throws a `Refusal` when the gateway will not; with `force` it ends the
   * agent's other session, wherever that is.
   * @param {{agentId: string, password: string, phoneNumber: string, force?: boolean}} account
   */
  static async signIn({ agentId, password, phoneNumber, force = false }) {
    const session = new GatewaySession(agentId, '');
    const path = `onlineagent/${encodeURIComponent(agentId)}${force ? '/forcelogin' : ''}`;
    // Left out, the gateway answers each call by itself and knows no wrap-up after it.
    const byHand = { autoanswer: false, autoenteridle: false };
    await session.ask('PUT', path, { password, phonenum: phoneNumber, ...byHand });
    return session;
  }

  /** The session that this tab had before it was reloaded, or null. */
  static restore() {
    try {
      const { agentId, guid } = JSON.parse(sessionStorage.getItem(SESSION_KEY) ?? '{}');
      return agentId && guid ? new GatewaySession(agentId, guid) : null;
    } catch {
      return null;
    }
  }

  /**
   * One request; gives the answer's JSON. Throws a `Refusal`, or another error when no answer
   * came that could be read.
   * @param {string} method @param {string} path @param {unknown} [body]
   */
  async ask(method, path, body) {
    const response = await fetch(`${RESOURCE}/${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        ...(this.guid && { Guid: this.guid }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    // A proxy before the gateway may answer this one, and not in JSON.
    if (response.status === 401) throw new Refusal('401', 'The session is refused');
    const answer = await response.json();
    if (answer.retcode !== '0') throw new Refusal(answer.retcode, answer.message);
    this.#keep(response.headers.get('Set-GUID'));
    return answer;
  }

  /**
   * The agent's events, one by one, until the session is closed. Only one may ask: a second
   * poller takes the events of the first. Throws a `Refusal` when the gateway has ended the
   * session.
   */
  async *events() {
    while (!this.#closed.signal.aborted) {
      let event;
      try {
        ({ event } = await this.ask('GET', `agentevent/${this.agentId}`));
      } catch (error) {
        if (this.#closed.signal.aborted) return;
        // That the session is over is no news to an agent who is signing out.
        if (error instanceof Refusal && OVER.includes(error.retcode) && !this.#leaving) throw error;
        await pause(RETRY_MS);
      }
      if (event) yield event;
      await pause(POLL_AGAIN_MS);
    }
  }

  /** Signs the agent out. Throws a `Refusal`, for instance in a call. */
  async signOut() {
    this.#leaving = true;
    try {
      await this.ask('DELETE', `onlineagent/${this.agentId}/logout`);
    } finally {
      this.#leaving = false;
    }
  }

  /** Stops asking and forgets the session. */
  close() {
    this.#closed.abort();
    sessionStorage.removeItem(SESSION_KEY);
  }

  /**
   * A fresh Guid comes every minute, with the answers of the event poll alone, so whoever
   * polls hands it on. The panel reads the store before each of its requests.
   * @param {string | null} header `JSESSIONID=` and the Guid
   */
  #keep(header) {
    if (header === null || this.#closed.signal.aborted) return;
    this.guid = header.replace(/^JSESSIONID=/, '');
    const { agentId, guid } = this;
    sessionStorage.setItem(SESSION_KEY, JSON.stringify({ agentId, guid }));
    this.onGuid(guid);
  }
}
