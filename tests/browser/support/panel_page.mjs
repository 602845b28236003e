// The panel in a page: locators by the public contract (`part` and `data-` attributes),
// time, reload.
import { expect, test } from '@playwright/test';

const SESSION_KEY = 'cec-agent-panel.session';
/** How far driven time goes before what the network brought is taken in, in ms. */
const STEP_MS = 500;
/** How long requests may take to end, in ms of real time. */
const SETTLE_MS = 5_000;

export class Panel {
  #gateway;
  #guard;
  #page;
  #url;
  /** Requests to the gateway that the browser has seen the end of. */
  #settled = 0;
  /** Called when there is one more of them. */
  #ended = () => {};
  /** For each page load, how many requests the gateway's log had before it. */
  #loads = [];
  /** For each earlier page load with driven time, when the page asked. */
  #moments = [];
  driven = false;

  constructor(page, gateway, guard) {
    this.#page = page;
    this.#gateway = gateway;
    this.#guard = guard;
    this.badge = page.locator('[part="status-badge"]');
    /** The state's word. */
    this.stateName = this.badge.locator('.badge-name');
    /** "as of …" and what was so at load. */
    this.stateDetail = this.badge.locator('.badge-detail');
    this.stateTime = this.badge.getByRole('timer');
    this.pending = page.locator('[part="pending"]');
    this.call = page.locator('[part="call-card"]');
    this.callNote = this.call.locator('.call-note');
    /** The time on the call. */
    this.callTime = this.field('duration');
    this.command = page.locator('[part="command-indicator"]');
    this.commandTime = this.command.getByRole('timer');
    this.connection = page.locator('[part="connection"]');
    /** The message about the connection, and the one about a sync that failed. */
    this.notice = page.locator('[data-notice="connection"]');
    this.recoveryNotice = page.locator('[data-notice="recovery"]');
    /** What offers the form, which is open when somebody has asked for it. */
    this.formOffer = page.locator('details.connect');
    this.form = this.formOffer.locator('form');
    this.alert = page.getByRole('alert');
  }

  /** Asks for the form. */
  async openForm() {
    await this.formOffer.locator('summary').click();
  }

  /** The element of a datum of the call card, by its `data-field`. */
  field(name) {
    return this.call.locator(`[data-field="${name}"]`);
  }

  /** The text of a datum of the call card, without its label and buttons. */
  value(name) {
    return this.field(name).locator('bdi, dd:not(:has(bdi))');
  }

  /** See support/panel.mjs for the options. */
  async open(options) {
    const { setup = {}, session, driven = false, chance, config, path = '/', hanging } = options;
    const { origin = this.#gateway.origin } = options;
    const page = this.#page;
    this.driven = driven;
    this.#guard.watch(page);
    this.#guard.hold(this);
    const ended = (request) => {
      if (!request.url().includes('/agentgateway/')) return;
      this.#settled += 1;
      this.#ended();
    };
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    if (driven) await this.#drive(chance);
    if (setup !== false) await this.#gateway.signIn(setup);
    const put = session ?? (setup === false ? undefined : this.#session());
    if (put !== undefined) {
      const text = typeof put === 'string' ? put : JSON.stringify(put);
      await page.addInitScript(
        ([key, text]) => {
          if (!location.protocol.startsWith('http')) return;
          if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, text);
        },
        [SESSION_KEY, text],
      );
    }
    if (config !== undefined) {
      const body = typeof config === 'string' ? config : JSON.stringify(config);
      await page.route('**/config.json', (route) =>
        route.fulfill({ contentType: 'application/json', body }),
      );
    }
    this.#guard.allowOrigin(origin);
    this.#url = origin + path.replace(/\/?$/, '/');
    await this.goto({ hanging });
  }

  /** Goes to the panel, as a new page load. `hanging`: its first request has no answer. */
  async goto({ hanging = false } = {}) {
    await this.#leave();
    await this.#page.goto(this.#url);
    await this.badge.waitFor();
    if (!hanging) await this.settle();
  }

  /** The test itself asks the gateway for this agent, as a portal does: the log no longer
   *  tells the panel's requests from others', and its pace is left to the page's own. */
  othersAsked() {
    this.#loads = [];
  }

  /** Reloads the page. With real time the panel is left first, so that no request of the
   *  old page counts for the new one. */
  async reload() {
    if (!this.driven) {
      await this.#guard.lookForGuid(this.#page);
      await this.#page.goto('about:blank');
      return this.goto();
    }
    await this.#leave();
    await this.#page.reload();
    await this.badge.waitFor();
    await this.settle();
  }

  /** Reloads a page with real time by what it offers itself, such as a crash message's
   *  button. Nothing may ask between now and `act`, as the log would give that request to
   *  the new load. */
  async reloadBy(act) {
    await this.#leave();
    await act();
    await this.badge.waitFor();
  }

  /** Expects a timer to show so many seconds, to within one. `about`: with `~` before it. */
  async expectTime(timer, seconds, { about = false } = {}) {
    await expect
      .poll(async () => {
        const text = await timer.innerText();
        const shown = secondsOf(text.replace('~', ''));
        const right = Math.abs(shown - seconds) <= 1 && text.startsWith('~') === about;
        return right ? 'right' : text;
      }, `a time of ${seconds} s`)
      .toBe('right');
  }

  /** The `data-field`s of the call card, in their order, without the time of the call. */
  fields() {
    return this.call
      .locator('.row[data-field]')
      .evaluateAll((rows) => rows.map((row) => row.dataset.field));
  }

  /** Expects neither the page nor the panel to be wider than the window. */
  async expectNoOverflow() {
    const wider = await this.#page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const all = [...document.querySelectorAll('#panel, #panel *')];
      return {
        page: document.documentElement.scrollWidth > width,
        elements: all
          .filter((element) => element.getClientRects().length > 0)
          .filter((element) => element.getBoundingClientRect().right > width + 1)
          .filter((element) => !element.matches('.unseen, .unseen *'))
          .map((element) => element.outerHTML.slice(0, 120)),
      };
    });
    expect(wider).toEqual({ page: false, elements: [] });
  }

  /** Writes a session where a portal does; by default the agent's, with the Guid of now. */
  async putSession(session = this.#session()) {
    const text = typeof session === 'string' ? session : JSON.stringify(session);
    await this.#page.evaluate(
      ([key, text]) => sessionStorage.setItem(key, text),
      [SESSION_KEY, text],
    );
  }

  /** Takes the session away, as a portal does when the agent signs out. */
  async removeSession() {
    await this.#page.evaluate((key) => sessionStorage.removeItem(key), SESSION_KEY);
  }

  /**
   * Lets driven time pass, in steps, for the page and the gateway alike.
   * `hanging`: do not wait for answers, because none will come.
   */
  async advance(ms, options) {
    await test.step(`${ms} ms pass`, () => this.#pass(ms, options));
  }

  /**
   * Lets driven time pass until `done()` gives true, and gives how many ms that took;
   * fails after `limit` ms.
   */
  advanceUntil(done, { limit = 70_000, step = STEP_MS, hanging = false } = {}) {
    return test.step('time passes until something comes', async () => {
      for (let passed = 0; passed <= limit; passed += step) {
        if (await done()) return passed;
        await this.#pass(step, { hanging });
      }
      throw new Error(`it did not come within ${limit} ms of driven time`);
    });
  }

  /** Lets driven time pass until the next request has been answered. */
  async nextRequest(options) {
    const before = (await this.#gateway.log()).length;
    return this.advanceUntil(
      async () => (await this.#gateway.log()).length > before,
      { step: 250, ...options },
    );
  }

  /** Waits until every request that the page has sent is over and taken in. */
  async settle() {
    if (!this.driven) return;
    for (;;) {
      // What was over before the turns has been taken in by their end.
      const settled = this.#settled;
      const sent = await this.#sentAfterTurns();
      if (settled >= sent) return;
      await this.#untilSettled(sent);
    }
  }

  /** The log's requests, one list for each page load. */
  async requestsByLoad() {
    const log = await this.#gateway.log();
    return this.#loads.map((start, index) => log.slice(start, this.#loads[index + 1]));
  }

  /** With driven time, when the page asked by its own clock, one list for each load. */
  async momentsByLoad() {
    if (!this.driven || this.#page.isClosed()) return this.#moments;
    return [...this.#moments, await this.#asked()];
  }

  /** Called within a step of the test: outside of one, Playwright looks at each call for the
   *  step that it belongs to, through all calls of the test before it. */
  async #pass(ms, { hanging = false, step = STEP_MS } = {}) {
    for (let left = ms; left > 0; left -= step) {
      const now = Math.min(step, left);
      await this.#gateway.clock({ advance: now });
      await this.#page.clock.runFor(now);
      if (hanging) await this.#abortsArrive();
      else await this.settle();
    }
  }

  #session() {
    return { agentId: this.#gateway.agentId, guid: this.#gateway.guid };
  }

  async #drive(chance) {
    const page = this.#page;
    const { now } = await this.#gateway.clock({ mode: 'manual', now: Date.now() });
    // An installed clock runs until it is paused, and can only be paused ahead of itself.
    await page.clock.install({ time: now - 60_000 });
    await page.clock.pauseAt(now);
    await page.addInitScript((chance) => {
      const asked = [];
      Object.defineProperty(window, 'askedAt', { value: asked });
      const own = window.fetch;
      window.fetch = (...request) => {
        const url = request[0] instanceof Request ? request[0].url : String(request[0]);
        const answer = own.apply(window, request);
        if (url.includes('/agentgateway/')) {
          asked.push(performance.now());
          const over = () => (window.waiting -= 1);
          window.waiting += 1;
          answer.then(over, over);
        }
        return answer;
      };
      window.waiting = 0;
      // The one panel of such a page leads at once: the browser would take real time to say
      // so, at a moment of driven time that is nobody's. Real locks are for real time.
      LockManager.prototype.request = (name, options, granted) =>
        Promise.resolve({ name }).then(granted);
      if (chance !== null) Math.random = () => chance;
    }, chance ?? null);
  }

  /** Keeps what the next page load would make the browser forget. */
  async #leave() {
    if (this.#loads.length > 0 && this.#page.url().startsWith('http')) {
      await this.#guard.lookForGuid(this.#page);
      if (this.driven) this.#moments.push(await this.#asked());
    }
    this.#loads.push((await this.#gateway.log()).length);
  }

  /** Waits until the gateway knows of every request that the page has sent, and of every one
   *  that it has given up. */
  async #abortsArrive() {
    await expect
      .poll(async () => {
        const [asked, waiting] = await this.#page.evaluate(() => [askedAt.length, window.waiting]);
        const log = await this.#gateway.log();
        const arrived = log.length - this.#loads.at(-1);
        return arrived >= asked && log.filter((entry) => entry.ended === null).length <= waiting;
      })
      .toBe(true);
  }

  /** Waits until the browser has seen the end of so many requests. */
  async #untilSettled(count) {
    const told = () => this.#settled >= count;
    const late = Date.now() + SETTLE_MS;
    while (!told()) {
      const left = late - Date.now();
      if (left <= 0) throw new Error(`requests of the page should end: ${this.#settled} of ${count}`);
      let timer;
      await Promise.race([
        new Promise((ended) => (this.#ended = ended)),
        new Promise((over) => (timer = setTimeout(over, left))),
      ]);
      clearTimeout(timer);
    }
  }

  #asked() {
    return this.#page.evaluate(() => window.askedAt ?? []);
  }

  /** Lets the page read what came, and gives how many requests all loads have sent then. One
   *  call does both: it is made at every step of driven time. */
  async #sentAfterTurns() {
    const earlier = this.#moments.reduce((sum, moments) => sum + moments.length, 0);
    const asked = await this.#page.evaluate(async () => {
      // What came is read by promises, and all of them run before a message arrives.
      for (let turn = 0; turn < 2; turn += 1) {
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage('');
        });
      }
      return window.askedAt?.length ?? 0;
    });
    return earlier + asked;
  }
}

/** The seconds that `01:05` or `1:01:05` stands for; NaN for anything else. */
export function secondsOf(text) {
  if (!/^(\d+:)?\d\d:\d\d$/.test(text)) return NaN;
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
