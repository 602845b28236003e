// Later than the module, with `desk`: call data that is made of keys and values has a row for each,
// whose value is copied alone.
import { AdoptedSheet } from './adopted_sheet.js';
import { CopyButton } from './copy_button.js';
import { deskWords } from './desk_words.js';
import { element } from './elements.js';
import { pairsIn } from './pairs.js';
import { shown } from './texts.js';

/** Of how many keys a row is shown, and how many characters of a key and of a value. */
const ROWS_MAX = 12;
const KEY_SHOWN = 40;
const VALUE_SHOWN = 80;

/** A row for all of it has no text where each key has one; its button stays in line with the others. */
const STYLE = `@layer parts {
  .row[data-field="call-datum"] {
    grid-column: 1 / -1;
    margin-inline-start: 0.5em;
    padding-inline-start: 0.5em;
    border-inline-start: 2px solid var(--_cec-line);

    & dt { overflow-wrap: anywhere; }
    /* A key is longer than a label of the card. */
    @container (min-width: 22.5em) { --_cec-label: 7em; }
  }
  .row:has(+ [data-all]) dd { justify-content: flex-end; }
  .row:has(+ [data-all]) :is(bdi, button:not([aria-label])) { display: none; }
}
`;

export class CallData {
  #page;
  #list;
  #sheet = new AdoptedSheet(STYLE);
  /** The call's text, what is drawn of it, of which text and in which language that is, and its buttons. */
  #text = '';
  #drawn = [];
  #what;
  #buttons = [];
  /** The rows come and go with the calls, and change in their place. */
  #watch = new MutationObserver(() => this.#draw());

  /** `page`: `root` is the panel's; `call` calls with its handle, see `PanelHandle` in `entry.rs`, while
   *  there is one; `tag` gives the tag of the language that is spoken. */
  constructor(page) {
    this.#page = page;
    this.#list = page.root.querySelector('.call-rows');
    this.#watch.observe(this.#list, { childList: true, attributeFilter: ['data-field'], subtree: true });
  }

  /** Takes that something may be new, and what the panel shows now. */
  told(_name, _detail, { call }) {
    this.#text = call.callData ?? '';
    this.#draw();
    if (this.#drawn.length > 0) this.#sheet.dress(this.#drawn[0]);
  }

  /** The panel is gone. */
  end() {
    this.#watch.disconnect();
    this.#take();
    this.#sheet.end();
  }

  #take() {
    for (const button of this.#buttons.splice(0)) button.end();
    for (const row of this.#drawn.splice(0)) row.remove();
  }

  /** Draws the rows behind that of the whole, where that is and they are not. */
  #draw() {
    const row = this.#list.querySelector(':scope > [data-field="call-data"]');
    const tag = this.#page.tag();
    const what = row && JSON.stringify([this.#text, tag]);
    if (what === this.#what && (this.#drawn.length === 0 || this.#drawn[0].previousSibling === row)) return;
    this.#what = what;
    this.#take();
    const pairs = row ? pairsIn(this.#text) : [];
    if (pairs.length === 0) return;
    this.#drawn = pairs.slice(0, ROWS_MAX).map((pair) => this.#row(pair, deskWords(tag)));
    if (pairs.length <= ROWS_MAX) this.#drawn[0].dataset.all = '';
    row.after(...this.#drawn);
    this.#sheet.dress(row);
  }

  #row([key, value], words) {
    const name = shown(key, KEY_SHOWN);
    const text = element('bdi', '', shown(value, VALUE_SHOWN));
    const datum = element('dd', '', text);
    if (value !== '') {
      // What is marked can be copied by hand.
      const copy = new CopyButton(() => value, (isCopied) => isCopied || getSelection().selectAllChildren(text), name);
      copy.speak(words);
      this.#buttons.push(copy);
      datum.append(copy.element);
    }
    const row = element('div', 'row', element('dt', '', element('bdi', '', name)), datum);
    row.dataset.field = 'call-datum';
    return row;
  }
}
