// The way to the gateway for runs of many thousand requests: what becomes of the next ones
// stands in the page already, so that no request needs the test.

export class QuickNetwork {
  #page;
  #gateway;

  constructor(page, gateway) {
    this.#page = page;
    this.#gateway = gateway;
  }

  /** Lets the page reach the network, see `Network`. */
  async connect() {
    await this.#page.addInitScript(() => {
      const realTimeout = window.setTimeout;
      const next = [];
      window.quickNetwork = { next, asked: 0 };
      window.shiftAsked = () => {
        window.quickNetwork.asked += 1;
        return next.shift() ?? { out: 0, back: 40, there: true };
      };
      window.shiftReached = () => {};
      window.shiftEnded = () => {};
      // Until it has surely arrived.
      window.shiftHangs = () => new Promise((resolve) => { realTimeout(resolve, 100); });
    });
  }

  /** Has the next poll meet a fault, as `drawFault` gives it. */
  async harm({ out, back, end, fault }) {
    if (fault) await this.#gateway.fault({ interface: 'status', times: fault.kind === 'drop' ? 2 : 1, ...fault });
    await this.#page.evaluate((way) => window.quickNetwork.next.push(way), { out, back, end });
  }

  /** How many requests there were. */
  asked() {
    return this.#page.evaluate(() => window.quickNetwork.asked);
  }
}
