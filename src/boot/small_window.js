// Later than the module, when the agent asks for it: the panel in a small window that stays on top,
// where the browser has such a one, else in a pop-out window. It is drawn by the same module, in
// the layout `badge`, and there is one in a browser: the last one that was asked for.
import { styleSheetFor } from './style_sheet.js';

/** How large it is at first, in px. */
const SIZE = { width: 340, height: 80 };
/** What is left free under opened details, in px. */
const MARGIN = 8;
/** The panels of a browser tell each other by this name that a window has been opened. */
const CHANNEL = 'cec-agent-panel.small-window';
/** The places of the two texts of why there is none. */
const [AGAIN, REFUSED] = [0, 1];
/** What its root has of the panel's. */
const COPIED = ['lang', 'dir', 'aria-label', 'translate', 'data-theme'];

export class SmallWindow {
  #panel;
  #say;
  /** What closes the window that is open. */
  #close;
  #isOver = false;

  /** `panel` as in `extras.js`; `say` tells the agent why there is none, with one of the texts of
   *  the words `window`. */
  constructor(panel, say) {
    this.#panel = panel;
    this.#say = say;
  }

  /** Opens it, or closes it. */
  async toggle() {
    if (this.#close) return this.#close();
    // The script may have come after the browser has forgotten the click.
    if (navigator.userActivation?.isActive === false) return this.#say(AGAIN);
    const opened = await open();
    if (!opened) return this.#say(REFUSED);
    if (this.#isOver || this.#close) return opened.close();
    try {
      this.#fill(opened);
      this.#say();
    } catch {
      // A browser that has put another page into the window, say.
      this.#close?.();
      opened.close();
      this.#say(REFUSED);
    }
    return undefined;
  }

  /** The panel is gone. */
  end() {
    this.#isOver = true;
    this.#close?.();
  }

  /** A call that waits is told of elsewhere as soon as nobody sees the panel there. */
  #seeThere(isSeen) {
    if (this.#panel.isSeenThere === isSeen) return;
    this.#panel.isSeenThere = isSeen;
    this.#panel.lookAgain?.();
  }

  #fill(opened) {
    const { root, call } = this.#panel;
    const observer = new MutationObserver(() => dress(place, root));
    const channel = channelOfWindows();
    const close = () => {
      if (this.#close !== close) return;
      this.#close = undefined;
      observer.disconnect();
      channel?.close();
      window.removeEventListener('pagehide', close);
      call((handle) => {
        handle.tickThere(false, !document.hidden);
        handle.showIn();
      });
      this.#seeThere(false);
      opened.close();
    };
    this.#close = close;
    window.addEventListener('pagehide', close);
    opened.addEventListener('pagehide', close);
    const place = placeIn(opened.document, root);
    dress(place, root);
    observer.observe(root, { attributeFilter: COPIED });
    call((handle) => handle.showIn(place));
    // The timers of a page that is not seen go slowly; those of this window do not.
    const tick = () => {
      const isSeen = !opened.document.hidden;
      this.#seeThere(isSeen);
      call((handle) => handle.tickThere(isSeen, !document.hidden));
    };
    opened.setInterval(tick, 1_000);
    opened.document.addEventListener('visibilitychange', tick);
    tick();
    if (channel) {
      channel.onmessage = close;
      channel.postMessage('opened');
    }
    growWith(place, opened);
  }
}

/** A window; nothing where none may be opened. */
async function open() {
  const pictures = window.documentPictureInPicture;
  // One that is there already is the portal's own.
  if (pictures && !pictures.window) {
    try {
      return await pictures.requestWindow(SIZE);
    } catch {
      // In an iframe, and where an operator does not have it, a pop-out window may do.
    }
  }
  try {
    return window.open('', '', `popup,width=${SIZE.width},height=${SIZE.height}`);
  } catch {
    // Where a sandbox forbids it, Firefox throws.
    return null;
  }
}

/** What the panels of a browser talk on, where the browser has such a thing. */
function channelOfWindows() {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    // One more window does no harm.
    return undefined;
  }
}

/** The rules of a sheet; none of one of another origin, which is none of the panel's. */
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

/** What the panel is shown in, with its style sheet. */
function placeIn(document, root) {
  const { styleSheets, adoptedStyleSheets } = root.getRootNode();
  const rules = [...styleSheets, ...adoptedStyleSheets].flatMap(rulesOf);
  const style = rules.map(({ cssText }) => cssText).join('\n');
  document.adoptedStyleSheets = [styleSheetFor(document, style)];
  const place = document.createElement('main');
  place.className = 'panel';
  place.dataset.layout = 'badge';
  // What a theme may set stands around the panel.
  const around = getComputedStyle(root);
  for (const name of new Set(style.match(/--cec-[a-z-]+/g))) {
    const value = around.getPropertyValue(name);
    if (value) place.style.setProperty(name, value);
  }
  // The text of a rule lacks a shorthand with variables of which a longhand behind it replaces a part.
  const { fontFamily, fontSize, lineHeight } = around;
  Object.assign(place.style, { fontFamily, fontSize, lineHeight: parseFloat(lineHeight) / parseFloat(fontSize) });
  document.body.append(place);
  return place;
}

/** Has the place speak, and look, as the panel does. */
function dress(place, root) {
  for (const name of COPIED) {
    const value = root.getAttribute(name);
    if (value !== null) place.setAttribute(name, value);
  }
  const { documentElement } = place.ownerDocument;
  documentElement.lang = root.lang;
  place.ownerDocument.title = root.getAttribute('aria-label');
}

/** The window is as high as the details while they are open. */
function growWith(place, opened) {
  let grown = 0;
  const fit = () => {
    const details = place.querySelector('.connection [open]');
    // Else the line would go on to stand in the middle.
    place.style.blockSize = details ? place.style.blockSize || `${opened.innerHeight}px` : '';
    const lacks = details ? Math.ceil(details.getBoundingClientRect().bottom) + MARGIN - opened.innerHeight : 0;
    const by = Math.max(lacks, 0) - (details ? 0 : grown);
    try {
      if (by) opened.resizeBy(0, by);
      grown = details ? grown + by : 0;
    } catch {
      // A browser that has it only after a click there: the details can be scrolled to.
    }
  };
  place.addEventListener('toggle', fit, true);
}
