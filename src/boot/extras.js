// Later than the module, when it is first wanted: the small window and the keys.
import { Keys } from './keys.js';
import { SmallWindow } from './small_window.js';

export class Later {
  #panel;
  #keys;
  #window;
  /** Where the agent is told why there is no window. */
  #said = document.createElement('p');

  /** `panel`: what `Keys` and `SmallWindow` want of it. */
  constructor(panel) {
    this.#panel = panel;
    this.#said.setAttribute('role', 'status');
    panel.root.querySelector('.small-window').after(this.#said);
    this.#keys = new Keys(panel);
    this.#window = new SmallWindow({ ...panel, say: (kind) => this.#say(kind) });
  }

  /** Takes an event: the details have been opened or closed, or a key was pressed in `target`. */
  take(event, target) {
    if (event.type === 'toggle') this.#keys.show();
    else this.#keys.press(event, target);
  }

  /** Opens the small window, or closes it. */
  toggleWindow() {
    return this.#window.toggle();
  }

  /** The panel is gone. */
  end() {
    this.#keys.end();
    this.#window.end();
    this.#said.remove();
  }

  /** Says it where it is seen; with nothing, what was said no longer holds. */
  #say(kind) {
    if (kind !== undefined) this.#panel.root.querySelector('.connection details').open = true;
    this.#said.textContent = kind === undefined ? '' : this.#panel.words('window')[kind];
  }
}
