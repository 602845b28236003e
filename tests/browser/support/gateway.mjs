// The simulated gateway, one process for each worker, and its control interface, which
// tests/gateway/README.md describes in full.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The sub-path under which the gateway serves the panel as well. */
const PREFIX = '/portal/agent-panel';

/** Starts the simulated gateway on a free port, with more `options` of its command line: its
 *  `origin`, with `--tls-cert` the `tlsPort` too, and `stop()`. */
export async function startGateway(options = []) {
  const child = spawn(
    process.env.SIMULATED_GATEWAY,
    ['--port', '0', '--static', process.env.DIST, '--prefix', PREFIX, ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const last = options.includes('--tls-cert') ? 'https' : 'http';
  const listening = (async () => {
    const places = {};
    for await (const line of createInterface(child.stdout)) {
      const [, origin, scheme] = line.match(/listening on ((https?):\S+)/) ?? [];
      if (origin) places[scheme] = origin;
      if (places[last]) return places;
    }
    throw new Error('the simulated gateway ended before it listened');
  })();
  const places = await Promise.race([
    listening,
    ended.then((code) => {
      throw new Error(`the simulated gateway ended with ${code}`);
    }),
  ]);
  return {
    origin: places.http.replace(/\/$/, ''),
    tlsPort: places.https && Number(new URL(places.https).port),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

let nextAgent = 41001;

/** The control interface, bound to an agent that no other test of this worker uses. */
export class Gateway {
  prefix = PREFIX;
  agentId = String(nextAgent++);
  /** The agent's Guid of the moment. */
  guid = null;
  /** Every Guid that this test has seen: none may show anywhere. */
  guids = new Set();

  constructor(origin) {
    this.origin = origin;
  }

  /** The control interface for one more agent of the same test. */
  another() {
    const other = new Gateway(this.origin);
    other.guids = this.guids;
    return other;
  }

  /** Begins a fresh session for the agent; gives and keeps the Guid. */
  async signIn(setup = {}) {
    const { guid } = await this.control('POST', this.#agent(), setup);
    return this.#keep(guid);
  }

  /** Changes the agent in place; gives the truth. */
  change(setup) {
    return this.control('PATCH', this.#agent(), setup);
  }

  /** `ring`, `answer`, `hangup`, `busy` … with its body. */
  act(action, body = {}) {
    return this.control('POST', this.#agent(`/${action}`), body);
  }

  /** What the gateway holds true of the agent. */
  truth() {
    return this.control('GET', this.#agent('/truth'));
  }

  /** What the agent was doing from when on, oldest first. */
  history() {
    return this.control('GET', this.#agent('/history'));
  }

  /** Gives the agent a new Guid, which nobody tells the page. Old ones end at once unless
   *  `oldValidMs` says otherwise. */
  async rotateGuid({ oldValidMs = 0, guid } = {}) {
    const body = guid === undefined ? { oldValidMs } : { oldValidMs, guid };
    return this.#keep((await this.act('rotate-guid', body)).guid);
  }

  /** Takes a Guid that an answer of the gateway has brought. */
  took(guid) {
    return this.#keep(guid);
  }

  /** Adds a fault for the agent. */
  fault(fault) {
    return this.act('fault', fault);
  }

  /** Removes the agent's faults. */
  clearFaults() {
    return this.control('DELETE', this.#agent('/fault'));
  }

  /** The agent's requests, oldest first. */
  async log() {
    return (await this.control('GET', this.#agent('/log'))).requests;
  }

  /** How many requests of an interface, such as `sync` or `status`, came for the agent. */
  async count(name) {
    return (await this.control('GET', this.#agent('/log'))).counts[name] ?? 0;
  }

  /** Sets the gateway's clock: `{mode, now, advance}`; gives `{mode, now}`. */
  clock(body) {
    return this.control('POST', '/control/clock', body);
  }

  /** Forgets everything and lets the clock run. */
  reset() {
    return this.control('POST', '/control/reset');
  }

  async control(method, path, body) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }

  #agent(rest = '') {
    return `/control/agents/${this.agentId}${rest}`;
  }

  #keep(guid) {
    this.guid = guid;
    this.guids.add(guid);
    return guid;
  }
}
