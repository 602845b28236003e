// Beside the module, and without it: a button that copies a text.

/** How long it says that it has copied, in ms. */
const SAID_MS = 3_000;

export class CopyButton {
  element = document.createElement('button');
  #textOf;
  #done;
  #words;
  #timer;

  /** `textOf` gives the text; `done` hears whether it was copied: there is no clipboard without TLS,
   *  and maybe none in a frame. */
  constructor(textOf, done) {
    this.#textOf = textOf;
    this.#done = done;
    Object.assign(this.element, { type: 'button', className: 'small', onclick: () => this.#copy() });
  }

  /** Speaks with those words, `copy` and `copied`. */
  speak(words) {
    this.#words = words;
    if (!this.#timer && this.element.textContent !== words.copy) this.element.textContent = words.copy;
  }

  /** It is of no use any more. */
  end() {
    this.#timer = clearTimeout(this.#timer);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#textOf());
    } catch {
      return this.#done(false);
    }
    this.end();
    this.element.textContent = this.#words.copied;
    this.#timer = setTimeout(() => {
      this.end();
      this.speak(this.#words);
    }, SAID_MS);
    return this.#done(true);
  }
}
