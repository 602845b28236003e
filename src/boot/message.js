// After the module's death, and without it: a message in the place of a panel.
import { bringMessages, messageIn } from './language.js';
import { renewAll } from './load_script.js';
import { addReport } from './report.js';

/**
 * Puts a message in the place of what stands in `root`, and calls `entitle` with its title.
 *
 * `kind` is one of the languages' messages, `code` a text for the help desk, if there is one,
 * and `diagnostics` what it may want besides. The root says which language it speaks; where its
 * words are still to come, the message is English until then.
 */
export function drawMessage(root, kind, code, diagnostics, entitle, locale = root.lang) {
  const { tag, boot, isWanted } = messageIn(locale, kind);
  const [title, text, help] = boot[kind] ?? [boot.network[0], ''];
  const part = (name, content) => {
    const element = document.createElement(name);
    element.textContent = content;
    return element;
  };
  const message = part('section', '');
  message.className = 'boot-message';
  message.setAttribute('role', 'alert');
  message.dataset.boot = kind;
  const reload = part('button', boot.reload);
  reload.type = 'button';
  reload.addEventListener('click', () => renewAll().then(() => location.reload()));
  message.append(part('h1', title), part('p', text), reload);
  for (const [name, content] of [['code', code], ['help', help]]) {
    if (!content) continue;
    const small = part('p', content);
    small.className = name;
    message.append(small);
  }
  addReport(message, () => boot, diagnostics);
  root.removeAttribute('aria-busy');
  root.replaceChildren(message);
  entitle?.(title);
  // The root goes on saying which language is wanted.
  (isWanted ? root : message).lang = tag;
  if (isWanted) return;
  const again = () => {
    // What stands in it to be copied by hand stays, and so does the message.
    if (!message.isConnected || message.querySelector('.by-hand')) return;
    drawMessage(root, kind, code, diagnostics, entitle, locale);
  };
  // Where they do not come either, English has to do.
  bringMessages().then(again, () => {});
}
