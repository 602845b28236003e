// Later than the module: the agent's day as a strip. Whatever it holds, it is made of as many elements: a
// shift may have a thousand states. A state is told by its colour and by its height.
import { element, put } from '../elements.js';
import { toneOf } from './states.js';
import { fullHour, timeOfDay } from './times.js';

const SVG = 'http://www.w3.org/2000/svg';
/** How many units the strip is wide, and high. */
const WIDTH = 1_000;
const HEIGHT = 100;
/** How wide a gap is at least, in units: it has to be seen. */
const GAP_MIN = 10;
/** How high the states of a tone stand. */
const HEIGHTS = { 'in-call': 100, 'ringing': 100, 'wrap-up': 75, 'ready': 50, 'not-ready': 30, 'offline': 12, 'unknown': 12 };
/** What is drawn one over the other: all that is known, the tones, and what was found by polls. */
const LAYERS = ['known', ...Object.keys(HEIGHTS), 'polled'];
/** An hour's mark beyond that leaves no room for its text, in units: where it is wide, and else. */
const LAST_MARK = 930;
const LAST_NARROW_MARK = 820;
/** Of up to how many hours each half has a mark, and, where it is narrow, each one. */
const FEW_HOURS = 2;
const NARROW_HOURS = 5;
const MARKS_MAX = 11;
const HOUR_MS = 3_600_000;

export class Strip {
  #bar = element('div', 'day-strip');
  #hours = element('div', 'day-hours');
  #layers = new Map();
  #marks = [];
  #record;
  #start = 0;
  #end = 1;
  #say;
  elements = [this.#bar, this.#hours];

  /** `say` gives what an entry says to who points at it. */
  constructor(say) {
    this.#say = say;
    const picture = document.createElementNS(SVG, 'svg');
    picture.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    picture.setAttribute('preserveAspectRatio', 'none');
    for (const layer of LAYERS) {
      const path = document.createElementNS(SVG, 'path');
      path.dataset.layer = layer;
      this.#layers.set(layer, path);
    }
    picture.append(...this.#layers.values());
    const ground = element('div', 'day-ground');
    this.#bar.append(ground, picture);
    for (let mark = 0; mark < MARKS_MAX; mark += 1) this.#marks.push(element('span', 'day-hour'));
    this.#hours.append(...this.#marks);
    // The table says the same, and more.
    for (const part of this.elements) part.setAttribute('aria-hidden', 'true');
    this.#bar.addEventListener('pointermove', (event) => this.#point(event));
  }

  /** Draws the entries of a record from `start` to `end`. The record itself is kept, not its entries:
   *  as numbers they are a fifth as large. */
  draw(record, entries, start, end) {
    [this.#record, this.#start, this.#end] = [record, start, end];
    const paths = Object.fromEntries(LAYERS.map((layer) => [layer, []]));
    for (const { state, left, right, isAbout } of this.#pieces(entries)) {
      const tone = toneOf(state);
      const width = right - left;
      paths.known.push(`M${left} 0h${width}v${HEIGHT}h${-width}z`);
      paths[tone].push(`M${left} ${HEIGHT}v${-HEIGHTS[tone]}h${width}v${HEIGHTS[tone]}z`);
      if (isAbout) paths.polled.push(`M${left} ${HEIGHT}h${width}`);
    }
    for (const [layer, path] of this.#layers) put(path, 'd', paths[layer].join(''));
    // Before the first of them nobody has looked, which is no gap.
    const [first] = entries;
    this.#bar.firstChild.style.insetInlineStart = `${this.#place(first ? Math.max(first.from, start) : end) / 10}%`;
    this.#markHours();
  }

  /** Where the known entries stand, in units. A gap that is too narrow takes room from them. */
  #pieces(entries) {
    const pieces = [];
    let least = 0;
    for (const { state, from, until, isAbout } of entries) {
      if (until <= this.#start) continue;
      const [left, right] = [this.#place(from), this.#place(until)];
      if (state === 'unknown') {
        const more = Math.max(0, (GAP_MIN - (right - left)) / 2);
        for (const piece of pieces) piece.right = Math.min(piece.right, left - more);
        least = right + more;
      } else {
        pieces.push({ state, left: Math.max(left, least), right, isAbout });
      }
    }
    return pieces.map(whole).filter(({ left, right }) => right > left);
  }

  /** Where a moment stands, in units. */
  #place(moment) {
    const share = (moment - this.#start) / (this.#end - this.#start);
    return WIDTH * Math.min(1, Math.max(0, share));
  }

  #markHours() {
    const length = this.#end - this.#start;
    const step = length > FEW_HOURS * HOUR_MS ? HOUR_MS : HOUR_MS / 2;
    const first = fullHour(this.#start);
    let moment = first + Math.ceil((this.#start - first) / step) * step;
    for (const mark of this.#marks) {
      const place = this.#place(moment);
      mark.hidden = moment > this.#end || place > LAST_MARK;
      const isOdd = length > NARROW_HOURS * HOUR_MS && new Date(moment).getHours() % 2 === 1;
      mark.dataset.narrow = place <= LAST_NARROW_MARK && !isOdd;
      mark.style.insetInlineStart = `${place / 10}%`;
      put(mark, 'textContent', mark.hidden ? '' : timeOfDay(moment));
      moment += step;
    }
  }

  #point({ clientX }) {
    const { left, width } = this.#bar.getBoundingClientRect();
    const moment = this.#start + ((clientX - left) / width) * (this.#end - this.#start);
    const entry = this.#record.entries().findLast(({ from }) => from <= moment);
    put(this.#bar, 'title', entry ? this.#say(entry) : '');
  }
}

/** The same in whole units: pieces that meet go on meeting, and no strip has more of them than units. */
const whole = ({ left, right, ...piece }) => ({ ...piece, left: Math.round(left), right: Math.round(right) });
