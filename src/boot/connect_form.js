// Later than the module, with `extras`: the connect form, a session typed by hand, where no portal writes
// one. What was typed is checked before anything is sent, and the Guid leaves the field as soon as it
// is used.
import { AdoptedSheet } from './adopted_sheet.js';
import { element, put } from './elements.js';

const STYLE = `@layer parts {
  .connect {
    & form { display: grid; gap: 0.25em; padding-block: 0.5em 0.25em; }
    & label {
      --_cec-size: var(--_cec-small);
      display: grid;
      color: var(--_cec-quiet);
      font-size: calc(1em * var(--_cec-size));
    }
    & input {
      min-block-size: calc(2em / var(--_cec-size));
      padding: calc(0.25em / var(--_cec-size)) calc(0.5em / var(--_cec-size));
      border: 1px solid var(--_cec-quiet);
      border-radius: calc(0.375em / var(--_cec-size));
      background: var(--_cec-ground);
      color: var(--_cec-text);
      font: inherit;
    }
    & input[aria-invalid="true"] { border-color: var(--_cec-bad); }
    & .wrong { min-block-size: 1.4em; color: var(--_cec-bad); font-size: calc(1em * var(--_cec-small)); }
    & button { justify-self: start; }
  }
}
`;

/** The fields: of each its name, what its input is besides, and the bit of `connect` in `entry.rs` that
 *  says that it cannot be used. */
const FIELDS = [
  ['agent-id', { inputMode: 'numeric' }, 1],
  ['guid', { type: 'password' }, 2],
];

export class ConnectForm {
  #panel;
  #form = element('form', '');
  #fields = FIELDS.map(([name, more, bit]) => new Field(name, more, bit));
  #connect = element('button', '');
  #sheet = new AdoptedSheet(STYLE);

  /** `panel` as in `extras.js`. */
  constructor(panel) {
    this.#panel = panel;
    this.#form.noValidate = true;
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    this.#form.append(...this.#fields.flatMap(({ elements }) => elements), this.#connect);
  }

  /** Stands in `offer`, which the agent has opened. */
  showIn(offer) {
    if (this.#form.parentNode === offer) return;
    this.speak();
    offer.append(this.#form);
    this.#sheet.dress(offer);
  }

  /** In the language that is spoken now. */
  speak() {
    const [title, connect, ...words] = this.#panel.words('connect');
    put(this.#form, 'ariaLabel', title);
    put(this.#connect, 'textContent', connect);
    for (const [index, field] of this.#fields.entries()) field.speak(words[2 * index], words[2 * index + 1]);
  }

  /** The panel is gone. */
  end() {
    this.#form.remove();
    this.#sheet.end();
  }

  #submit(event) {
    event.preventDefault();
    const [agentId, guid] = this.#fields.map(({ input }) => input.value);
    const wrong = this.#panel.call((handle) => handle.connect(agentId, guid));
    for (const field of this.#fields) field.judge(wrong);
    if (wrong === 0) for (const { input } of this.#fields) input.value = '';
  }
}

/** A field under its label, and what is wrong with it: empty, and in its place, while nothing is. */
class Field {
  input = element('input', '');
  elements;
  #label = element('span', '');
  #wrong = element('p', 'wrong');
  #bit;
  #isWrong = false;
  #text = '';

  constructor(name, more, bit) {
    this.#bit = bit;
    this.#wrong.id = `${name}-wrong`;
    this.#wrong.setAttribute('aria-live', 'polite');
    Object.assign(this.input, { name, autocomplete: 'off', spellcheck: false, ariaInvalid: 'false', ...more });
    this.input.setAttribute('aria-describedby', this.#wrong.id);
    this.elements = [element('label', '', this.#label, this.input), this.#wrong];
  }

  /** Its label, and what is said where it cannot be used. */
  speak(label, text) {
    put(this.#label, 'textContent', label);
    this.#text = text;
    this.#say();
  }

  /** `wrong`: the bits of what cannot be used. */
  judge(wrong) {
    this.#isWrong = (wrong & this.#bit) !== 0;
    this.#say();
  }

  #say() {
    put(this.input, 'ariaInvalid', String(this.#isWrong));
    put(this.#wrong, 'textContent', this.#isWrong ? this.#text : '');
  }
}
