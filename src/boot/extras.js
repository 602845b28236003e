// Later than the module, when the details or the offer of the connect form are opened, Alt and Shift are
// held, or a setting is not obeyed: the form, and what the details offer beside what the panel knows: to
// save the diagnostics, to be notified of calls, the small window, the keys, the last answers, and what is
// wrong with settings.
import { AdoptedSheet } from './adopted_sheet.js';
import { ConnectForm } from './connect_form.js';
import { element, put } from './elements.js';
import { Keys } from './keys.js';
import { quality } from './link_quality.js';
import { SettingsWrong } from './settings_wrong.js';
import { SmallWindow } from './small_window.js';

/** The buttons do not touch each other, and the bars stand on a line, where answers of a few ms are dots. */
const STYLE = `@layer parts {
  .connection details > button { margin-block-start: 0.25em; margin-inline-end: 0.25em; }
  .link-quality svg { margin-block-start: 0.25em; border-block-end: 1px solid; }
  .link-quality .slower { color: var(--_cec-warning); font-weight: 600; &::before { content: "▲ " / ""; } }
  .setting-wrong { display: block; }
  .settings-wrong { color: var(--_cec-warning); }
}
`;

export class Later {
  #panel;
  #sheet = new AdoptedSheet(STYLE);
  #save = button('', () => this.#panel.diagnostics.save());
  #notify = button('', () => this.#askToNotify());
  #open = button('small-window', () => this.#window.toggle());
  /** What the agent reads to the help desk. */
  #case = element('p', 'case');
  /** Where the agent is told why there is no window, or no notification. */
  #said = element('p', '');
  #window;
  #form;
  #keys;
  #wrong;
  #showQuality;

  /** `panel`: `root` is its element; `diagnostics` knows the last answers; `call` calls with its
   *  handle, see `PanelHandle` in `entry.rs`; `words` gives the words of a kind, `settings` the
   *  settings in force; `isFirst` says whether it is the page's first panel, which has the keys. */
  constructor(panel) {
    this.#panel = panel;
    this.#said.setAttribute('role', 'status');
    this.#details.append(this.#case, this.#save, this.#notify, this.#open, this.#said);
    this.#form = new ConnectForm(panel);
    this.#window = new SmallWindow(panel, (kind) => this.#say(panel.words('window')[kind] ?? ''));
    this.#keys = new Keys(panel, this.#details);
    this.#wrong = new SettingsWrong(panel, this.#details);
    this.#showQuality = quality(this.#details, panel.diagnostics, () => panel.words('link'));
    this.#name();
  }

  /** Takes an event: the details have been opened or closed, or a key was pressed in `target`. */
  take(event, target) {
    if (event.type !== 'toggle') this.#keys.press(event, target);
    else if (target.matches('.connect')) this.#form.showIn(target);
    else this.#name();
    this.#showQuality();
  }

  /** Something was told: there may be a new answer, or another language. */
  told(name) {
    if (name === 'settings') {
      this.#name();
      this.#wrong.show();
      this.#form.speak();
    }
    this.#showQuality();
  }

  /** Says what a setting is that is not obeyed, and what it may be; see `SettingsWrong`. */
  explain(key, problem) {
    return this.#wrong.take(key, problem);
  }

  /** The panel is gone. */
  end() {
    this.#form.end();
    this.#keys.end();
    this.#wrong.end();
    this.#window.end();
    this.#sheet.end();
  }

  get #details() {
    return this.#panel.root.querySelector('.connection details');
  }

  /** In the language that is spoken now. */
  #name() {
    const { root, words, settings, diagnostics } = this.#panel;
    this.#sheet.dress(root);
    put(this.#case, 'textContent', words('case').replace('{}', diagnostics.caseNumber));
    put(this.#save, 'textContent', words('save'));
    put(this.#notify, 'textContent', words('notify'));
    put(this.#open, 'textContent', words('keys').at(-1));
    // In a frame of another origin the browser answers at once, and never with yes.
    const mayAsk = settings().callNotification !== 'off' && window.Notification?.permission === 'default';
    // Who has pressed it goes on from the button beside it.
    if (!mayAsk && this.#notify.matches(':focus')) this.#open.focus();
    put(this.#notify, 'hidden', !mayAsk);
    this.#keys.show();
  }

  /** Has the browser ask whether it may notify of calls. */
  async #askToNotify() {
    const said = await Notification.requestPermission();
    this.#name();
    this.#say(said === 'denied' ? this.#panel.words('notify_refused') : '');
  }

  /** Says it where it is seen; with nothing, what was said no longer holds. */
  #say(text) {
    if (text !== '') this.#details.open = true;
    this.#said.textContent = text;
  }
}

/** A button of that class, which does that. */
function button(className, onclick) {
  return Object.assign(element('button', className), { type: 'button', onclick });
}
