// Later than the module, with `extras`: says of each setting that is not obeyed what it is and what it
// may be, in the details, and marks the connection line.
import { STATES } from './day/states.js';
import { element, put } from './elements.js';
import { FIELDS } from './fields.js';
import { harmless } from './harmless.js';
import { KEYS } from './setting_keys.js';
import { fill, shown } from './texts.js';

const [TIME, SWITCH, FLAG] = ['1000–60000', 'on, off', 'true, false'];
const ADDRESS = location.protocol === 'https:' ? 'https://…' : 'https://…, http://…';
/** The states that may have a limit, and how many seconds that may be. */
const LIMITED = STATES.slice(0, -1).join(', ');
const SECONDS = '1–86400';

/** The longest heading, in characters: `HEADING_MAX` in `core/src/settings.rs`. */
const HEADING_MAX = 80;

/** What is allowed, by the key of the setting. `…` stands for what is the operator's. */
const ALLOWED = {
  __proto__: null,
  gateway: `/…, ${ADDRESS}`,
  credentials: 'same-origin, include',
  pollIntervalMs: TIME,
  hiddenPollIntervalMs: TIME,
  requestTimeoutMs: TIME,
  locale: 'en, es, th, zh',
  theme: 'auto, light, dark',
  callDetails: 'ask, off',
  maskNumbers: FLAG,
  allowConnectForm: FLAG,
  guidFrom: 'session, proxy',
  sessionKey: '"…"',
  layout: 'full, compact, badge',
  callNotification: SWITCH,
  callSound: FLAG,
  limits: `{"rest": ${SECONDS}, …}`,
  keyboard: SWITCH,
  fields: `[${FIELDS.join(', ')}]`,
  heading: `"…" (≤ ${HEADING_MAX})`,
  parentOrigins: `[${ADDRESS}]`,
};
/** Of a key that is none. */
const NAMES = KEYS.join(', ');
/** Of what is no settings at all. */
const FILE = '{"…": …}';

/** What may be wrong, in the order of the words. */
const PROBLEMS = ['unknown-key', 'wrong-value', 'out-of-range', 'not-json'];
/** How much of a key is shown, in characters. */
const KEY_SHOWN = 40;

export class SettingsWrong {
  #panel;
  #details;
  #mark = element('span', 'settings-wrong');
  /** The settings in force, and what of them is not obeyed, by key. */
  #settings;
  #wrong = new Map();
  /** The lines in the details. */
  #added = [];

  /** `panel` as in `extras.js`. */
  constructor(panel, details) {
    this.#panel = panel;
    this.#details = details;
    this.#mark.setAttribute('role', 'img');
    // As a sign of the text, not as a picture.
    this.#mark.textContent = '⚠\uFE0E';
  }

  /** Takes the key of a setting that is not obeyed, and why; gives that with what it is and what it may be,
   *  for the console. What is wrong with a session is none: of that nobody says what it is. */
  take(key, said) {
    // In a frame a setting without a name may stand for the file; see `frame.js`.
    const isFile = key === '' && this.#panel.settings()[key] === 'not-json';
    const problem = isFile ? 'not-json' : said;
    const [value, allowed] = this.#told(key, problem);
    if (allowed === undefined) return problem;
    this.#renew();
    this.#wrong.set(key, [problem, value, allowed]);
    this.show();
    return `${problem}${value === undefined ? '' : `: ${value}`}; allowed: ${allowed}`;
  }

  /** In the language that is spoken now, and of the settings that are in force. */
  show() {
    this.#renew();
    const line = this.#details.closest('.connection');
    for (const it of this.#added.splice(0)) it.remove();
    if (this.#wrong.size === 0) {
      delete line.dataset.settings;
      return this.#mark.remove();
    }
    const [isAndMayBe, mayBe, seeDetails, ...why] = this.#panel.words('settings');
    // An element reads no such file.
    const file = this.#panel.diagnostics.about.as === 'element' ? '' : 'config.json ';
    line.dataset.settings = 'wrong';
    put(this.#mark, 'title', seeDetails);
    put(this.#mark, 'ariaLabel', seeDetails);
    if (!this.#mark.isConnected) this.#details.querySelector('summary').append(this.#mark);
    for (const [key, [problem, value, allowed]] of this.#wrong) {
      const parts = value === undefined ? [mayBe, allowed] : [isAndMayBe, value, allowed];
      const text = fill(...parts);
      const name = element('bdi', '', `${`${file}${shown(key, KEY_SHOWN)}`.trim()}: ${why[PROBLEMS.indexOf(problem)]}`);
      this.#added.push(element('li', '', name, element('bdi', 'setting-wrong', ` ${text}`)));
    }
    return this.#details.querySelector('ul').append(...this.#added);
  }

  /** The panel is gone. */
  end() {
    for (const it of this.#added) it.remove();
    this.#mark.remove();
  }

  /** What was wrong with former settings is past. */
  #renew() {
    const settings = this.#panel.settings();
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#wrong.clear();
  }

  /** What stands there, and what is allowed; of a key that is none, what stands there may be a secret. */
  #told(key, problem) {
    if (problem === 'not-json') return [undefined, FILE];
    const [, state] = /^limits\.(.*)$/s.exec(key) ?? [];
    if (problem === 'unknown-key') return [undefined, state === undefined ? NAMES : LIMITED];
    const { [key]: value, limits } = this.#panel.settings();
    return state === undefined ? [harmlessly(value), ALLOWED[key]] : [harmlessly(limits?.[state]), SECONDS];
  }
}

/** A value as it may be shown. */
function harmlessly(value) {
  if (Array.isArray(value)) return `[${value.slice(0, 10).map(harmlessly).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return '{…}';
  const kept = harmless(value);
  return typeof value === 'string' && kept !== '?' ? `"${kept}"` : String(kept);
}
