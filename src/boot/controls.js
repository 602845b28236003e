// Before the module, and without it: what a host does with a panel. Settings and session are
// kept for the module, and what happens in the meantime waits.
import { jsonText } from './json_text.js';
import { SentCommands } from './sent_commands.js';
import { emptySnapshot, withAges } from './snapshot.js';

/** How many events and commands wait for the module; of more, the oldest go. */
const WAITING_MAX = 100;
/** The longest text that is handed to the module, in characters. */
const TEXT_MAX = 65_536;

export class Controls {
  #settings;
  #agentId;
  #guid;
  #waiting = [];
  #panel;
  #complain;
  /** Whether what a host elsewhere has sent last was no command. */
  #isNone = false;
  #commands = new SentCommands((word) => this.#send('showCommand', word));

  /** Takes JSON text with the keys of config.json in the place of all former settings. */
  configure(settings) {
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#panel?.configure(settings ?? '{}');
  }

  /** Takes what the host says of the session: two texts, or nothing of either. To hear the
   *  same again may tell the module that the session is good again. */
  setSession(agentId, guid) {
    this.#agentId = agentId;
    this.#guid = guid;
    this.#call((handle) => handle.setSession(agentId, guid));
  }

  /** Takes an event of the gateway, as an object or as its JSON text. */
  pushEvent(event) {
    this.#send('pushEvent', event);
  }

  /** Takes a command that the host has sent: its number, an object that holds it, or the
   *  JSON text of either, and more about it. Gives what takes it back. */
  showCommand(command, more) {
    return this.#commands.show(command, more);
  }

  /** Takes what a host that is elsewhere says of its commands, which does not hear that one was none: what
   *  it says of that next is of none, either. */
  sayOfCommand(word) {
    if (this.#isNone && isOfLast(word)) return;
    this.#isNone = this.#send('showCommand', word) === false;
  }

  /** Has the gateway asked now, as far as the limits allow. */
  refresh() {
    this.#call((handle) => handle.refresh());
  }

  /** All that a host may know at this moment. */
  snapshot(version = null) {
    const known = this.#call((handle) => handle.snapshot());
    return withAges(known ?? emptySnapshot(version, this.#agentId ?? null));
  }

  /** Puts the panel into `root`. `language`, `page` and `died` are as the module's `mount` has
   *  them. */
  mount(module, root, language, standalone, page, died) {
    const given = { language, settings: this.#settings, agentId: this.#agentId, guid: this.#guid, standalone };
    this.#complain = page.complain;
    this.#panel = module.mount(root, given, page, died);
    for (const [method, text] of this.#waiting.splice(0)) this.#send(method, text);
  }

  /** Ends the panel; settings and session stay. */
  unmount() {
    this.#panel?.unmount();
    this.#panel = undefined;
    this.#waiting = [];
  }

  /** Gives false where the module says that this cannot be meant. */
  #send(method, value) {
    const text = typeof value === 'string' ? value : jsonText(value);
    if (text === undefined || text.length > TEXT_MAX) return undefined;
    if (!this.#panel) {
      this.#waiting.push([method, text]);
      if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
      return undefined;
    }
    const isMeant = this.#call((handle) => handle[method](text));
    if (isMeant === false) this.#complain(method, 'wrong-value');
    return isMeant;
  }

  #call(act) {
    return this.#panel?.call(act);
  }
}

/** Whether it is said of the command before: what the gateway has answered, or that it is taken back. */
function isOfLast(word) {
  try {
    const said = typeof word === 'string' ? JSON.parse(word) : word;
    return said === 0 || Object.hasOwn(Object(said), 'accepted');
  } catch {
    return false;
  }
}
