// A page with the panel in driven time: opening it, letting time pass, reloading it.
import { servePage, POLICY, SCRIPT } from '../support/portal_page.mjs';
import { KEPT, installClock } from './page_clock.mjs';
import { installNetwork } from './page_network.mjs';
import { installRecord } from './page_record.mjs';
import { installTabs } from './page_tabs.mjs';

const SESSION_KEY = 'cec-agent-panel.session';

export class DrivenPage {
  #page;
  #gateway;
  #network;
  #embedded;
  #tab = 0;

  /** `embedded`: the element in a portal's page in the place of the workstation page. */
  constructor({ page, gateway, network, embedded }) {
    this.#page = page;
    this.#gateway = gateway;
    this.#network = network;
    this.#embedded = embedded;
  }

  /** Opens it with the agent's session; `begin`: `{gateway, wall}`, the moment, and `chance`
   *  what `Math.random` begins with. */
  async open({ begin, chance, record = true }) {
    const page = this.#page;
    await this.#network.connect(page);
    await page.addInitScript(installClock, { begin, kept: KEPT });
    await page.addInitScript(installNetwork);
    await page.addInitScript(installTabs);
    if (record) await page.addInitScript(installRecord);
    await page.addInitScript(installRandom, chance);
    await page.addInitScript(
      ([key, text]) => {
        if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, text);
      },
      [SESSION_KEY, this.#session()],
    );
    if (this.#embedded) {
      const element = `<cec-agent-panel agent-id="${this.#gateway.agentId}"></cec-agent-panel>`;
      await servePage(page, `${this.#gateway.origin}/portal/*`, element + SCRIPT, POLICY);
    }
    await page.goto(`${this.#gateway.origin}/${this.#embedded ? 'portal/' : ''}`);
    await this.#ready();
  }

  /** Loads the page anew, at the same moment. */
  async reload() {
    await this.#page.evaluate(() => window.drivenClock.keep());
    this.#network.load += 1;
    await this.#page.reload();
    await this.#ready();
  }

  /** Lets driven time pass. */
  async run(ms) {
    await this.#page.evaluate((ms) => window.drivenClock.run(ms), ms);
  }

  /** The computer sleeps; `stands`: its monotonic clock stands still meanwhile. */
  async sleep(ms, stands) {
    await this.#page.evaluate(([ms, stands]) => window.drivenClock.sleep(ms, stands), [ms, stands]);
  }

  /** Opens the portal in another tab of the browser: a frame of the page, whose name is the
   *  tab's number. Nobody looks at it yet. */
  async openTab() {
    this.#tab += 1;
    await this.#page.evaluate((name) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { name, src: '/portal/tab' });
      document.body.append(frame);
    }, String(this.#tab));
    await this.#page.frameLocator('iframe').locator('[part="status-badge"]').waitFor();
    await this.#settle();
  }

  /** Closes it. */
  async closeTab() {
    await this.#page.evaluate(async () => {
      const frame = document.querySelector('iframe').contentWindow;
      // A page is hidden before it goes, or would take that for a look at it.
      frame.shiftLook(false);
      document.querySelector('iframe').remove();
      window.drivenClock.leave(frame);
      window.shiftTabs.leave(frame);
      await window.drivenClock.settle();
    });
  }

  /** What was written down since the last time, see page_record.mjs: `entries` of the page,
   *  `others` of the other tab, and what became of requests. */
  record() {
    return this.#page.evaluate(() => ({
      entries: window.shiftRecord(),
      others: document.querySelector('iframe')?.contentWindow.shiftRecord() ?? [],
      now: window.drivenClock.gateway(),
      network: { taken: window.shiftNetwork.taken.splice(0), others: window.shiftNetwork.others.splice(0) },
    }));
  }

  /** All places of the page where a secret might stand, but for the session's own. */
  places() {
    return this.#page.evaluate((key) => {
      const stored = (storage) => JSON.stringify(Object.entries(storage).filter(([name]) => name !== key));
      const panel = document.querySelector('cec-agent-panel');
      return {
        'the address': location.href,
        'the title': document.title,
        'the document': document.documentElement.outerHTML,
        'the panel': panel?.shadowRoot?.innerHTML ?? '',
        'a snapshot': JSON.stringify(panel?.snapshot() ?? null),
        'the diagnostics': JSON.stringify(panel?.diagnostics() ?? null),
        'localStorage': stored(localStorage),
        'sessionStorage': stored(sessionStorage),
        'cookies': document.cookie,
        'the history': JSON.stringify(history.state),
        'another tab': document.querySelector('iframe')?.contentDocument.querySelector('cec-agent-panel').shadowRoot.innerHTML ?? '',
      };
    }, SESSION_KEY);
  }

  /** Somebody looks at the page, or at the other tab, or nobody: `page`, `tab` or null. */
  async look(seen) {
    await this.#page.evaluate(async (seen) => {
      const frames = { page: window, tab: document.querySelector('iframe')?.contentWindow };
      // A browser hides one tab before it shows another.
      for (const shown of [false, true]) {
        for (const [name, frame] of Object.entries(frames)) if ((name === seen) === shown) frame?.shiftLook(shown);
      }
      await window.drivenClock.settle();
    }, seen);
  }

  /** The computer has a network, or none. */
  async online(online) {
    this.#network.online = online;
    await this.#page.evaluate(async (online) => {
      for (const frame of [window, ...Array.from(window)]) {
        Object.defineProperty(frame.navigator, 'onLine', { configurable: true, get: () => online });
        frame.dispatchEvent(new frame.Event(online ? 'online' : 'offline'));
      }
      await window.drivenClock.settle();
    }, online);
  }

  /** Writes the agent's session where a portal does. */
  async putSession() {
    await this.#page.evaluate(([key, text]) => sessionStorage.setItem(key, text), [SESSION_KEY, this.#session()]);
  }

  /** The portal pushes something to the element: `pushEvent` or `showCommand`. Gives the
   *  moment at which it did. */
  tell(method, what) {
    return this.#page.evaluate(async ([method, what]) => {
      const moment = window.drivenClock.moment();
      document.querySelector('cec-agent-panel')[method](what);
      await window.drivenClock.settle();
      return moment;
    }, [method, what]);
  }

  /** Somebody sets the computer's clock ahead by so many ms, or back. */
  async setClock(by) {
    await this.#page.evaluate((by) => window.drivenClock.set(by), by);
  }

  #session() {
    const { agentId, guid } = this.#gateway;
    return JSON.stringify({ agentId, guid });
  }

  async #ready() {
    await this.#page.locator('[part="status-badge"]').waitFor();
    await this.#settle();
  }

  async #settle() {
    await this.#page.evaluate(() => window.drivenClock.settle());
  }
}

/** Runs in the page: random numbers that a seed repeats. */
function installRandom(seed) {
  let state = seed;
  Math.random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
