// After the module's death: ends all panels together. Until then it mounts them, and calls them
// no more when they are gone.
import { bringLanguage, bringMessages, messageIn } from './language.js';
import { DESK, EXTRAS } from './later_files.js';
import { Lead } from './lead.js';
import { bringScript } from './load_script.js';
import { addReport } from './report.js';
import { settingsIn } from './settings_text.js';

export class PanelModule {
  #glue;
  #addresses;
  #panels = new Set();
  #look = (event) => this.#judge(event.error ?? event.reason);
  /** Where the module died; null while it lives. */
  diedAt = null;

  /** `addresses`: one of them stands in the stack of each error of this module, and in that
   *  of no other. */
  constructor(glue, addresses) {
    this.#glue = glue;
    this.#addresses = addresses;
    glue.onCrash((place) => this.crash(place));
  }

  /**
   * Mounts a panel. `given`: `language`, as `bringLanguage` gives it, settings, agentId and guid,
   * as `mount` in `entry.rs` has them, `standalone`, whether the page's title, icon and language are the
   * panel's, and `ahead`, the sync that is under way, see `ahead.js`. `page`: the `diagnostics` to keep, `tell`, which is called with the name and the
   * detail of each event and may give what `call_waiting.js` wants of it, `complain`, with the key
   * of each setting that is not obeyed and why, and `askNext`, if the page can do that, with
   * what the next load may ask at once. `died` is called with the place when the module dies, which
   * may be at once.
   */
  mount(root, given, page, died) {
    if (this.#panels.size === 0) this.#listen(addEventListener);
    const { language, settings, agentId, guid, standalone, ahead } = given;
    const panel = new MountedPanel(this, page, died, ahead, root, standalone);
    this.#panels.add(panel);
    if (this.diedAt === null) {
      panel.begin(settings, language, (...own) => this.#glue.mount(root, language.words, settings, agentId, guid, pageOf(page, ...own)));
    } else {
      this.#end();
    }
    return panel;
  }

  /** Calls into the module, which must not be called any more once it has died. */
  guard(call) {
    if (this.diedAt !== null) return undefined;
    try {
      return call();
    } catch (error) {
      this.crash(String((error && error.message) || error));
      return undefined;
    }
  }

  /** Whether the panel was mounted before all others that are there. */
  isFirst(panel) {
    return [...this.#panels][0] === panel;
  }

  /** The panel has been unmounted. */
  forget(panel) {
    this.#panels.delete(panel);
    if (this.#panels.size === 0) this.#listen(removeEventListener);
  }

  /** The module can no longer be trusted: nothing that it drew may stay on the screen. */
  crash(place) {
    if (this.diedAt !== null) return;
    this.diedAt = place;
    this.#end();
  }

  #end() {
    for (const panel of [...this.#panels]) panel.die(this.diedAt);
  }

  /** A trap that is no panic, such as an exhausted memory, passes the module's hook by. */
  #listen(change) {
    change.call(window, 'error', this.#look);
    change.call(window, 'unhandledrejection', this.#look);
  }

  /** Other wasm in the page may trap as it likes. */
  #judge(error) {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    const stack = String(error.stack);
    if (this.#addresses.some((address) => stack.includes(address))) this.crash(error.message);
  }
}

/** A panel that stands in the page, until it is unmounted or the module dies. */
class MountedPanel {
  #module;
  #page;
  #died;
  #handle;
  /** The settings that the scripts obey, and the tag of the language that is spoken. */
  #settings;
  #spoken;
  /** Promises of what later files have brought, by what they are for. */
  #brought = {};
  /** What later files are given: the panel's `root`, whether the page's title is the panel's,
   *  `tell` and `diagnostics` as the page has them, and what gives the handle, whether it is the
   *  first panel, the settings in force, the words of a kind, and the tag and a promise of the language
   *  that is spoken. The small window adds `isSeenThere`, whether the panel is seen in it, and
   *  `call_waiting.js` `lookAgain`, which has it look at that. */
  #own;
  /** What labels the buttons of the messages. */
  #labels = [];
  #request;
  #isOver = false;
  #ahead;
  #lead;

  constructor(module, page, died, ahead, root, hasTitle) {
    this.#module = module;
    this.#page = page;
    this.#died = died;
    this.#ahead = ahead;
    this.#own = {
      root,
      hasTitle,
      tell: page.tell,
      diagnostics: page.diagnostics,
      call: (act) => this.call(act),
      isFirst: () => module.isFirst(this),
      settings: () => this.#settings,
      words: (kind) => messageIn(this.#spoken, kind).boot[kind],
      tag: () => this.#spoken,
      language: () => bringLanguage(this.#spoken),
    };
    const tell = {
      news: (word) => this.call((handle) => handle.leadNews(word)),
      heard: (text) => this.call((handle) => handle.heard(text)),
    };
    this.#lead = ahead?.handOver(tell) ?? new Lead(tell);
  }

  begin(settings, language, mount) {
    this.#listen('addEventListener');
    this.#spoken = language.tag;
    this.#obey(settings);
    this.#handle = this.#module.guard(() => mount(this.#own, this.#lead, this.#asks, this.#ahead, this.#told, this.#complain));
    const words = () => messageIn(this.#spoken, 'save').boot;
    this.#labels = [...this.#own.root.querySelectorAll('.notice')].map((notice) => addReport(notice, words, this.#page.diagnostics));
  }

  /** Takes what aborts the request that goes out next; there is one at a time. A module that
   *  has died may still ask, by a timer of its own. */
  #asks = (request) => {
    this.#request = request;
    if (this.#isOver) request.abort();
  };

  /** Calls `act` with the handle, see `PanelHandle` in `entry.rs`; gives what it gives. */
  call(act) {
    const handle = this.#handle;
    return handle && this.#module.guard(() => act(handle));
  }

  /** Takes settings as `mount` does, in the place of all former ones. */
  configure(settings) {
    // What is wrong with them is told while the module takes them.
    this.#obey(settings);
    this.call((handle) => handle.configure(settings));
  }

  /** Speaks the language of the settings as soon as that has come. */
  #obey(settings) {
    const mine = settingsIn(settings);
    const { locale } = mine;
    this.#settings = mine;
    this.#told('settings', {});
    const speak = ({ tag, words }) => {
      if (mine !== this.#settings || tag === this.#spoken) return;
      this.#spoken = tag;
      this.call((handle) => handle.speak(words));
      this.#told('settings', {});
      for (const label of this.#labels) label();
    };
    bringLanguage(locale).then(speak, ({ message }) => this.#page.complain('locale', message));
  }

  /** What the later file makes of the panel, once; nothing when it cannot come, and who wants it
   *  next asks again. With `more` comes what it needs besides. */
  #bring(what, file, more) {
    const bring = async () => {
      try {
        const { Later } = await bringScript(file);
        await more?.();
        return this.#isOver ? undefined : new Later(this.#own);
      } catch ({ message }) {
        this.#page.complain(what, message);
        this.#page.diagnostics.note({ what: 'absent', part: what, code: message });
        delete this.#brought[what];
        return undefined;
      }
    };
    return (this.#brought[what] ??= bring());
  }

  /** An event was told, or something else may be new. What does more with it comes with the first
   *  state, or when something is wrong with the connection. */
  #told = async (name, detail) => {
    const isFirst = detail.new && (name === 'cec-state' ? detail.new !== 'unknown' : detail.failure);
    if (isFirst || this.#brought.desk) (await this.#bring('desk', DESK))?.told(name, detail);
    const extras = await this.#brought.extras;
    if (!this.#isOver) extras?.told(name);
  };

  /** The details have been opened, or Alt and Shift are held. */
  #wanted = async (event) => {
    const [target] = event.composedPath();
    const isWanted = event.type === 'toggle' ? target.closest('.connection, .connect') : event.altKey && event.shiftKey;
    if (!isWanted) return;
    const extras = await this.#bringExtras();
    if (!this.#isOver) extras?.take(event, target);
  };

  #bringExtras = () => this.#bring('extras', EXTRAS, bringMessages);

  /** A setting is not obeyed. What it is, and what it may be, a later file says. */
  #complain = async (key, problem) => {
    const mine = this.#settings;
    const extras = await this.#bringExtras();
    const isSo = mine === this.#settings && !this.#isOver;
    this.#page.complain(key, (isSo && extras?.explain(key, problem)) || problem);
  };

  unmount() {
    this.call((handle) => handle.unmount());
    this.#end();
  }

  die(place) {
    this.#end();
    this.#died(place);
  }

  #end() {
    this.#isOver = true;
    this.#handle = undefined;
    this.#request?.abort();
    this.#ahead?.end();
    this.#lead.end();
    this.#listen('removeEventListener');
    for (const it of Object.values(this.#brought)) it.then((made) => made?.end());
    this.#module.forget(this);
  }

  #listen(change) {
    this.#own.root[change]('toggle', this.#wanted, true);
    // Behind all that the page itself does with a key.
    window[change]('keydown', this.#wanted);
  }
}

/** What the module calls: `Page` in `src/app/host.rs`. */
function pageOf({ diagnostics, tell, askNext }, own, lead, asks, ahead, told, complain) {
  return {
    tell: (name, agentId, part, old) => {
      const { state, connection, ...rest } = part;
      const content = old === undefined ? part : { ...rest, old, new: state ?? connection };
      const detail = { ...content, agentId: agentId ?? null };
      diagnostics.told(name, detail);
      tell(name, detail);
      told(name, detail);
    },
    complain,
    mounted: (version) => diagnostics.mounted(version),
    note: (at, entry) => {
      const nextAskAt = entry.failure && own.call((handle) => handle.snapshot())?.connection.nextAskAt;
      diagnostics.note(nextAskAt ? { ...entry, at, nextAskAt } : { ...entry, at });
      told(entry.what, entry);
    },
    asks,
    ahead: () => ahead?.sent,
    askNext: (agentId, address, options, lead, sessionKey) =>
      askNext?.({ agentId, address, options, lead, sessionKey }),
    askNothing: () => askNext?.(),
    lead: (name, steal) => lead.lead(name, steal),
    resign: () => lead.resign(),
    leave: () => lead.leave(),
    say: (text) => lead.say(text),
  };
}
