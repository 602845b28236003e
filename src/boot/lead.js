// Before the module, and after its death: a sync that is sent ahead needs the lead, and a panel
// that is gone must not keep it from the others. So what asks the browser for its lock, which
// says who leads, and for the channel that carries what the panels say to each other, stands
// here; the rules are the module's.

export class Lead {
  /** Who is told: `news(word)` and `heard(text)`. */
  tell;
  /** The name of the lock and of the channel. */
  #name = null;
  #channel = null;
  /** The request for the lock that counts; an answer to an older one does not. */
  #request = null;
  #parked = false;

  constructor(tell) {
    this.tell = tell;
    addEventListener('pagehide', this.#park);
    addEventListener('pageshow', this.#unpark);
  }

  /** Asks for the lead among the panels of that name, or takes it from who has it. */
  lead(name, steal) {
    if (!navigator.locks || typeof BroadcastChannel !== 'function') {
      queueMicrotask(() => this.tell.news('unavailable'));
      return;
    }
    try {
      this.#listen(name);
      this.#ask(steal ? { steal: true } : { ifAvailable: true });
    } catch {
      // The browser, or the page, refuses one of the two: the panel is alone.
      this.leave();
      queueMicrotask(() => this.tell.news('unavailable'));
    }
  }

  /** Says something to the other panels. */
  say(text) {
    this.#channel?.postMessage(text);
  }

  /** Lets go of the lead, or of the place in the queue for it. */
  resign() {
    this.#request?.end();
    this.#request = null;
  }

  /** Lets go of everything that has to do with the agent. */
  leave() {
    this.resign();
    this.#channel?.close();
    this.#channel = null;
    this.#name = null;
  }

  /** The panel is gone. */
  end() {
    this.leave();
    removeEventListener('pagehide', this.#park);
    removeEventListener('pageshow', this.#unpark);
  }

  #listen(name) {
    if (this.#name === name) return;
    this.leave();
    this.#name = name;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => {
      if (typeof data === 'string') this.tell.heard(data);
    };
  }

  /** Without options, it waits for its turn; only such a request can be taken back. */
  #ask(options) {
    this.resign();
    const controller = new AbortController();
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    const request = {
      end() {
        controller.abort();
        release();
      },
    };
    this.#request = request;
    const counts = () => this.#request === request;
    let granted = false;
    navigator.locks
      .request(this.#name, options ?? { signal: controller.signal }, (lock) => {
        if (!counts()) return undefined;
        if (!lock) {
          this.tell.news('taken');
          // The module may have let go on that news.
          if (counts()) this.#ask();
          return undefined;
        }
        granted = true;
        this.tell.news('granted');
        return held;
      })
      .catch(() => {
        if (!counts()) return;
        // Either another panel has taken the lock away, or the browser refuses locks here.
        this.tell.news(granted ? 'lost' : 'unavailable');
        if (granted && counts()) this.#ask();
      });
  }

  /** A page in the back/forward cache holds no lock, or it would not be kept there. */
  #park = () => {
    if (this.#name === null) return;
    this.#parked = true;
    this.resign();
    this.#channel.close();
    this.#channel = null;
  };

  #unpark = (event) => {
    if (!event.persisted || !this.#parked) return;
    this.#parked = false;
    const name = this.#name;
    this.#name = null;
    this.#listen(name);
    this.tell.news('lost');
    this.#ask();
  };
}
