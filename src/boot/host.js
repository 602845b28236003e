// Without the module, in another window: for a portal that shows the panel's page in an
// iframe: the same properties, methods and events as the element has. See host.d.ts for what
// it offers.
import { dispatchLater } from './host_events.js';
import { jsonText } from './json_text.js';
import { isMessage, message } from './message_format.js';
import { OPERATORS, OPTIONS, settingsOf } from './options.js';
import { SentCommands } from './sent_commands.js';
import { emptySnapshot, withAges } from './snapshot.js';

/** The first pause between two hellos, in ms. Each one is twice as long as the last one. */
const HELLO_MS = 100;
/** The longest one. */
const HELLO_MAX_MS = 30_000;
/** How long an answer may take, in ms. */
const ANSWER_MS = 5_000;
/** How long the page may be silent before the portal's developer is told why it may be, in ms. */
const SILENT_MS = 10_000;

/** Connects to the panel's page in `iframe`; gives the panel. */
export function connect(iframe, options = {}) {
  return new FramedPanel(iframe, options);
}

class FramedPanel {
  #iframe;
  #values = Object.create(null);
  #guid;
  #snapshot = emptySnapshot(null, null);
  /** The window that has answered. A frame that is moved has another one at once. */
  #welcomedBy = null;
  #greeting;
  #silence;
  #hasWarned = false;
  #willTell = false;
  #isOver = false;
  #waiting = [];
  #asked = new Map();
  #lastId = 0;
  #ready;
  #commands = new SentCommands((word) => {
    const text = jsonText(word);
    if (text !== undefined) this.#sendSoon('command', { command: text });
  });

  constructor(iframe, options) {
    this.#iframe = iframe;
    this.#ready = new Promise((resolve) => {
      iframe.addEventListener('cec-ready', ({ detail }) => resolve(detail), { once: true });
    });
    // Libraries have put things on every object that are no options.
    const given = { __proto__: null, ...options };
    for (const { property } of OPTIONS) this.#values[property] = given[property];
    this.#guid = given.guid;
    window.addEventListener('message', this.#take);
    iframe.addEventListener('load', this.#loaded);
    this.#loaded();
  }

  set guid(guid) {
    this.#guid = guid;
    this.#tellLater();
  }

  get guid() {
    return undefined;
  }

  snapshot() {
    return withAges(this.#snapshot);
  }

  pushEvent(event) {
    const text = typeof event === 'string' ? event : jsonText(event);
    if (text !== undefined) this.#sendSoon('event', { event: text });
  }

  showCommand(command, more) {
    return this.#commands.show(command, more);
  }

  refresh() {
    if (this.#isWelcome) this.#send('refresh');
  }

  get ready() {
    return this.#ready;
  }

  diagnostics() {
    if (this.#isOver) return Promise.reject(new Error('disconnected'));
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      const timer = setTimeout(() => this.#settle(id, 'reject', new Error('no answer')), ANSWER_MS);
      this.#asked.set(id, { resolve, reject, timer });
      this.#sendSoon('ask', { what: 'diagnostics', id });
    });
  }

  disconnect() {
    this.#isOver = true;
    window.removeEventListener('message', this.#take);
    this.#iframe.removeEventListener('load', this.#loaded);
    this.#stopGreeting();
    this.#waiting = [];
    for (const id of [...this.#asked.keys()]) this.#settle(id, 'reject', new Error('disconnected'));
  }

  /** Says hello, with all that the portal has set, until the page answers. */
  #loaded = () => {
    this.#welcomedBy = null;
    this.#stopGreeting();
    const greet = (pause) => {
      // Out of the document there is no page, and the next one says that it has loaded.
      if (isBlank(this.#iframe)) return this.#stopGreeting();
      this.#send('hello');
      this.#tell();
      this.#greeting = setTimeout(() => greet(Math.min(2 * pause, HELLO_MAX_MS)), pause);
    };
    if (!this.#hasWarned) this.#silence = setTimeout(() => this.#warn(), SILENT_MS);
    greet(HELLO_MS);
  };

  #stopGreeting() {
    clearTimeout(this.#greeting);
    clearTimeout(this.#silence);
  }

  get #isWelcome() {
    return this.#welcomedBy !== null && this.#welcomedBy === this.#iframe.contentWindow;
  }

  /** Tells the portal's developer, once, why nobody may answer. */
  #warn() {
    this.#hasWarned = true;
    const { origin, pathname } = addressOf(this.#iframe);
    const why = [`cec-agent-panel: no answer from ${origin}${pathname} in the iframe. Is that the panel's page? If it shows a message of its own, that one says why.`];
    if (origin !== window.origin) why.push(`"parentOrigins" in its config.json must name ${window.origin}.`);
    if (!/\/$|\.\w+$/.test(pathname)) why.push('The address of its folder must end in a slash.');
    if (this.#iframe.hasAttribute('sandbox')) why.push('"sandbox" must have allow-scripts and allow-same-origin.');
    console.warn(why.join(' '));
  }

  #take = ({ source, origin, data }) => {
    if (source !== this.#iframe.contentWindow || origin !== originOf(this.#iframe) || !isMessage(data)) return;
    if (data.kind === 'welcome') this.#welcomed(data.snapshot);
    else if (data.kind === 'event') this.#tellHost(data);
    else if (data.kind === 'height') dispatchLater(this.#iframe, 'cec-height', { height: data.height });
    else if (data.kind === 'answer') this.#settle(data.id, 'resolve', data.value);
    else if (data.kind === 'failed') this.#settle(data.id, 'reject', new Error(data.why));
  };

  #welcomed(snapshot) {
    this.#snapshot = snapshot;
    if (this.#isWelcome) return;
    this.#welcomedBy = this.#iframe.contentWindow;
    this.#stopGreeting();
    // What was set since the last hello.
    this.#tell();
    for (const [kind, content] of this.#waiting.splice(0)) this.#send(kind, content);
    dispatchLater(this.#iframe, 'cec-ready', { version: snapshot.version });
  }

  async #tellHost({ name, detail, id }) {
    if (!/^cec-[a-z-]+$/.test(name)) return;
    const { agentId, old, new: now, ...rest } = detail;
    const part = /^cec-(state|call|command|connection)$/.exec(name)?.[1];
    if (part) {
      this.#snapshot = { ...this.#snapshot, agentId, [part]: now === undefined ? rest : { ...rest, [part]: now } };
      this.#snapshot.limit = limitStill(this.#snapshot);
    }
    if (name === 'cec-limit') this.#snapshot = { ...this.#snapshot, limit: rest };
    const goesOn = await dispatchLater(this.#iframe, name, detail);
    if (!goesOn) this.#send('prevented', { id });
  }

  /** What is set together is sent together: a Guid never goes with another's ID. */
  #tellLater() {
    if (this.#willTell) return;
    this.#willTell = true;
    queueMicrotask(() => {
      this.#willTell = false;
      if (this.#isWelcome) this.#tell();
    });
  }

  #tell() {
    const settings = settingsOf((property) => this.#values[property]);
    for (const key of OPERATORS) delete settings[key];
    this.#send('configure', { settings });
    const { agentId } = this.#values;
    this.#send('session', { agentId: textOf(agentId), guid: textOf(this.#guid) });
  }

  /** What is sent before the page has answered goes when it does. */
  #sendSoon(kind, content) {
    if (this.#isOver) return;
    if (this.#isWelcome) this.#send(kind, content);
    else if (this.#waiting.length < 100) this.#waiting.push([kind, content]);
  }

  /** Nothing more is sent by who has disconnected: the portal may have another one for the same frame. */
  #send(kind, content) {
    if (this.#isOver) return;
    this.#iframe.contentWindow?.postMessage(message(kind, content), originOf(this.#iframe));
  }

  #settle(id, how, value) {
    const asked = this.#asked.get(id);
    if (!asked) return;
    this.#asked.delete(id);
    clearTimeout(asked.timer);
    asked[how](value);
  }

  static {
    for (const { property, key } of OPTIONS) {
      if (OPERATORS.includes(key)) continue;
      Object.defineProperty(this.prototype, property, {
        configurable: true,
        enumerable: true,
        get() {
          return this.#values[property] ?? null;
        },
        set(value) {
          this.#values[property] = value;
          this.#tellLater();
        },
      });
    }
  }
}

const addressOf = (iframe) => new URL(iframe.src, document.baseURI);
const originOf = (iframe) => addressOf(iframe).origin;

/** Whether the iframe still holds the empty page that it begins with. */
function isBlank(iframe) {
  const inner = iframe.contentDocument;
  return iframe.contentWindow === null || (inner !== null && inner.URL === 'about:blank');
}

/** The limit of which the page has told, as long as what it limits goes on. */
function limitStill({ limit, state, call }) {
  // Of one moment the page's clocks may tell a little differently each time, and what is found out
  // later lies before.
  const isOf = (since) => since !== null && since < limit.since + 1_000;
  const goesOn = () => limit.state === state.state && isOf(state.since);
  return limit && (goesOn() || (limit.state === 'hold' && isOf(call.holdSince))) ? limit : null;
}

const textOf = (value) => (value === null || value === undefined || value === '' ? undefined : String(value));
