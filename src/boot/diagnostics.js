// After the module's death, and without it: what went on with a panel, for the help desk, a
// ring of entries, of which none holds a Guid, a number, a name or a datum of a call. Each is
// made of nothing but what may be kept, before it is kept. The ring is no part of the module,
// so it is there after a crash too. docs/diagnostics.schema.json describes the file.
import { harmless } from './harmless.js';
import { KEYS } from './setting_keys.js';

/** How many entries are kept. */
const KEPT = 500;
/** Where a page keeps them while it is reloaded. */
const STORED = 'cec-agent-panel.diagnostics.3';

/** What may be kept of an event, by its name without `cec-`; beside it what is new, a state or a connection. */
const TOLD = {
  'state': ['source', 'fresh', 'pending'],
  'limit': ['state', 'limit', 'stage'],
  'call': ['stage'],
  'command': ['command', 'verdict'],
  'connection': ['failure', 'httpStatus', 'retcode', 'nextAskAt'],
  'session-expired': ['why'],
};

/** What may be kept of a setting, by its key, where that is not the value itself. */
const KEPT_OF = {
  __proto__: null,
  gateway: address,
  parentOrigins: (origins) => [].concat(origins).map(address),
  sessionKey: (key) => (key === '' ? 'none' : 'own'),
  heading: () => 'own',
  fields: (fields) => [].concat(fields).map((field) => harmless(field)),
  limits: (limits) => Object.entries(Object(limits)).map((limit) => limit.map((part) => harmless(part)).join(': ')),
};

/** The codes and names that the documents have: a gateway may send anybody's words instead. */
const SHAPES = { retcode: /^\d{1,3}(-\d{3})?$/, eventType: /^Agent[a-zA-Z_]{0,60}$/ };

export class Diagnostics {
  #entries = [];
  /** How long the last answers took, in ms, the newest last; and by how many ms the gateway's clock
   *  is ahead of this computer's. */
  answers = [];
  aheadMs = null;
  /** What the agent reads to the help desk. Groups of three digits are no number of a phone. */
  caseNumber = Math.random().toFixed(6).replace(/..(...)/, '$1-');
  /** What is known of the page besides: what the panel is there, and what later files know. */
  about = { as: 'page' };
  /** Sums of the IDs of the calls, which are never kept: where one stands, from 1 on, is the name of its
   *  call in the file. */
  #calls = [];
  /** How many have gone from the ring. */
  #dropped = 0;
  #version = null;
  #settings = {};
  /** Whose panel it is now, and whose it was last; never kept. */
  #agent = null;
  #former = null;
  /** Whether the session is over. */
  #isOver = false;
  #seen = () => this.note({ what: 'page', visible: isVisible() });
  #network = () => this.note({ what: 'network', online: navigator.onLine });

  /** The module shows a panel. */
  mounted(version) {
    this.#version = version;
    this.note({ what: 'mounted', version });
  }

  /** Takes the name and the detail of an event. */
  told(name, detail) {
    this.#meet(detail.agentId);
    const what = name.slice('cec-'.length);
    if (what === 'connection') this.#isOver = detail.new === 'expired';
    const entry = { what };
    if (detail.new) entry[what] = detail.new;
    for (const key of TOLD[what]) entry[key] = detail[key];
    if (detail.callId) {
      const call = sum(detail.callId);
      entry.call = 1 + this.#calls.indexOf(call) || this.#calls.push(call);
    }
    this.note(entry);
  }

  /** Adds an entry: `what`, what belongs to that, and `at` in ms, if it was not now. */
  note({ at = Date.now(), ...entry }) {
    const time = iso(at);
    if (entry.nextAskAt) entry.nextAskAt = iso(entry.nextAskAt);
    for (const key of Object.keys(entry)) entry[key] = harmless(entry[key], SHAPES[key]);
    const { what, latencyMs, failure, aheadMs } = entry;
    // A look-up says nothing of the polls.
    if (what === 'request' && !failure && entry.interface !== 'callinfo') {
      this.answers = [...this.answers, latencyMs].slice(-20);
    }
    if (what === 'clock') this.aheadMs = aheadMs;
    const last = this.#entries.at(-1);
    if (last && isRepeated(last, entry)) {
      const longestMs = Math.max(last.longestMs ?? last.latencyMs, entry.latencyMs);
      Object.assign(last, { nextAskAt: undefined, ...entry, count: (last.count ?? 1) + 1, until: time, longestMs });
      return;
    }
    this.#entries.push({ at: time, local: local(at), ...entry });
    if (this.#entries.length > KEPT) {
      this.#entries.shift();
      this.#dropped += 1;
    }
  }

  /** Takes the settings as they are given: JSON text with the keys of config.json, if any. */
  configure(text) {
    this.#settings = {};
    try {
      const given = JSON.parse(text);
      // A portal's developer may have written anything beside them.
      for (const key of KEYS) {
        if (key in given) this.#settings[key] = (KEPT_OF[key] ?? harmless)(given[key]);
      }
    } catch {
      // The panel has reported what is no settings.
    }
  }

  /** Notes whether the page is seen and has a network, until `unwatch`. */
  watch() {
    this.note({ what: 'opened', visible: isVisible(), online: navigator.onLine });
    this.#listen('addEventListener');
  }

  unwatch() {
    this.#listen('removeEventListener');
  }

  /** Brings back what the page kept when it was reloaded, and keeps it when it is again. */
  surviveReloads() {
    try {
      const kept = sessionStorage.getItem(STORED);
      sessionStorage.removeItem(STORED);
      const [entries, calls] = JSON.parse(kept);
      [this.#entries, this.#calls] = [[...entries].slice(-KEPT), [...calls]];
    } catch {
      // There is no storage, or nobody knows what stands there.
    }
    window.addEventListener('pagehide', () => this.#store());
  }

  /** All of it, as it stands in the file. */
  file() {
    return {
      format: 'cec-agent-panel-diagnostics',
      formatVersion: 1,
      caseNumber: this.caseNumber,
      savedAt: iso(),
      version: this.#version,
      settings: this.#settings,
      page: {
        origin: location.origin,
        openedAt: iso(performance.timeOrigin),
        framed: window.parent !== window,
        visible: isVisible(),
        online: navigator.onLine,
        aheadMs: this.aheadMs,
        ...this.about,
      },
      browser: {
        userAgent: navigator.userAgent,
        language: navigator.language,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      dropped: this.#dropped,
      entries: structuredClone(this.#entries),
    };
  }

  /** Saves it, as if the agent had chosen a link to a file. */
  save() {
    const file = new Blob([JSON.stringify(this.file(), null, 1)], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `cec-agent-panel-diagnostics-${this.caseNumber}-${iso().replace(/\W/g, '-')}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  #listen(change) {
    document[change]('visibilitychange', this.#seen);
    window[change]('online', this.#network);
    window[change]('offline', this.#network);
  }

  /** After a session's end there is nobody for whom to keep them. */
  #store() {
    try {
      if (this.#agent !== null && !this.#isOver) sessionStorage.setItem(STORED, JSON.stringify([this.#entries, this.#calls]));
    } catch {
      // There is no storage, or no room in it.
    }
  }

  /** What went on with one agent is nothing for the next one at the same desk. */
  #meet(agent) {
    const isOther = agent !== null && this.#former !== null && agent !== this.#former;
    if (isOther) [this.#entries, this.answers, this.#calls] = [[], [], []];
    this.#agent = agent;
    this.#former = agent ?? this.#former;
  }
}

/** A moment in UTC. */
const iso = (at = Date.now()) => new Date(at).toISOString();
/** It by the clock of the computer. The browser's own way to say it takes tens of ms at first, for which
 *  the sync would wait. */
const local = (at) => iso(at - new Date(at).getTimezoneOffset() * 60_000).slice(0, 19).replace('T', ' ');
const isVisible = () => document.visibilityState === 'visible';

/** A number that stands for a call's ID: it tells calls apart, and is no secret. */
const sum = (text) => [...text].reduce((so, letter) => (so * 31 + letter.charCodeAt()) | 0, 0);

/** Requests one after the other that went the same way are one entry. */
function isRepeated(last, entry) {
  const same = (key) => last[key] === entry[key];
  return entry.what === 'request' && ['what', 'interface', 'status', 'failure', 'retcode'].every(same);
}

/** An address without what may be a secret in it. */
function address(text) {
  try {
    const { origin, pathname } = new URL(text, location.origin);
    return origin + pathname;
  } catch {
    return '?';
  }
}
