// Later than the module, with the first state: what looks at all that the panel tells, and does more
// with it than to show it.
import { CallData } from './call_data.js';
import { CallWaiting } from './call_waiting.js';
import { Day } from './day.js';

export class Later {
  #parts;

  /** `panel` as in `panel_module.js`. */
  constructor(panel) {
    this.#parts = [new CallWaiting(panel), new CallData(panel), new Day(panel)];
  }

  /** Takes an event that was told to the host, or that something else may be new. */
  told(name, detail) {
    for (const part of this.#parts) part.told(name, detail);
  }

  /** The panel is gone. */
  end() {
    for (const part of this.#parts) part.end();
  }
}
