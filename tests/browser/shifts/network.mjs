// The test's end of the page's network: says what becomes of each request, keeps the gateway's
// clock at the page's time, and remembers what was asked when.
import { drawFault, unharmed } from './faults.mjs';

/** The gateway's names in its log, by the end of the address. */
const INTERFACES = { syncagentinfo: 'sync', agentstatus: 'status', callinfo: 'call-info' };

export class Network {
  #gateway;
  #chance;
  /** All requests of the panel: `{load, tab, id, interface, url, method, visible, way, asked,
   *  reached, taken, answer}`; moments are `{gateway, wall, step}`, `answer` is the gateway's entry. */
  requests = [];
  /** How likely each request meets a fault, which one, and how many more do. */
  weather = { likelihood: 0, name: undefined, left: 0 };
  /** In the place of the weather: gives what the next request meets, or null for nothing. */
  draw = null;
  /** Whether this computer has a network. */
  online = true;
  load = 0;

  constructor(gateway, chance) {
    this.#gateway = gateway;
    this.#chance = chance;
  }

  /** Lets a page reach the network. */
  async connect(page) {
    await page.exposeFunction('shiftAsked', (asked) => this.#asked(asked));
    await page.exposeFunction('shiftReached', (reached) => this.#reached(reached));
    await page.exposeFunction('shiftEnded', (ended) => this.#ended(ended));
    await page.exposeFunction('shiftHangs', (hanging) => this.#hangs(hanging));
  }

  /** The requests of the page load of now. */
  ofThisLoad() {
    return this.requests.filter(({ load }) => load === this.load);
  }

  /** Adds when the page took in which answer, and what the gateway says that it answered. */
  async complete(taken) {
    for (const moment of taken) {
      const request = this.requests.findLast(({ load, id }) => load === this.load && id === moment.id);
      request.taken = moment;
    }
    const open = this.requests.filter((request) => request.reached && !request.answer?.ended);
    if (open.length === 0) return;
    const log = await this.#gateway.log();
    for (const request of open) request.answer = entriesOf(request, log).at(-1);
  }

  async #asked({ id, tab, url, method, open, visible, options, ...asked }) {
    const interfaceName = INTERFACES[/[a-z]+$/.exec(new URL(url, 'http://gateway').pathname)?.[0]] ?? 'other';
    const way = this.#draw(interfaceName);
    const request = { load: this.load, tab, id, interface: interfaceName, url, method, open, visible, way, asked };
    this.requests.push(request);
    // What is there at once need not be asked for twice.
    const there = way.out === 0 && way.end === undefined;
    if (there) await this.#reached({ id, gateway: asked.gateway });
    return { there, out: way.out, back: way.back, end: way.end, breaks: way.fault?.kind === 'drop' };
  }

  async #reached({ id, gateway }) {
    const request = this.requests.findLast((request) => request.load === this.load && request.id === id);
    request.reached = gateway;
    await this.#gateway.clock({ mode: 'manual', now: gateway });
    const { fault } = request.way;
    if (!fault) return;
    // A browser repeats by itself what a kept connection breaks off: the next one breaks too.
    const times = fault.kind === 'drop' ? 2 : 1;
    await this.#gateway.fault({ interface: request.interface, times, ...fault });
  }

  /** The answer has come, or none will: what is left of its fault is not for the next. */
  async #ended({ id }) {
    const request = this.requests.findLast((request) => request.load === this.load && request.id === id);
    if (request.way.fault?.kind === 'drop') await this.#gateway.clearFaults();
  }

  /** Waits until the gateway has the request that will hang. */
  async #hangs({ id }) {
    const request = this.requests.findLast((request) => request.load === this.load && request.id === id);
    const arrived = async () => entriesOf(request, await this.#gateway.log()).length > 0;
    while (!(await arrived())) await new Promise((next) => { setTimeout(next, 2); });
  }

  #draw(interfaceName) {
    if (!this.online) return { ...unharmed(this.#chance), end: 'lost', name: 'no network' };
    if (this.draw) return this.draw(interfaceName) ?? unharmed(this.#chance);
    const { weather } = this;
    if (weather.left <= 0 || !this.#chance.happens(weather.likelihood)) return unharmed(this.#chance);
    weather.left -= 1;
    return drawFault(this.#chance, weather.name);
  }
}

/** A request's entries in the gateway's log: more than one where the browser repeated it. No
 *  two requests of a panel reach the gateway at the same moment. */
function entriesOf({ url, reached }, log) {
  const { pathname, search } = new URL(url, 'http://gateway');
  return log.filter((entry) => entry.url === pathname + search && entry.at === reached);
}
