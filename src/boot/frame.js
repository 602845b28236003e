// Before the module: the page in a portal's iframe, the other end of host.js. The messages,
// both ways, are in message_format.js. There is a panel only where every window around it is
// of the page's own origin, or of one that config.json names. Only the window around the page
// is heard, only from such an origin, and nothing is sent before it has said hello, nor to any
// other origin. The page's own origin need not be named: its scripts can reach into the frame.
import { ancestors } from './ancestors.js';
import { copyByHand, saveByHand } from './by_hand.js';
import { Controls } from './controls.js';
import { jsonText } from './json_text.js';
import { isMessage, message } from './message_format.js';
import { OPERATORS } from './options.js';
import { readSettings } from './settings_text.js';

/** The origins of pages that can be trusted at all, as the browser tells them: a text of
 *  config.json that is none never equals one. A page that came over TLS trusts none that did
 *  not: anybody on the way may be that one. */
const TRUSTED = location.protocol === 'https:' ? /^https:/ : /^https?:/;

/** What is set where config.json cannot be read: a setting without a name, of which the panel complains
 *  whatever a portal sets beside it. `settings_wrong.js` says what it means. */
const UNREADABLE = { '': 'not-json' };

/** How long a portal may take to prevent what follows an event, in ms. */
const PREVENT_MS = 250;

/**
 * Listens to the page around this one, where it is of this one's origin or of one that `config`, the
 * text of config.json, names. `diagnostics` takes what the panel tells. Gives who then mounts the
 * panel into `root`. Throws where the page may not be framed.
 */
export function listen(root, config, diagnostics) {
  saveByHand(root, diagnostics);
  copyByHand(root);
  const settings = config === undefined ? {} : (readSettings(config) ?? UNREADABLE);
  const named = Array.isArray(settings.parentOrigins) ? settings.parentOrigins : [];
  const isHeard = (origin) => origin === location.origin || (named.includes(origin) && TRUSTED.test(origin));
  const stranger = ancestors(window, document).find((origin) => !isHeard(origin));
  if (stranger !== undefined) {
    throw Object.assign(new Error('framed'), { kind: 'framed', code: `parentOrigins: ${stranger}` });
  }
  return new Frame(root, config, settings, isHeard, diagnostics);
}

class Frame {
  #controls = new Controls();
  #root;
  #diagnostics;
  /** What config.json sets. */
  #settings;
  /** The origin that has said hello. */
  #origin = null;
  #isMounted = false;
  /** The number of the last event that may be prevented, and what prevents it. */
  #lastId = 0;
  #prevent = () => {};

  constructor(root, config, settings, isHeard, diagnostics) {
    this.#root = root;
    this.#diagnostics = diagnostics;
    this.#settings = settings;
    diagnostics.about.as = 'frame';
    this.#controls.configure(config);
    window.addEventListener('message', ({ source, origin, data }) => {
      if (source === window.parent && isHeard(origin) && isMessage(data)) {
        this.#take(origin, data);
      }
    });
  }

  /** Mounts the panel, which speaks `language`; `died` is called with the place when the module
   *  dies. */
  mount(module, language, died) {
    const page = {
      diagnostics: this.#diagnostics,
      tell: (name, detail) =>
        name === 'cec-ringing' ? this.#tellFirst(name, detail) : this.#send('event', { name, detail }),
      // As the element does: the one to mend it is the portal's developer.
      complain: (key, why) => console.warn(`<cec-agent-panel>: ${key || 'config.json'}: ${why}`),
    };
    this.#controls.mount(module, this.#root, language, true, page, (place) => {
      died(place);
      this.#send('event', { name: 'cec-crash', detail: { place } });
    });
    this.#isMounted = module.diedAt === null;
    this.#welcome();
  }

  #take(origin, data) {
    if (data.kind === 'hello') return this.#greet(origin);
    if (origin !== this.#origin) return;
    const known = {
      configure: () => this.#configure(data.settings),
      session: () => this.#controls.setSession(textOf(data.agentId), textOf(data.guid)),
      event: () => this.#controls.pushEvent(data.event),
      command: () => this.#controls.sayOfCommand(data.command),
      refresh: () => this.#controls.refresh(),
      ask: () => this.#answer(data.what, data.id),
      prevented: () => this.#prevent(data.id),
    };
    if (Object.hasOwn(known, data.kind)) known[data.kind]();
  }

  #greet(origin) {
    if (this.#origin === null) this.#watchHeight();
    this.#origin = origin;
    this.#sendHeight();
    this.#welcome();
  }

  #welcome() {
    if (!this.#isMounted) return;
    const snapshot = this.#controls.snapshot();
    this.#send('welcome', { version: snapshot.version, snapshot });
  }

  #configure(settings) {
    if (typeof settings !== 'object' || settings === null) return;
    const merged = { ...this.#settings, ...settings };
    for (const key of [...OPERATORS, ...Object.keys(UNREADABLE)]) {
      if (Object.hasOwn(this.#settings, key)) merged[key] = this.#settings[key];
      else delete merged[key];
    }
    const text = jsonText(merged);
    this.#controls.configure(text);
    this.#diagnostics.configure(text);
  }

  /** Tells the portal of an event, and gives a promise of whether it prevents what follows: false
   *  where it does, which it says at once or not at all. */
  #tellFirst(name, detail) {
    this.#lastId += 1;
    this.#send('event', { name, detail, id: this.#lastId });
    return new Promise((resolve) => {
      this.#prevent = (id) => id === this.#lastId && resolve(false);
      setTimeout(resolve, PREVENT_MS);
    });
  }

  #answer(what, id) {
    if (what === 'snapshot') return this.#send('answer', { id, value: this.#controls.snapshot() });
    if (what === 'diagnostics') return this.#send('answer', { id, value: this.#diagnostics.file() });
    return this.#send('failed', { id, why: 'unknown question' });
  }

  /** From here on the panel is as high as what it holds, and the portal told how high. */
  #watchHeight() {
    this.#root.style.blockSize = 'auto';
    const observer = new ResizeObserver(() => this.#sendHeight());
    observer.observe(this.#root);
    // In the layout `badge` they lie below it, and what they hold may come later.
    this.#root.addEventListener('toggle', ({ target }) => observer.observe(target), true);
  }

  #sendHeight() {
    const { height, top } = this.#root.getBoundingClientRect();
    // In a frame that is not shown nothing has a height.
    if (height === 0) return;
    const details = this.#root.querySelector('.connection [open]');
    const below = details ? details.getBoundingClientRect().bottom - top : 0;
    this.#send('height', { height: Math.ceil(Math.max(height, below)) });
  }

  #send(kind, content) {
    if (this.#origin !== null) window.parent.postMessage(message(kind, content), this.#origin);
  }
}

const textOf = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
