// Later than the module: where the agent's day is kept, so that a reload does not end it: in the
// tab's sessionStorage, where the panel uses that at all; and who else has it: the panels of the
// same agent in other tabs. There is no secret in it, and nothing of a call.
import { Record } from './record.js';

const STORED = 'cec-agent-panel.day';
/** The channel's first word, with the version of what is said there. */
const CHANNEL = 'cec-agent-panel.day.2';

export class Kept {
  /** Whose day it is: that of an agent at a gateway. */
  whose;
  #hasStorage;
  #heard;
  #channel;
  #record;
  #listen = () => this.#begin();
  #leave = () => {
    this.keep(this.#record);
    this.#end();
  };

  /** `heard` takes each record that another panel of the agent has, and whether that one leads; or
   *  nothing, where it asks for this one's. */
  constructor(whose, hasStorage, heard) {
    this.whose = whose;
    this.#hasStorage = hasStorage;
    this.#heard = heard;
    this.#record = this.#stored();
    // A page in the back/forward cache holds no channel, or it would not be kept there.
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#listen);
    this.#begin();
  }

  /** What is kept. */
  get record() {
    return this.#record;
  }

  /** Keeps the record. */
  keep(record) {
    this.#record = record;
    if (!this.#hasStorage) return;
    try {
      sessionStorage.setItem(STORED, JSON.stringify({ whose: this.whose, ...record.written() }));
    } catch {
      // There is no storage, or no room in it.
    }
  }

  /** Tells the others what is kept, and whether that is what all show. */
  say(leads) {
    this.#channel?.postMessage({ leads, ...this.#record.written() });
  }

  /** Lets go of everything; where the session is over, what was kept goes too. */
  end(isOver) {
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#listen);
    if (isOver) this.#remove();
    else this.keep(this.#record);
    this.#end();
  }

  /** What the load before has kept; of anybody else, it goes. */
  #stored() {
    if (!this.#hasStorage) return new Record();
    try {
      const stored = JSON.parse(sessionStorage.getItem(STORED));
      if (stored?.whose === this.whose) {
        const record = Record.read(stored);
        record.goOn();
        return record;
      }
    } catch {
      // There is no storage, or nobody knows what stands there.
    }
    this.#remove();
    return new Record();
  }

  #remove() {
    if (!this.#hasStorage) return;
    try {
      sessionStorage.removeItem(STORED);
    } catch {
      // There is no storage.
    }
  }

  #begin() {
    if (this.#channel) return;
    try {
      this.#channel = new BroadcastChannel(`${CHANNEL} ${this.whose}`);
    } catch {
      // There are none, or the page refuses them: the tab is alone.
      return;
    }
    this.#channel.onmessage = ({ data }) => {
      if (data === 'ask') this.#heard();
      else this.#heard(Record.read(data), Object(data).leads === true);
    };
    this.#channel.postMessage('ask');
  }

  #end() {
    this.#channel?.close();
    this.#channel = undefined;
  }
}
