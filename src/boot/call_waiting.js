// Later than the module, with `desk`: a call that waits is told to the host and, where nobody sees
// the panel, shown by a notification of the browser, by the page's title and icon where they are
// the panel's, and by a sound where that is wanted.
import { deskWords } from './desk_words.js';
import { iconOf } from './tab_face.js';

/** How long a call is new that polls have found, in ms: 7 in Table 1 of the agent's states (cec_07_0581)
 *  stands for a call that waits for its answer as for one that is answered. */
const NEW_MS = 20_000;
/** From which states the agent can only come into a new call: from an unknown one it may be one that
 *  went on before anybody looked. */
const NO_CALL = ['idle', 'wrap-up', 'rest', 'busy', 'signed-in'];
/** How long the title says each of two things, in ms. */
const FLASH_MS = 1_000;
/** One notification, whoever shows it, takes the place of the one before. */
const TAG = 'cec-agent-panel';
/** The code of an inbound call, `callFeature` in Table 6 of the `syncagentinfo` document. */
const INBOUND = 0;

const BELL = iconOf('M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4', '1f5bb4');

export class CallWaiting {
  #page;
  /** When a poll was the first to tell of a call. */
  #polledAt = -Infinity;
  /** The call that waits, what the host was asked last, and whether it lets it be shown. */
  #call;
  #asked;
  #isAllowed = false;
  #shown;
  #timer;
  #look = () => this.look(this.#page.call((handle) => handle.snapshot()));

  /**
   * `page`: `call` calls with the panel's handle, while there is one; `tell` tells the host, and
   * gives false, or a promise of it, where the host will not have it shown; `settings` gives those
   * in force; `tag` gives the tag of the language that is spoken; `hasTitle` says whether the page's
   * title is the panel's; `isSeenThere`, whether the panel is seen in its small window, which calls
   * `lookAgain` when that changes.
   */
  constructor(page) {
    this.#page = page;
    page.lookAgain = this.#look;
    document.addEventListener('visibilitychange', this.#look);
  }

  /** Takes an event that was told to the host, and what the panel shows now. */
  told(name, { old, new: now, source }, snapshot) {
    if (name === 'cec-state') {
      const hasCome = now === 'talking' && source === 'status' && NO_CALL.includes(old);
      this.#polledAt = hasCome ? Date.now() : -Infinity;
    }
    this.look(snapshot);
  }

  /** Looks at what the panel shows now. */
  look(snapshot) {
    clearTimeout(this.#timer);
    // The panel may have gone since it told something.
    if (snapshot === undefined) return;
    const [found, forMs] = waiting(snapshot, NEW_MS - (Date.now() - this.#polledAt));
    if (found && forMs) this.#timer = setTimeout(this.#look, forMs);
    const before = this.#call;
    // An old word tells of no new call. One that was told of goes on by it, or the next answer would
    // tell of it anew.
    const call = snapshot.state.fresh ? found : found && before;
    // Of the same call it may become known later which it is.
    const isSame = call && before && [null, call.callId].includes(before.callId);
    this.#call = call;
    if (call && !isSame) this.#tell(call, snapshot);
    this.#show();
  }

  /** The panel is gone. */
  end() {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#look);
    this.#call = undefined;
    this.#show();
  }

  async #tell({ party, caller, callId }, { agentId, at }) {
    const asked = {};
    this.#asked = asked;
    this.#isAllowed = false;
    const goesOn = await this.#page.tell('cec-ringing', { agentId, party, caller, callId, at });
    // What the host says of one call says nothing of the next.
    if (asked !== this.#asked) return;
    this.#isAllowed = goesOn !== false;
    this.#show();
  }

  /** Shows the call where nobody sees the panel, or shows it no more. */
  #show() {
    const { callNotification, callSound } = this.#page.settings();
    const isWanted = this.#call && this.#isAllowed && document.hidden && !this.#page.isSeenThere && callNotification !== 'off';
    const [nameless, named] = deskWords(this.#page.tag()).ringing;
    const { party, caller } = this.#call ?? {};
    // Whom the gateway has called for the agent is no caller.
    const phrase = party === caller ? named : `${nameless}: {}`;
    const text = isWanted ? (party ? phrase.replace('{}', () => party) : nameless) : undefined;
    if (text === this.#shown?.text) return;
    const isFirst = !this.#shown;
    this.#shown?.end();
    this.#shown = text && shown(text, this.#page.hasTitle);
    if (text && isFirst && callSound) ring();
  }
}

/** The call that waits by that snapshot, and for how many ms more at most; neither where none does,
 *  or where another panel of the browser tells of it. Polls tell of a call that was answered as of
 *  one that waits: what they have found waits for `leftMs` more. */
function waiting({ state, call, connection }, leftMs) {
  if (connection.role === 'follows') return [];
  const found = { party: call.party, caller: call.caller, callId: call.callId };
  if (state.state === 'ringing') return [found];
  const hasCome = state.state === 'talking' && call.stage === 'live' && call.callType === INBOUND;
  return hasCome && leftMs > 0 ? [found, leftMs] : [];
}

/** Shows the text until it is ended. */
function shown(text, hasTitle) {
  const notification = notify(text);
  const face = hasTitle ? flash(text) : undefined;
  return {
    text,
    end() {
      notification?.close();
      face?.end();
    },
  };
}

function notify(text) {
  // Without permission title and icon have to do, and some browsers have none for a page.
  if (window.Notification?.permission !== 'granted') return undefined;
  try {
    const notification = new Notification(text, { tag: TAG, requireInteraction: true, silent: true });
    notification.onclick = () => window.focus();
    return notification;
  } catch {
    return undefined;
  }
}

/** Has title and icon say the text in turns with what else they say, or, for who wants no motion,
 *  all the time. */
function flash(text) {
  const icon = document.getElementById('panel-icon');
  let title = document.title;
  let href = icon.href;
  const say = () => {
    if (document.title !== text) [title, href] = [document.title, icon.href];
    [document.title, icon.href] = [text, BELL];
  };
  const restore = () => {
    // What has been written since is newer.
    if (document.title === text) [document.title, icon.href] = [title, href];
  };
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const turn = () => (document.title === text && !isCalm ? restore() : say());
  say();
  const timer = setInterval(turn, FLASH_MS);
  return {
    end() {
      clearInterval(timer);
      restore();
    },
  };
}

/** Two short tones. A browser that plays nothing before the page was clicked at stays silent. */
function ring() {
  const context = new AudioContext();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  volume.connect(context.destination);
  for (const [start, frequency] of [[0, 880], [0.25, 660]]) {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start(context.currentTime + start);
    tone.stop(context.currentTime + start + 0.2);
  }
  setTimeout(() => context.close(), 1_000);
}
