// Later than the module, with `desk`: the agent's own day, drawn on the call
// card while there is no call. It holds states and their times, nothing of a call.
import { Drawing } from './day/drawing.js';
import { Kept } from './day/kept.js';
import { KEPT_MS, Record } from './day/record.js';
import { midnight } from './day/times.js';
import { wordsOf } from './day/words.js';

/** After how many ms what is drawn is old. */
const DRAWN_FOR_MS = 60_000;

export class Day {
  #page;
  #kept;
  #drawing = new Drawing();
  #timer;
  /** The call that there was last; it is kept nowhere else. */
  #callId = null;
  /** Whether the session is over. */
  #isOver = false;
  /** Whether it is refused, or over: nobody knows who looks. */
  #isRefused = false;
  #isEnded = false;
  #seen = () => this.look(this.#page.call((handle) => handle.snapshot()), true);

  /**
   * `page`: `root` is the panel's; `call` calls with its handle, see `PanelHandle` in `entry.rs`,
   * while there is one; `settings` gives those in force; `language` gives a promise of the language that
   * is spoken, as `bringLanguage` does.
   */
  constructor(page) {
    this.#page = page;
    document.addEventListener('visibilitychange', this.#seen);
    this.#seen();
  }

  /** Takes an event that was told to the host, or that something else may be new, and what the panel
   *  shows now. */
  told(name, { why }, snapshot) {
    if (why === 'session-over') this.#isOver = true;
    this.look(snapshot, name === 'settings');
    this.#drawing.stay();
  }

  /** Looks at what the panel shows now; draws the day where there is news, or it is due. */
  look(snapshot, isDue) {
    // The panel may have gone since it told something.
    if (snapshot === undefined) return;
    const { agentId, state, call, connection } = snapshot;
    const isSameCall = call.callId !== null && call.callId === this.#callId;
    this.#callId = call.callId;
    if (connection.connection !== 'expired') this.#isOver = false;
    if (!this.#isOf(agentId)) return;
    const { record } = this.#kept;
    const hasNews = record.take(state, isSameCall);
    if (hasNews) {
      const now = Date.now();
      record.forget(Math.min(midnight(now), now - KEPT_MS));
      this.#kept.keep(record);
      // Of one browser's panels one asks, and what it knows is what all show.
      if (connection.role !== 'follows') this.#kept.say(true);
    }
    // While the session is refused the agent may have left the desk.
    this.#isRefused = connection.connection === 'expired';
    if (this.#isRefused) this.#hide();
    else if (hasNews || isDue || !this.#timer) this.#draw();
  }

  /** The panel is gone. */
  end() {
    this.#isEnded = true;
    document.removeEventListener('visibilitychange', this.#seen);
    this.#kept?.end(false);
    this.#hide();
  }

  /** Takes it from the page until it is drawn again. */
  #hide() {
    this.#timer = clearTimeout(this.#timer);
    this.#drawing.end();
  }

  /** Has the day kept that is that agent's, and no other; gives whether there is one. */
  #isOf(agentId) {
    const { gateway, sessionKey } = this.#page.settings();
    const whose = `${agentId} ${addressOf(gateway)}`;
    const isNobody = agentId === null || this.#isOver;
    if (!isNobody && this.#kept?.whose === whose) return true;
    this.#kept?.end(true);
    this.#kept = isNobody ? undefined : new Kept(whose, sessionKey !== '', (...heard) => this.#hear(...heard));
    this.#drawing.end();
    return !isNobody;
  }

  /** Another panel of the agent asks, or says what it has. */
  #hear(theirs, areLeading) {
    const leads = this.#page.call((handle) => handle.snapshot())?.connection.role !== 'follows';
    if (theirs === undefined) return this.#kept.say(leads);
    const { record: mine } = this.#kept;
    const isTheirs = areLeading && !leads && !theirs.isEmpty;
    const record = isTheirs ? theirs : mine;
    const hasMore = record.fill(isTheirs ? mine : theirs);
    if (!isTheirs && !hasMore) return undefined;
    this.#kept.keep(record);
    // Who has said it knows less.
    if (leads || (isTheirs && hasMore)) this.#kept.say(leads);
    return this.#draw();
  }

  /** Draws it, and again in a minute, while it can be seen. */
  async #draw() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { root } = this.#page;
    const card = root.querySelector('.call');
    if (document.hidden || !card || !/^(none|ended)$/.test(card.dataset.call) || !this.#kept || this.#isRefused) return;
    this.#timer = setTimeout(this.#seen, DRAWN_FOR_MS);
    const words = wordsOf(await this.#page.language());
    if (this.#isEnded || this.#isRefused || !this.#kept || this.#kept.record.isEmpty) return;
    // The panel may have been put into a template meanwhile, which has no window.
    if (!card.ownerDocument.defaultView) return;
    this.#drawing.draw(card, this.#kept.record, Date.now(), words);
  }
}

/** Where the gateway is, in one way of writing, without what may be a secret in it. */
function addressOf(gateway) {
  try {
    const { origin, pathname } = new URL(gateway || '/', location.href);
    return origin + pathname;
  } catch {
    return '';
  }
}
