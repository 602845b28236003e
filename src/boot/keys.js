// Later than the module, when the details are opened or Alt and Shift are held: what the agent does
// by a key. A key clicks the button that has it, and the details name all that may have one.
import { hasRow } from './fields.js';

/** Each letter, what it clicks, in the order of the words `keys`, and by which settings there is never such
 *  a button. Alt and Shift with a letter type nothing in Windows, and few are taken: A, B, I and T by browsers. */
const KEYS = [
  ['C', '[data-field="caller"] button[aria-label]', (settings) => settings.maskNumbers === true || !hasRow('caller', settings)],
  ['U', '[data-field="call-id"] button[aria-label]', (settings) => !hasRow('call-id', settings)],
  ['D', '.connection summary'],
  ['S', '.connection details > button'],
  ['W', '.small-window'],
];
const IS_APPLE = /^(Mac|iP)/.test(navigator.platform);
const HELD = IS_APPLE ? '⌥⇧' : 'Alt+Shift+';

export class Keys {
  #panel;
  #details;
  #list;
  #rows;

  /** `panel` as in `extras.js`; the keys are named in `details`. */
  constructor(panel, details) {
    this.#panel = panel;
    this.#details = details;
    // The card's buttons come and go with the calls.
    this.#rows = new MutationObserver(() => this.#mark());
    this.#rows.observe(panel.root.querySelector('.call-rows'), { childList: true });
  }

  /** Takes a key that was pressed in `target`. */
  press(event, target) {
    const isOther = event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.metaKey;
    if (isOther || !this.#isOn() || types(event, target)) return;
    const [letter, selector] = KEYS.find(([it]) => it === letterOf(event)) ?? [];
    const button = selector && !isAccessKey(letter) && this.#panel.root.querySelector(selector);
    if (!button) return;
    event.preventDefault();
    this.#panel.diagnostics.note({ what: 'key', key: letter });
    button.click();
  }

  /** Names the keys in the details. */
  show() {
    this.#list?.remove();
    this.#mark();
    if (!this.#isOn()) return;
    const words = this.#panel.words('keys');
    this.#list = document.createElement('ul');
    this.#list.className = 'keys';
    for (const [index, [letter, , isNever]] of KEYS.entries()) {
      if (isNever?.(this.#panel.settings())) continue;
      const [item, key] = [document.createElement('li'), document.createElement('kbd')];
      key.textContent = HELD + letter;
      item.append(words[index], ' ', key);
      this.#list.append(item);
    }
    this.#details.append(this.#list);
  }

  /** The panel is gone. */
  end() {
    this.#rows.disconnect();
  }

  #isOn() {
    return this.#panel.settings().keyboard !== 'off' && this.#panel.isFirst();
  }

  #mark() {
    for (const [letter, selector] of KEYS) {
      const button = this.#panel.root.querySelector(selector);
      if (!button) continue;
      if (this.#isOn()) button.setAttribute('aria-keyshortcuts', `Alt+Shift+${letter}`);
      else button.removeAttribute('aria-keyshortcuts');
    }
  }
}

/** Whether the key types a character where it was pressed. */
function types(event, target) {
  const isField = target?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target?.nodeName);
  return isField && (IS_APPLE || event.getModifierState('AltGraph'));
}

/** The letter on the key; where a layout has other letters than Latin ones, the one at its place. On an
 *  Apple keyboard Option makes another character of each letter. */
function letterOf({ key, code }) {
  const isItself = /^[a-z]$/i.test(key) || (!IS_APPLE && /^\p{Script=Latin}$/u.test(key));
  return (isItself ? key : code.replace('Key', '')).toUpperCase();
}

/** Whether the page gives that letter to something else. The browser obeys that after the page's
 *  scripts, and not if they prevent it. */
const isAccessKey = (letter) => document.querySelector(`[accesskey="${letter}" i]`) !== null;
