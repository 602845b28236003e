// Later than the module: the agent's day as it stands on the call card while there is no call.
import { AdoptedSheet } from '../adopted_sheet.js';
import { CopyButton } from '../copy_button.js';
import { element, put } from '../elements.js';
import { Strip } from './strip.js';
import { STYLE } from './style.js';
import { sumsOf } from './sums.js';
import { Table, rowsOf, tabbed } from './table.js';
import { duration, inMinutes, midnight, timeOfDay } from './times.js';

const HOUR_MS = 3_600_000;
/** Of how many hours the strip is at most. */
const HOURS_MAX = 10;
/** For how many ms more a state is drawn as it was last seen. */
const AWAITED_MS = 60_000;
/** A figure of which nothing tells. */
const NOT_TOLD = '–';
/** The figures: the name of each sum, and the state that has its word, but for calls. */
const FIGURES = { calls: undefined, talking: 'talking', hold: 'hold', wrapUp: 'wrap-up', rest: 'rest' };

export class Drawing {
  #words;
  #record;
  #title = element('h3', '');
  #open = element('button', 'small');
  #copy = new CopyButton(() => tabbed(this.#rows()), (isCopied) => this.#copied(isCopied));
  #refused = element('p', 'day-refused');
  #figures = new Map();
  #strip = new Strip((entry) => this.#say(entry));
  #table = new Table();
  #place = element('div', 'day-table-place');
  #whole;
  #sheet = new AdoptedSheet(STYLE);

  constructor() {
    const figures = element('dl', 'day-figures');
    for (const name of Object.keys(FIGURES)) {
      const [word, figure] = [element('dt', ''), element('dd', '')];
      this.#figures.set(name, [word, figure]);
      const both = element('div', '', word, figure);
      both.dataset.sum = name;
      figures.append(both);
    }
    this.#refused.setAttribute('aria-live', 'polite');
    this.#open.type = 'button';
    this.#open.addEventListener('click', () => this.#toggle(!this.#isOpen));
    const head = element('div', 'day-head', this.#title, this.#open, this.#copy.element);
    this.#whole = element('div', 'day', head, figures, ...this.#strip.elements, this.#refused, this.#place);
    this.#whole.setAttribute('role', 'group');
  }

  /** Draws what the record knows as of `now` on `card`; `words` are as `wordsOf` gives them. */
  draw(card, record, now, words) {
    [this.#record, this.#words] = [record, words];
    if (this.#whole.parentNode !== card) card.append(this.#whole);
    this.#sheet.dress(card);
    const today = midnight(now);
    const entries = record.entries(now);
    const [first] = entries;
    const { until } = entries.at(-1);
    const start = Math.max(first.from, today);
    put(this.#whole, 'ariaLabel', words.title);
    put(this.#title, 'textContent', words.since.replace('{}', () => timeOfDay(start)));
    put(this.#open, 'textContent', words.table);
    this.#copy.speak(words);
    const sums = sumsOf(entries, today);
    for (const [name, [word, figure]] of this.#figures) {
      put(word, 'textContent', name === 'calls' ? words.calls : words.nameOf(FIGURES[name]));
      const text = textOf(sums, name, words.tag);
      put(figure, 'textContent', text);
      put(figure, 'title', { '~': words.short_calls, [NOT_TOLD]: words.untold_holds }[text[0]] ?? '');
    }
    // The next answer is awaited, which is no gap yet.
    const end = now - until > AWAITED_MS ? now : until;
    this.#strip.draw(record, entries, Math.max(end - HOURS_MAX * HOUR_MS, Math.min(first.from, end - HOUR_MS)), end);
    if (this.#isOpen) this.#table.draw(this.#rows(), words.about);
  }

  /** Stays as it looks, where the panel has been moved to another document. */
  stay() {
    if (this.#whole.isConnected) this.#sheet.dress(this.#whole);
  }

  /** Takes it from the page. */
  end() {
    this.#copy.end();
    this.#sheet.end();
    this.#whole.remove();
  }

  #say({ state, from, until, isAbout }) {
    const times = `${isAbout ? '~' : ''}${timeOfDay(from)}–${timeOfDay(until)}`;
    return `${this.#words.nameOf(state)} ${times} (${duration(until - from)})`;
  }

  #rows() {
    const { from, until, state, duration: lasted, nameOf } = this.#words;
    return rowsOf(this.#record.entries(), [from, until, state, lasted], nameOf);
  }

  get #isOpen() {
    return this.#place.firstChild !== null;
  }

  /** Opens the table, or closes it. */
  #toggle(isOpen) {
    put(this.#open, 'ariaExpanded', String(isOpen));
    if (isOpen) this.#table.draw(this.#rows(), this.#words.about);
    this.#place.replaceChildren(...(isOpen ? [this.#table.element] : []));
  }

  /** Where it could not be copied, the table is there to be copied by hand. */
  #copied(isCopied) {
    put(this.#refused, 'textContent', isCopied ? '' : this.#words.refused);
    if (!isCopied) this.#toggle(true);
  }
}

/** A sum as it is shown. Polls tell of no hold, and may miss a call between two of them. */
function textOf({ areHeard, ...sums }, name, tag) {
  if (name === 'calls') return (areHeard ? '' : '~') + sums.calls;
  return name === 'hold' && !areHeard ? NOT_TOLD : inMinutes(sums[name], tag);
}
