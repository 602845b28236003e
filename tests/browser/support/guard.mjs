// What no test may see, whatever it is about: console errors and warnings, page errors,
// violations of the Content-Security-Policy (Chromium logs them as errors), requests to
// another origin, the Guid anywhere but in its header, two requests at once or within a
// second.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@playwright/test';

/** By how many ms two requests a second apart may seem closer on a loaded machine, when
 *  the gateway's log is all that tells. */
const SLACK_MS = 150;
/** By how many, when the browser itself tells when it sent them. */
const OWN_SLACK_MS = 20;
/** How long the gateway's log, the browser's word of a request, and its answer may be late, in ms. */
const NEWS_MS = 2_000;

export class Guard {
  #gateway;
  #complaints = [];
  #allowed = [];
  #origins;
  #pages = new Set();
  /** The requests to the gateway, as the browser has sent them. */
  #sent = [];
  #panels = [];

  constructor(gateway) {
    this.#gateway = gateway;
    this.#origins = new Set([gateway.origin]);
  }

  /** Expects console messages or page errors that match, such as Chromium's own "Failed
   *  to load resource" where a test injects a fault. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  /** Expects requests to another origin. */
  allowOrigin(origin) {
    this.#origins.add(origin);
  }

  /** Watches a page. Pages of the test's own context are watched by themselves. */
  watch(page) {
    if (this.#pages.has(page)) return;
    this.#pages.add(page);
    page.on('console', (message) => {
      this.#look(`console.${message.type()}`, message.text());
      if (['error', 'warning', 'assert'].includes(message.type())) {
        this.#complain(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => {
      this.#look('page error', String(error.stack));
      this.#complain(`page error: ${error.message}`);
    });
    page.on('request', (request) => this.#request(request));
  }

  /** Holds a panel to the pace of its requests at the end. */
  hold(panel) {
    if (!this.#panels.includes(panel)) this.#panels.push(panel);
  }

  /** Looks for the Guid in the page as it is now. */
  async lookForGuid(page) {
    if (page.isClosed()) return;
    const places = await page.evaluate(() => {
      const stored = (name) => {
        try {
          return JSON.stringify({ ...window[name] });
        } catch {
          return '';
        }
      };
      return {
        'address': location.href,
        'title': document.title,
        'document': document.documentElement.outerHTML,
        'localStorage': stored('localStorage'),
        'cookies': document.cookie,
        'history': JSON.stringify(history.state),
      };
    });
    for (const [place, text] of Object.entries(places)) this.#look(place, text);
  }

  /** Fails the test if anything was seen. */
  async finish() {
    for (const page of this.#pages) {
      if (!page.isClosed() && page.url().startsWith('http')) await this.lookForGuid(page);
    }
    for (const panel of this.#panels) await this.#pace(panel);
    expect(this.#complaints, 'what no test may see').toEqual([]);
  }

  /** Whether the browser has sent the two a second apart; never, where it has sent others than stand
   *  in the log. */
  async #areApart(two) {
    let log = await this.#gateway.log();
    const late = Date.now() + NEWS_MS;
    // One that has only just been sent may be news to either.
    while (this.#sent.length !== log.length) {
      if (Date.now() > late) return false;
      await pause(50);
      log = await this.#gateway.log();
    }
    const at = (entry) => log.findIndex((it) => it.at === entry.at);
    const [first, second] = two.map((entry) => this.#sent[at(entry)]);
    // When it was sent is told with its answer.
    await Promise.race([second.response().catch(() => null), pause(NEWS_MS)]);
    const [from, to] = [first.timing().startTime, second.timing().startTime];
    return from > 0 && to - from >= 1_000 - OWN_SLACK_MS;
  }

  #complain(text) {
    if (!this.#allowed.some((pattern) => pattern.test(text))) this.#complaints.push(text);
  }

  #look(place, text) {
    for (const guid of this.#gateway.guids) {
      if (text.includes(guid)) this.#complaints.push(`the Guid stands in: ${place}`);
    }
  }

  #request(request) {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !this.#origins.has(url.origin)) {
      this.#complaints.push(`request to another origin: ${url.origin}`);
    }
    if (url.pathname.includes('/agentgateway/')) this.#sent.push(request);
    this.#look('a request address', request.url());
    this.#look('a request body', request.postData() ?? '');
    for (const [name, value] of Object.entries(request.headers())) {
      if (name !== 'guid') this.#look(`the header ${name}`, value);
    }
  }

  /** One request at a time, and never two within a second, for each page load. */
  async #pace(panel) {
    const close = [];
    for (const requests of await panel.requestsByLoad()) {
      requests.forEach((request, index) => {
        const next = requests[index + 1];
        if (!next) return;
        const names = `${request.interface} and ${next.interface}`;
        if (request.ended === null || request.ended > next.at) {
          this.#complaints.push(`two requests at once: ${names}`);
        }
        const between = next.at - request.at;
        // On a loaded machine one may have been held up on its way.
        if (!panel.driven && between < 1_000 - SLACK_MS) close.push({ names, between, two: [request, next] });
      });
    }
    for (const { names, between, two } of close) {
      if (!(await this.#areApart(two))) this.#complaints.push(`${between} ms between ${names}`);
    }
    // With driven time, the page tells to the millisecond when it asked.
    for (const moments of await panel.momentsByLoad()) {
      moments.slice(1).forEach((moment, index) => {
        const between = moment - moments[index];
        // Both are whole only after the panel has cut them.
        if (between < 999) this.#complaints.push(`${between} ms between two requests`);
      });
    }
  }
}
