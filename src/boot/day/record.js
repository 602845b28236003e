// Later than the module: what is known of the agent's day, states and their times alone. A time of
// which nothing is known is an entry too, a gap: it is never guessed what was then. All moments
// are in ms since 1970 by this browser's clock, as the panel tells them.
import { STATES, isOfCall } from './states.js';

/** How long is kept at least; of a day that began longer ago, all of it. */
export const KEPT_MS = 10 * 3_600_000;
/** How many entries are kept at most. */
const ENTRIES_MAX = 2_000;
/** Over how long without an answer an equal state is the same, as the panel has it. */
const UNSEEN_MS = 150_000;
/** How much later a state has to begin to be another one, and how long a time is worth an entry. */
const NOTICED_MS = 2_000;
/** How short a time is worth no gap, such as that of a reload. */
const RELOADED_MS = 10_000;
/** How far ahead of now something may be, as clocks go. */
const AHEAD_MS = 60_000;

const UNKNOWN = STATES.indexOf('unknown');
/** What an entry's code holds beside the state's place in `STATES`. */
const PLACE = 31;
const ABOUT = 32;
const ANEW = 64;
const GOES_ON = 128;
const HEARD = 256;
const FLAGS = [ABOUT, ANEW, GOES_ON, HEARD];

export class Record {
  /** From when on, and the code, of one entry after the other. Numbers alone: there may be many. */
  #list = [];
  /** When the last entry was seen to be so. */
  #seen = 0;

  get isEmpty() {
    return this.#list.length === 0;
  }

  /**
   * The entries, oldest first: `state`; `from` and `until`, as of `now`; `isAbout`, whether it was found
   * between two answers when it began; `isAnew`, whether another call began in the same
   * state; `goesOn`, whether it is the same as before the gap before it; `isHeard`, whether an event told
   * of it, and not polls alone.
   */
  entries(now = Date.now()) {
    const entries = [];
    for (let at = 0; at < this.#list.length; at += 2) {
      const [from, code, next] = this.#list.slice(at, at + 3);
      const place = code & PLACE;
      const until = next ?? Math.max(from, place === UNKNOWN ? now : this.#seen);
      const [isAbout, isAnew, goesOn, isHeard] = FLAGS.map((flag) => (code & flag) !== 0);
      entries.push({ state: STATES[place], from, until, isAbout, isAnew, goesOn, isHeard });
    }
    return entries;
  }

  /** Takes the state of a snapshot, see `snapshot()` in panel.d.ts; gives whether it was news. `isSameCall`:
   *  its call is the one that there was when the last was taken. */
  take({ state, since, sinceIsEstimate, source, asOf, fresh }, isSameCall) {
    const place = STATES.indexOf(state);
    // It may be what a session before has ended with.
    if (this.isEmpty && !fresh) return false;
    if (asOf === null || place < 0 || place === UNKNOWN) return this.#lose();
    if (this.#seen - asOf > AHEAD_MS) this.#cut(asOf);
    // Nobody knows how it was before it was seen, but from when on the gateway has told that it was so.
    const isUnseen = since === null || since > this.#seen + NOTICED_MS;
    if (!this.isEmpty && asOf - this.#seen > UNSEEN_MS && isUnseen) this.#lose();
    const news = this.#place(place, asOf, since, since !== null && !sinceIsEstimate, source !== 'status', isSameCall);
    this.#seen = Math.max(this.#seen, asOf);
    if (source === 'host') this.#list.push(this.#list.pop() | HEARD);
    return news;
  }

  /** The clock has been set back to that moment: what was after it, by the time of before, is no
   *  time that can be drawn. */
  #cut(moment) {
    while (this.#list.at(-2) > moment) this.#list.splice(-2);
    this.#seen = moment;
  }

  #place(place, asOf, since, isExact, isToldWhen, isSameCall) {
    const isTold = isExact && isToldWhen;
    if (this.isEmpty) return this.#put(since ?? asOf, place | (isExact ? 0 : ABOUT));
    const [from, code] = this.#list.slice(-2);
    const last = code & PLACE;
    const before = this.#list.length > 2 ? this.#list.at(-3) & PLACE : undefined;
    if (last === UNKNOWN && isTold && since - from <= RELOADED_MS) this.#list.splice(-2);
    if (last !== place && isTold) return this.#put(Math.max(since, this.#reach(place)), place);
    if (last === UNKNOWN) {
      const goesOn = before === place && since !== null && since <= from;
      return this.#put(asOf, place | ABOUT | (goesOn ? GOES_ON : 0));
    }
    if (last !== place) {
      // A poll has one word for all of a call, and tells when that began.
      const isOfCallBefore = since === null || since < this.#seen;
      return this.#put(Math.max(from, isOfCallBefore ? asOf : since), place | ABOUT);
    }
    if (!isExact) return false;
    // Within a call it is no other one: the agent has had it on hold, say, of which polls do not tell: Table 1 of
    // the agent's states (cec_07_0581) has no number for it.
    if (isTold && isOfCall(STATES[place]) && since - from > NOTICED_MS) {
      return !isSameCall && this.#put(since, place | ANEW);
    }
    if (!(code & ABOUT) || since >= asOf || (before === UNKNOWN && !isTold)) return false;
    // Now it is known when it began.
    this.#list.splice(-2);
    return this.#put(Math.max(since, this.#reach(place)), place);
  }

  /** From when on it may have been that state for all that is known: the last entries say nothing else, or
   *  else the last one says less well what it says. */
  #reach(place) {
    const end = this.#list.length;
    let at = end;
    while (at > 0 && [place, UNKNOWN].includes(this.#list[at - 1] & PLACE)) at -= 2;
    if (at === 0) return -Infinity;
    return this.#list[at === end ? at - 2 : at];
  }

  /** Goes on with what a load before has known, at `now`. */
  goOn(now = Date.now()) {
    if (now - this.#seen > RELOADED_MS) this.#lose();
  }

  /** From then on nobody knows. */
  #lose() {
    if (this.isEmpty || (this.#list.at(-1) & PLACE) === UNKNOWN) return false;
    return this.#put(Math.max(this.#seen, this.#list.at(-2)), UNKNOWN);
  }

  /** From `from` on it is that, and what was there is not. */
  #put(from, code) {
    while (this.#list.at(-2) >= from) this.#list.splice(-2);
    if (this.#list.at(-1) !== undefined && (this.#list.at(-1) & PLACE) === code) return true;
    this.#list.push(from, code);
    if (this.#list.length > 2 * ENTRIES_MAX) this.#list.splice(0, 2);
    return true;
  }

  /** Forgets what was before `moment`. */
  forget(moment) {
    let past = 0;
    while (this.#list[past + 2] <= moment) past += 2;
    this.#list.splice(0, past);
    if (this.#list[0] < moment) this.#list[0] = moment;
  }

  /** Takes what `other` knows of the times of which this one knows nothing; gives whether that
   *  was anything. */
  fill(other) {
    const mine = known(this);
    const pieces = [];
    for (const piece of known(other)) pieces.push(...without(piece, mine));
    if (pieces.length === 0) return false;
    const seen = Math.max(this.#seen, other.#seen);
    const all = [...mine, ...pieces].sort((one, next) => one.from - next.from);
    this.#list = [];
    let end = Infinity;
    for (const { state, from, until, isAnew, ...more } of all) {
      if (from - end > NOTICED_MS) this.#put(end, UNKNOWN);
      const has = [more.isAbout, isAnew, more.goesOn, more.isHeard];
      const flags = FLAGS.reduce((sum, flag, at) => sum + (has[at] ? flag : 0), 0);
      const isMore = !isAnew && this.#list.length > 0 && STATES[this.#list.at(-1) & PLACE] === state;
      if (!isMore) this.#put(from, STATES.indexOf(state) | flags);
      end = until;
    }
    if (seen - end > NOTICED_MS) this.#put(end, UNKNOWN);
    this.#seen = seen;
    return true;
  }

  /** What others may keep or be told. */
  written() {
    return { list: this.#list, seen: this.#seen };
  }

  /** What was written; an empty one where that is not what `written` gives. */
  static read(text, now = Date.now()) {
    const record = new Record();
    const { list, seen } = Object(text);
    const isList = Array.isArray(list) && list.length % 2 === 0 && list.length <= 2 * ENTRIES_MAX;
    if (!isList || ![...list, seen].every(Number.isSafeInteger)) return record;
    const moments = [...list.filter((_, at) => at % 2 === 0), seen];
    const isInOrder = moments.every((moment, at) => at === 0 || moments[at - 1] <= moment);
    const areCodes = list.every((code, at) => at % 2 === 0 || (code >= 0 && code < 2 * HEARD && (code & PLACE) <= UNKNOWN));
    if (!isInOrder || !areCodes || moments[0] < 0) return record;
    record.#list = [...list];
    record.#seen = seen;
    if (seen > now + AHEAD_MS) record.#cut(now);
    return record;
  }
}

/** The entries that are no gaps. */
const known = (record) => record.entries().filter(({ state, from, until }) => state !== 'unknown' && until > from);

/** What of `piece` lies in none of `others`, and is long enough to be worth it. */
function without(piece, others) {
  const pieces = [];
  let { from } = piece;
  const add = (until) => {
    if (until - from > NOTICED_MS) pieces.push({ ...piece, from, until });
  };
  for (const other of others) {
    if (other.until <= from) continue;
    if (other.from >= piece.until) break;
    add(other.from);
    from = other.until;
  }
  add(piece.until);
  return pieces;
}
