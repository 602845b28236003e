// Later than the module, with the first state or the first message of the connection: what looks at
// all that the panel tells, and does more with it than to show it.
import { CallData } from './call_data.js';
import { CallWaiting } from './call_waiting.js';
import { Day } from './day.js';
import { ShownNotices } from './shown_notices.js';
import { TabFace } from './tab_face.js';

export class Later {
  #panel;
  #parts;

  /** `panel` as in `panel_module.js`. */
  constructor(panel) {
    this.#panel = panel;
    this.#parts = [new CallWaiting(panel), new CallData(panel), new Day(panel), new TabFace(panel), new ShownNotices(panel)];
  }

  /** Takes an event that was told to the host, or that something else may be new. */
  told(name, detail) {
    const snapshot = this.#panel.call((handle) => handle.snapshot());
    // The panel may have gone since it told something.
    if (snapshot === undefined) return;
    const { root, diagnostics } = this.#panel;
    diagnostics.about.layout = root.dataset.layout;
    for (const part of this.#parts) {
      try {
        part.told?.(name, detail, snapshot);
      } catch (error) {
        // What one of them cannot do, is nothing that keeps the others from it.
        reportError(error);
      }
    }
  }

  /** The panel is gone. */
  end() {
    for (const part of this.#parts) part.end();
  }
}
