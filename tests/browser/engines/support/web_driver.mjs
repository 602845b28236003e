// A client of the W3C's WebDriver, which drives every engine alike: a browser with its windows, its
// frames and its keyboard. There are no scripts before the page's own, and no console.
import { setTimeout as pause } from 'node:timers/promises';

/** How long a page may take to load and a function to run, in ms: one that hangs keeps no test for long. */
const TIMEOUTS = { pageLoad: 20_000, script: 10_000 };

/** Asks a driver; fails with its own words. */
async function ask(address, method, body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${address}: ${value.error}: ${value.message}`);
  return value;
}

/** Whether the driver at that address takes sessions. */
export const isReady = (address) => ask(`${address}/status`, 'GET').then(({ ready }) => ready, () => false);

export class Browser {
  #address;

  constructor(address) {
    this.#address = address;
  }

  /** Starts a browser by its driver; `capabilities` say which, and how. */
  static async start(driver, capabilities) {
    const alwaysMatch = { timeouts: TIMEOUTS, ...capabilities };
    const { sessionId } = await ask(`${driver}/session`, 'POST', { capabilities: { alwaysMatch } });
    return new Browser(`${driver}/session/${sessionId}`);
  }

  end() {
    return ask(this.#address, 'DELETE');
  }

  /** Goes there, until the page is loaded. */
  goto(url) {
    return this.#load('url', { url });
  }

  reload() {
    return this.#load('refresh', {});
  }

  back() {
    return this.#load('back', {});
  }

  title() {
    return ask(`${this.#address}/title`, 'GET');
  }

  /** Runs the function in the page, or in the frame of the moment; gives what it gives, which is
   *  JSON. A promise is waited for. */
  evaluate(work, ...args) {
    return this.#post('execute/sync', { script: `return (${work}).apply(null, arguments)`, args });
  }

  /** From now on the first frame of the page is meant, or the page itself again. */
  async enterFrame() {
    await this.#post('frame', { id: await this.#post('element', { using: 'css selector', value: 'iframe' }) });
  }

  leaveFrames() {
    return this.#post('frame', { id: null });
  }

  /** The window of the moment. */
  window() {
    return ask(`${this.#address}/window`, 'GET');
  }

  /** Opens one more window, which hides no other and is meant from now on; gives it. */
  async openWindow() {
    const { handle } = await this.#post('window/new', { type: 'window' });
    await this.toWindow(handle);
    return handle;
  }

  /** All windows that are open. */
  windows() {
    return ask(`${this.#address}/window/handles`, 'GET');
  }

  toWindow(handle) {
    return this.#post('window', { handle });
  }

  /** Closes the window of the moment, and gives those that are left. */
  closeWindow() {
    return ask(`${this.#address}/window`, 'DELETE');
  }

  /** Presses keys one after the other: characters, or those of `KEYS`. */
  press(...keys) {
    return this.#keys(keys.flatMap((key) => [['keyDown', key], ['keyUp', key]]));
  }

  /** Presses keys together: the last one while all others are held. */
  pressTogether(...keys) {
    const down = keys.map((key) => ['keyDown', key]);
    const up = keys.map((key) => ['keyUp', key]);
    return this.#keys([...down, ...up.reverse()]);
  }

  /** Clicks at the element that the selector finds, as a mouse does. */
  async click(selector) {
    const [id] = Object.values(await this.#post('element', { using: 'css selector', value: selector }));
    await this.#post(`element/${id}/click`, {});
  }

  /** Waits for the page itself: WebKit's driver comes back as soon as a frame in it is loaded. */
  async #load(command, body) {
    await this.#post(command, body);
    const late = Date.now() + TIMEOUTS.pageLoad;
    while (!(await this.evaluate(() => document.readyState === 'complete'))) {
      if (Date.now() > late) throw new Error('the page does not load');
      await pause(20);
    }
  }

  #keys(turns) {
    const actions = turns.map(([type, value]) => ({ type, value }));
    return this.#post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  #post(command, body) {
    return ask(`${this.#address}/${command}`, 'POST', body);
  }
}

/** Keys without a character, as WebDriver has them. */
export const KEYS = { TAB: '\uE004', ENTER: '\uE007', SHIFT: '\uE008', CONTROL: '\uE009', ALT: '\uE00A' };
