// After the module's death, and without it: a message in the place of a panel.
import { WORDS } from './words.js';

/**
 * Puts a message in the place of what stands in `root`; gives the message's title.
 *
 * `kind` is one of the words' keys, `code` a text for the help desk, if there is one, and
 * `diagnostics` what it may want besides. `own`: title and text in each language, of a
 * message that not every page needs.
 */
export function drawMessage(root, kind, code, diagnostics, own) {
  // A panel, once mounted, has said which language it speaks.
  const chinese = /^zh\b/i.test(root.lang || navigator.language);
  const language = chinese ? 'zh' : 'en';
  const words = WORDS[language];
  const [title, text] = own ? own[language] : words[kind];
  const part = (name, content) => {
    const element = document.createElement(name);
    element.textContent = content;
    return element;
  };
  const message = part('section', '');
  message.className = 'boot-message';
  message.setAttribute('role', 'alert');
  message.dataset.boot = kind;
  const button = (label, act) => {
    const element = part('button', label);
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  };
  message.append(part('h1', title), part('p', text), button(words.reload, () => location.reload()));
  message.append(' ', button(words.save, () => diagnostics.save()));
  if (code) {
    const small = part('p', code);
    small.className = 'code';
    message.append(small);
  }
  root.removeAttribute('aria-busy');
  root.lang = chinese ? 'zh-CN' : 'en';
  root.replaceChildren(message);
  return title;
}
