// A portal's page with panels in it, served under the gateway's own origin.
import { expect } from '@playwright/test';

/** The policy of the simulated gateway's pages; a portal's is seldom stricter. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; frame-src *; require-trusted-types-for 'script'";

/** The line that brings the element. */
export const SCRIPT = '<script type="module" src="/panel.js"></script>';

/** A page with one element. */
export const ONE = `<cec-agent-panel id="panel"></cec-agent-panel>${SCRIPT}`;

/** Has `address` answer with a page. */
export async function servePage(page, address, body, policy = POLICY) {
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: policy ? { 'content-security-policy': policy } : {},
      body: `<!doctype html><html lang="en"><title>Portal</title><body>${body}</body></html>`,
    }),
  );
}

export class Portal {
  #page;
  #gateway;
  #guard;

  constructor({ page, gateway, guard }) {
    this.#page = page;
    this.#gateway = gateway;
    this.#guard = guard;
  }

  /** Opens a page with `body`; `policy: null` for none. */
  async open(body, { policy } = {}) {
    const page = this.#page;
    this.#guard.watch(page);
    await page.addInitScript(() => {
      window.told = [];
      for (const name of ['ready', 'state', 'limit', 'call', 'command', 'connection', 'ringing', 'session-expired', 'crash', 'height']) {
        document.addEventListener(`cec-${name}`, (event) => {
          // For an element in another's shadow root, the other one is the target.
          const [origin] = event.composedPath();
          window.told.push({ id: origin.id, name: event.type, detail: event.detail });
        });
      }
    });
    const address = `${this.#gateway.origin}/portal/`;
    await servePage(page, address, body, policy);
    await page.goto(address);
  }

  /** Has the page, before it is opened, hold the session of the agent in its storage. */
  async store({ agentId, guid }) {
    await this.#page.addInitScript(
      (session) => sessionStorage.setItem('cec-agent-panel.session', session),
      JSON.stringify({ agentId, guid }),
    );
  }

  /** The parts of the panel in the element with that `id`. */
  panel(id = 'panel') {
    const element = this.#page.locator(`#${id}`);
    return {
      element,
      badge: element.locator('[part="status-badge"]'),
      connection: element.locator('[part="connection"]'),
      caller: element.locator('[data-field="caller"] bdi'),
      message: element.locator('[data-boot]'),
    };
  }

  /** Sets properties of the element with that `id`, all in one task. */
  async set(properties, id = 'panel') {
    await this.#page.evaluate(
      ([id, properties]) => Object.assign(document.getElementById(id), properties),
      [id, properties],
    );
  }

  /** Signs an agent in and tells the element with that `id` who it is. */
  async signIn(setup, { gateway = this.#gateway, id = 'panel' } = {}) {
    await gateway.signIn(setup);
    await this.set({ agentId: gateway.agentId, guid: gateway.guid }, id);
  }

  /** The details of the events of a name, in their order. */
  told(name, id = 'panel') {
    return this.#page.evaluate(
      ([id, name]) => window.told.filter((event) => event.id === id && event.name === name).map(({ detail }) => detail),
      [id, name],
    );
  }

  /** Waits for an event of a name whose detail holds all of `detail`. */
  async expectTold(name, detail = {}, id = 'panel') {
    await expect.poll(() => this.told(name, id)).toContainEqual(expect.objectContaining(detail));
  }
}
