// Later than the module: the agent's day as it stands on the call card while there is no call.
import { styleSheetFor } from '../style_sheet.js';
import { Strip, element, put } from './strip.js';
import { STYLE } from './style.js';
import { sumsOf } from './sums.js';
import { drawTable, rowsOf, tabbed } from './table.js';
import { duration, inMinutes, midnight, timeOfDay } from './times.js';

const HOUR_MS = 3_600_000;
/** Of how many hours the strip is at most. */
const HOURS_MAX = 10;
/** For how many ms more a state is drawn as it was last seen. */
const AWAITED_MS = 60_000;
/** How long the button says that it has copied, in ms. */
const SAID_MS = 3_000;
/** The figures: the name of each sum, and the state that has its word, but for calls. */
const FIGURES = { calls: undefined, talking: 'talking', hold: 'hold', wrapUp: 'wrap-up', rest: 'rest' };

export class Drawing {
  #words;
  #record;
  #title = element('h3', '');
  #open = element('button', 'small');
  #copy = element('button', 'small');
  #refused = element('p', 'day-refused');
  #figures = new Map();
  #strip = new Strip((entry) => this.#say(entry));
  #place = element('div', 'day-table-place');
  #shownRows = 0;
  #timer;
  #whole;
  /** The sheet, and where it stands. */
  #sheet;
  #root;

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
    for (const button of [this.#open, this.#copy]) button.type = 'button';
    this.#open.addEventListener('click', () => this.#toggle(this.#place.firstChild === null));
    this.#copy.addEventListener('click', () => this.#copyTable());
    const head = element('div', 'day-head', this.#title, this.#open, this.#copy);
    this.#whole = element('div', 'day', head, figures, ...this.#strip.elements, this.#refused, this.#place);
    this.#whole.setAttribute('role', 'group');
  }

  /** Draws what the record knows as of `now` on `card`; `words` are as `wordsOf` gives them. */
  draw(card, record, now, words) {
    [this.#record, this.#words] = [record, words];
    this.#dress(card);
    const today = midnight(now);
    const entries = record.entries(now);
    const [first] = entries;
    const { until } = entries.at(-1);
    const start = Math.max(first.from, today);
    put(this.#whole, 'ariaLabel', words.title);
    put(this.#title, 'textContent', words.since.replace('{}', () => timeOfDay(start)));
    put(this.#open, 'textContent', words.table);
    if (!this.#timer) put(this.#copy, 'textContent', words.copy);
    const sums = sumsOf(entries, today);
    for (const [name, [word, figure]] of this.#figures) {
      put(word, 'textContent', name === 'calls' ? words.calls : words.nameOf(FIGURES[name]));
      put(figure, 'textContent', name === 'calls' ? String(sums.calls) : inMinutes(sums[name], words.tag));
    }
    // The next answer is awaited, which is no gap yet.
    const end = now - until > AWAITED_MS ? now : until;
    this.#strip.draw(record, entries, Math.max(end - HOURS_MAX * HOUR_MS, Math.min(first.from, end - HOUR_MS)), end);
    // What somebody reads, or has marked, stays until there is more.
    this.#toggle(this.#shownRows > 0, entries.length !== this.#shownRows);
  }

  /** Takes it from the page. */
  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // In a template there is no window, and what is adopted there cannot be changed.
    if (this.#root && this.#whole.ownerDocument.defaultView) {
      const { adoptedStyleSheets: sheets } = this.#root;
      if (sheets.includes(this.#sheet)) this.#root.adoptedStyleSheets = sheets.filter((sheet) => sheet !== this.#sheet);
    }
    this.#whole.remove();
  }

  /** Whoever moves the panel to another document leaves the sheet behind. */
  #dress(card) {
    if (this.#whole.parentNode !== card) card.append(this.#whole);
    this.#root = card.getRootNode();
    const { adoptedStyleSheets: sheets } = this.#root;
    this.#sheet = styleSheetFor(card.ownerDocument, STYLE);
    if (!sheets.includes(this.#sheet)) this.#root.adoptedStyleSheets = [...sheets, this.#sheet];
  }

  #say({ state, from, until, isAbout }) {
    const times = `${isAbout ? '~' : ''}${timeOfDay(from)}–${timeOfDay(until)}`;
    return `${this.#words.nameOf(state)} ${times} (${duration(until - from)})`;
  }

  #rows() {
    const { from, until, state, duration: lasted, nameOf } = this.#words;
    return rowsOf(this.#record.entries(), [from, until, state, lasted], nameOf);
  }

  /** Opens the table, or closes it. */
  #toggle(isOpen, isNew = true) {
    put(this.#open, 'ariaExpanded', String(isOpen));
    if (!isNew) return;
    const rows = isOpen ? this.#rows() : [];
    this.#place.replaceChildren(...(isOpen ? [drawTable(rows, this.#words.about)] : []));
    // The head is none.
    this.#shownRows = Math.max(0, rows.length - 1);
  }

  async #copyTable() {
    const { copy, copied, refused } = this.#words;
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(tabbed(this.#rows()));
    } catch {
      // An iframe needs leave of the page around it, and no page without TLS has a clipboard.
      isCopied = false;
    }
    put(this.#refused, 'textContent', isCopied ? '' : refused);
    if (!isCopied) return this.#toggle(true);
    put(this.#copy, 'textContent', copied);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      put(this.#copy, 'textContent', copy);
    }, SAID_MS);
  }
}
