// A portal's page with the element, or with the iframe, in it: served by a server of its
// own, with the headers that the test wants, in front of the simulated gateway.
//
//   import { test, expect } from './portal.mjs';
//
//   test('…', async ({ page, portal }) => {
//     portal.serve('/', { head: '<style>* { all: revert !important }</style>' });
//     const panel = await portal.open(page, { setup: { state: 'hold' } });
//     await expect(panel.badge).toHaveAttribute('data-state', 'hold');
//   });
//
// What is not served by the portal comes from the gateway: dist/ at `/`, its interfaces.
import { createServer, request } from 'node:http';
import { Panel } from '../support/panel_page.mjs';
import { test as base } from '../support/panel.mjs';

export { expect } from '@playwright/test';

const SESSION_KEY = 'cec-agent-panel.session';

export const test = base.extend({
  portal: async ({ gateway, guard, context }, use) => {
    const portal = new Portal(gateway, guard);
    await portal.start();
    await use(portal);
    // A page that still asks would be refused.
    for (const page of context.pages()) {
      if (page.url().startsWith('http')) await guard.lookForGuid(page);
      await page.goto('about:blank');
    }
    await portal.stop();
  },
});

export class Portal {
  #gateway;
  #guard;
  #files = new Map();
  #server = createServer((request, response) => this.#answer(request, response));
  /** What each request that reached this server asked for. */
  asked = [];
  /** Headers of everything that comes from the gateway, such as those of CORS. */
  headers = {};

  constructor(gateway, guard) {
    this.#gateway = gateway;
    this.#guard = guard;
  }

  /** Starts to listen; `origin` is known then. */
  async start() {
    await new Promise((listening) => this.#server.listen(0, '127.0.0.1', listening));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
    this.#guard.allowOrigin(this.origin);
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** One more portal, of another origin, which the test stops itself. */
  async another() {
    const other = new Portal(this.#gateway, this.#guard);
    await other.start();
    return other;
  }

  /** The element's tag, for the test's agent. */
  element(attributes = '') {
    return `<cec-agent-panel agent-id="${this.#gateway.agentId}" gateway="/" poll-interval="1000" theme="light" locale="en" ${attributes}></cec-agent-panel>`;
  }

  /**
   * Serves a page at `path`. `before` stands in the head ahead of the panel's script, `head`
   * behind it; `script: false` leaves that out. `body` defaults to the element.
   */
  serve(path, { doctype = '<!doctype html>', html = 'lang="en"', before = '', head = '', body = this.element(), script = '/panel.js', headers } = {}) {
    const panel = script ? `<script type="module" src="${script}"></script>` : '';
    const text = `${doctype}<html ${html}><head><meta charset="utf-8"><title>Portal</title>
<link rel="icon" href="data:,">${before}${panel}${head}</head><body>${body}</body></html>`;
    this.file(path, text, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
  }

  /** Serves a file at `path`. */
  file(path, body, headers = { 'Content-Type': 'text/javascript' }) {
    this.#files.set(path, { body, headers });
  }

  /**
   * Signs the agent in, has the session in the page's storage and goes to `path`. Gives a
   * `Panel` for its locators. `setup` and `session` as in support/panel.mjs.
   */
  async open(page, { path = '/', setup = { state: 'idle' }, session, ...more } = {}) {
    if (setup) await this.#gateway.signIn(setup);
    const own = setup || this.#gateway.guid ? { agentId: this.#gateway.agentId, guid: this.#gateway.guid } : null;
    const put = session === undefined ? own : session;
    if (put) {
      await page.addInitScript(
        ([key, text]) => {
          if (!location.protocol.startsWith('http')) return;
          if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, text);
        },
        [SESSION_KEY, JSON.stringify(put)],
      );
    }
    await page.goto(this.origin + path, more);
    return new Panel(page, this.#gateway, this.#guard);
  }

  #answer(asked, response) {
    const path = asked.url.split('?')[0];
    this.asked.push({ path, method: asked.method, headers: asked.headers });
    const file = this.#files.get(path);
    if (file) {
      response.writeHead(200, { 'Cache-Control': 'no-cache', ...file.headers });
      response.end(file.body);
      return;
    }
    if (asked.method === 'OPTIONS') {
      response.writeHead(204, this.headers).end();
      return;
    }
    const { host, ...headers } = asked.headers;
    const onward = request(this.#gateway.origin + asked.url, { method: asked.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, { ...answer.headers, ...this.headers });
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    asked.pipe(onward);
  }
}
