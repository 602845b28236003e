// Before the module, and without it: what the page around a frame lets nobody save or copy stands there
// as a text that the agent can take by hand. A download that a sandbox stops fails without a word,
// so in a frame the text stands beside every one.
import { AdoptedSheet } from './adopted_sheet.js';
import { frame as en } from '../i18n/languages/en.js';
import { frame as es } from '../i18n/languages/es.js';
import { frame as th } from '../i18n/languages/th.js';
import { frame as zh } from '../i18n/languages/zh-CN.js';

const WORDS = { en, es, th, zh };

const STYLE = `@layer parts {
  .by-hand {
    display: grid;
    gap: 0.25em;
    justify-items: start;
    inline-size: 100%;
    padding-block: 0.5em;

    & label { display: grid; gap: 0.25em; inline-size: 100%; }
    & textarea {
      block-size: 6em;
      padding: 0.25em 0.5em;
      border: 1px solid var(--_cec-quiet);
      border-radius: 0.375em;
      background: var(--_cec-ground);
      color: var(--_cec-text);
      font: inherit;
      resize: vertical;
    }
  }
}
`;

const sheet = new AdoptedSheet(STYLE);

/** Has what `diagnostics` saves of the panel in `root` stand there, too. What stands there for one agent
 *  to copy is nothing for the next one. */
export function saveByHand(root, diagnostics) {
  const { save, told } = diagnostics;
  let agentId = null;
  diagnostics.told = (name, detail) => {
    if (detail.agentId !== agentId) takeAway(root);
    ({ agentId } = detail);
    told.call(diagnostics, name, detail);
  };
  diagnostics.save = () => {
    save.call(diagnostics);
    show(root, 'saved', JSON.stringify(diagnostics.file(), null, 1));
  };
}

/** Has what this page may not copy stand in `root`. There is no clipboard at all without TLS. */
export function copyByHand(root) {
  const { clipboard } = navigator;
  const writeText = async (text) => {
    try {
      await clipboard.writeText(text);
    } catch (error) {
      // Who wanted to copy marks something else first.
      setTimeout(() => show(root, 'copied', text));
      throw error;
    }
  };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
}

/** Takes away what was shown. */
function takeAway(root) {
  root.querySelector('.by-hand')?.remove();
}

/** Shows the text, marked, where the details are, or the message in their place; `kind` is that of
 *  the words with it. */
function show(root, kind, text) {
  const place = root.querySelector('.boot-message, .connection details');
  if (!place) return;
  takeAway(root);
  if ('open' in place) place.open = true;
  const before = root.getRootNode().activeElement;
  const words = WORDS[start(place.lang || root.lang)] ?? en;
  const part = (name, more, ...children) => {
    const made = Object.assign(document.createElement(name), more);
    made.append(...children);
    return made;
  };
  const area = part('textarea', { readOnly: true, value: text, onfocus: () => area.select() });
  const close = part('button', { type: 'button', className: 'small', textContent: words.close });
  const shown = part('div', { className: 'by-hand' }, part('label', {}, words[kind], area), close);
  close.onclick = () => {
    shown.remove();
    before?.focus();
  };
  place.append(shown);
  sheet.dress(shown);
  area.focus();
}

const start = (tag) => tag.split('-')[0];
