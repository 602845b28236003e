// Before the module, and after its death: <cec-agent-panel>, the panel as an element of any
// page. See panel.d.ts for what it offers.
import { activated } from './activated.js';
import { saveByHand } from './by_hand.js';
import { Controls } from './controls.js';
import { GLUE, STYLE, VERSION, WASM } from './files.js';
import { Diagnostics } from './diagnostics.js';
import { dispatchLater } from './host_events.js';
import { jsonText } from './json_text.js';
import { bringLanguage } from './language.js';
import { loadModule } from './load_module.js';
import { filesBeside, renew } from './load_script.js';
import { drawMessage } from './message.js';
import { OPTIONS, fromAttribute, settingsOf, toAttribute } from './options.js';
import { drawSkeleton } from './skeleton.js';
import { SLOW_MS } from './slow.js';
import { styleSheetFor } from './style_sheet.js';

const TAG = 'cec-agent-panel';

export class CecAgentPanel extends HTMLElement {
  static observedAttributes = OPTIONS.map(({ attribute }) => attribute);

  #shadow = this.attachShadow({ mode: 'open' });
  #frame = document.createElement('div');
  #root = document.createElement('div');
  #controls = new Controls();
  #diagnostics = new Diagnostics();
  #guid;
  /** Stands for one stay in the page; null outside. */
  #stay = null;
  #slow;
  #willApply = false;
  #ready = new Promise((resolve) => {
    this.addEventListener('cec-ready', ({ detail }) => resolve(detail), { once: true });
  });

  constructor() {
    super();
    this.#frame.className = 'frame';
    this.#frame.append(this.#root);
    this.#root.className = 'panel';
    // One landmark of the portal's page, with its own parts inside.
    this.#root.setAttribute('role', 'region');
    // What a translator puts in the place of a text, nobody keeps up to date.
    this.#root.translate = false;
    this.#diagnostics.about.as = 'element';
    if (window.parent !== window) saveByHand(this.#root, this.#diagnostics);
    // Properties that were set before there was a class for them hide its own.
    for (const property of [...OPTIONS.map((option) => option.property), 'guid']) {
      if (Object.hasOwn(this, property)) {
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
    }
  }

  /** Takes the Guid. It is a secret: what was set cannot be read again. */
  set guid(guid) {
    this.#guid = typeof guid === 'string' && guid !== '' ? guid : undefined;
    this.#apply();
  }

  get guid() {
    return undefined;
  }

  snapshot() {
    return this.#controls.snapshot(VERSION);
  }

  pushEvent(event) {
    // Outside the page there is no panel, and later it would be old.
    if (this.#stay !== null) this.#controls.pushEvent(event);
  }

  showCommand(command, more) {
    return this.#stay === null ? { withdraw() {} } : this.#controls.showCommand(command, more);
  }

  refresh() {
    this.#controls.refresh();
  }

  get ready() {
    return this.#ready;
  }

  diagnostics() {
    return this.#diagnostics.file();
  }

  attributeChangedCallback() {
    this.#apply();
  }

  connectedCallback() {
    // It has been moved.
    if (this.#stay !== null) return;
    this.#begin();
  }

  /** With this, `moveBefore` calls neither of the other two. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  adoptedCallback() {
    this.#dress();
  }

  async #begin() {
    const stay = {};
    this.#stay = stay;
    // A translation is inherited, but not into every shadow.
    if (!this.hasAttribute('translate')) this.translate = false;
    this.#dress();
    this.#tell();
    drawSkeleton(this.#root, this.locale, this.theme, this.layout);
    this.#shadow.replaceChildren(this.#frame);
    await activated();
    if (this.#stay !== stay) return;
    this.#diagnostics.watch();
    this.#slow = setTimeout(() => this.#say('slow'), SLOW_MS);
    let module, language;
    try {
      const coming = bringLanguage(this.locale);
      // It is waited for later, when the module may have failed already.
      coming.catch(() => {});
      module = await loadModule(fileOf(GLUE), fileOf(WASM));
      language = await coming;
    } catch (failure) {
      // This script may name files that are no longer there, and a reload takes it from the cache.
      if (failure.kind === 'missing') renew(import.meta.url);
      if (this.#stay === stay) this.#say(failure.kind, failure.code);
      return;
    }
    if (this.#stay === stay) this.#mount(module, language, stay);
  }

  #mount(module, language, stay) {
    clearTimeout(this.#slow);
    const isHere = () => this.#stay === stay;
    dispatchLater(this, 'cec-ready', { version: VERSION }, () => isHere() && module.diedAt === null);
    const page = {
      diagnostics: this.#diagnostics,
      tell: (name, detail) => dispatchLater(this, name, detail, isHere),
      // The one to mend it is the portal's developer.
      complain: (key, problem) => console.warn(`<${TAG}>: ${key}: ${problem}`),
    };
    this.#controls.mount(module, this.#root, language, false, page, (place) => {
      if (/Trusted(HTML|Script)/.test(place)) this.#say('blocked', 'require-trusted-types-for');
      else this.#say('crashed', place);
      dispatchLater(this, 'cec-crash', { place }, isHere);
    });
  }

  #end() {
    if (this.#stay === null) return;
    this.#stay = null;
    clearTimeout(this.#slow);
    this.#controls.unmount();
    this.#diagnostics.unwatch();
    this.#shadow.replaceChildren();
    this.#root.replaceChildren();
  }

  #say(kind, code) {
    clearTimeout(this.#slow);
    this.#diagnostics.note({ what: 'message', kind, code });
    drawMessage(this.#root, kind, code, this.#diagnostics);
  }

  #dress() {
    // Nothing is seen of a document without a window, such as a template's.
    if (this.ownerDocument.defaultView === null) return;
    this.#shadow.adoptedStyleSheets = [styleSheetFor(this.ownerDocument, STYLE)];
  }

  /** What is set together takes effect together: a Guid never goes with another's ID. */
  #apply() {
    if (this.#willApply || this.#stay === null) return;
    this.#willApply = true;
    queueMicrotask(() => {
      this.#willApply = false;
      if (this.#stay !== null) this.#tell();
    });
  }

  #tell() {
    // Portals do not show a form for a Guid.
    const settings = { ...settingsOf((property) => this[property]), allowConnectForm: false };
    const text = jsonText(settings);
    this.#controls.configure(text);
    this.#diagnostics.configure(text);
    this.#controls.setSession(this.agentId || undefined, this.#guid);
  }
}

for (const { property, attribute, type } of OPTIONS) {
  Object.defineProperty(CecAgentPanel.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return fromAttribute(type, this.getAttribute(attribute));
    },
    set(value) {
      const text = toAttribute(type, value);
      if (text === null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, text);
    },
  });
}

/** Files stand beside this one, wherever that is. */
function fileOf([name, integrity]) {
  return { href: new URL(name, import.meta.url).href, integrity };
}

filesBeside(import.meta.url);
// A second copy of this script leaves the element to the first.
if (!customElements.get(TAG)) customElements.define(TAG, CecAgentPanel);
