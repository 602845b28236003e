// The panel in a page of an engine: what it shows, by its public contract.
import { expect } from '@playwright/test';

const SESSION_KEY = 'cec-agent-panel.session';
/** A portal's page without a panel. */
const PORTAL = 'portal.html';

/** A portal's page, under the policy of its folder. */
export const portalPage = (body) =>
  `<!doctype html><html lang="en"><meta name="referrer" content="no-referrer"><title>Portal</title><link rel="icon" href="data:,"><body>${body}`;

/** An element in such a page. */
export const ELEMENT = '<cec-agent-panel id="panel" locale="en" gateway="/"></cec-agent-panel><script type="module" src="/panel.js"></script>';

/** What a panel shows: that of the page, or that of the element which the selector finds. A page that
 *  is being loaded anew has none yet. */
function look(selector) {
  const root = selector ? document.querySelector(selector)?.shadowRoot : document;
  const part = (name) => root?.querySelector(`[part="${name}"]`);
  const text = (name) => root?.querySelector(name)?.textContent ?? null;
  return {
    state: part('status-badge')?.dataset.state ?? null,
    time: text('.badge-time'),
    detail: text('.badge-detail'),
    caller: text('[data-field="caller"] bdi'),
    connection: part('connection')?.dataset.connection ?? null,
    boot: root?.querySelector('[data-boot]')?.dataset.boot ?? null,
    code: text('[data-boot] .code'),
  };
}

export class Panel {
  #browser;
  #folder;
  #gateway;

  constructor(browser, folder, gateway) {
    this.#browser = browser;
    this.#folder = folder;
    this.#gateway = gateway;
  }

  /** Signs the agent in as a portal does: in a page of the panel's origin, before its own. */
  async signIn(setup = { state: 'idle' }) {
    await this.#gateway.signIn(setup);
    await this.putSession();
  }

  /** Puts the agent's session into the window of the moment. */
  async putSession() {
    await this.#folder.write(PORTAL, portalPage(''));
    await this.open(`/${PORTAL}`);
    const { agentId, guid } = this.#gateway;
    const session = JSON.stringify({ agentId, guid });
    await this.#browser.evaluate((key, session) => sessionStorage.setItem(key, session), SESSION_KEY, session);
  }

  /** Goes to the panel's page, or to another one of its folder. */
  open(path = '/') {
    return this.#browser.goto(this.#folder.origin + path);
  }

  /** Presses what a message has to press, in the page or in the element that the selector finds. */
  pressReload(selector) {
    return this.#browser.evaluate((selector) => {
      const root = selector ? document.querySelector(selector).shadowRoot : document;
      root.querySelector('[data-boot] button').click();
    }, selector ?? null);
  }

  look(selector) {
    return this.#browser.evaluate(look, selector ?? null);
  }

  /** Expects a panel to show that, soon. */
  async expect(shown, { selector, timeout = 10_000 } = {}) {
    await expect.poll(() => this.look(selector), { timeout, intervals: [50, 100] }).toMatchObject(shown);
  }
}
