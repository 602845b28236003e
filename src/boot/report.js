// Beside the module, and without it: what a message offers for the help desk.
import { CopyButton } from './copy_button.js';

/**
 * Puts what is for the help desk in `message`, the elements `.code` and, if there is one, `.help`,
 * into a row with what the agent may do with it: to copy the message, to save the diagnostics. The
 * help is behind a word. `words` gives those of the language that is spoken, as in `boot` of its
 * file; call what this gives when that is another one.
 */
export function addReport(message, words, diagnostics) {
  const part = (name, more) => Object.assign(document.createElement(name), more);
  const row = part('div', { className: 'report', ariaLive: 'off' });
  const textOf = () => [...message.querySelectorAll('h1, h2, .code, .help')].map(({ textContent }) => textContent).join('\n');
  // What is marked can be copied by hand.
  const copy = new CopyButton(textOf, (isCopied) => isCopied || getSelection().selectAllChildren(message));
  const save = part('button', { type: 'button', className: 'small', onclick: () => diagnostics.save() });
  const summary = part('summary');
  const label = () => {
    copy.speak(words());
    save.textContent = words().save;
    summary.textContent = words().help;
  };
  label();
  const [code, help] = ['.code', '.help'].map((kind) => message.querySelector(kind) ?? '');
  const details = part('details');
  details.append(summary, help);
  row.append(code, copy.element, save, part('small', { textContent: `#${diagnostics.caseNumber}` }), help && details);
  message.append(row);
  return label;
}
