// Beside the module, and without it: a button that copies a text.

/** How long it says that it has copied, in ms. */
const SAID_MS = 3_000;

export class CopyButton {
  element = document.createElement('button');
  #textOf;
  #done;
  #name;
  #words;
  #timer;

  /** `textOf` gives the text; `done` hears whether it was copied: there is no clipboard without TLS,
   *  and maybe none in a frame. `name`, where there is one, is of what is copied, for who cannot see where
   *  the button stands, and who also hears what came of it. */
  constructor(textOf, done, name) {
    this.#textOf = textOf;
    this.#done = done;
    this.#name = name;
    if (name) this.element.ariaLive = 'polite';
    Object.assign(this.element, { type: 'button', className: 'small', onclick: () => this.#copy() });
  }

  /** Speaks with those words, `copy` and `copied`. */
  speak(words) {
    this.#words = words;
    if (!this.#timer) this.#say(words.copy);
  }

  /** It is of no use any more. */
  end() {
    this.#timer = clearTimeout(this.#timer);
  }

  #say(text) {
    if (this.element.textContent !== text) this.element.textContent = text;
    if (this.#name) this.element.ariaLabel = `${text} ${this.#name}`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#textOf());
    } catch {
      return this.#done(false);
    }
    this.end();
    this.#say(this.#words.copied);
    this.#timer = setTimeout(() => {
      this.end();
      this.speak(this.#words);
    }, SAID_MS);
    return this.#done(true);
  }
}
