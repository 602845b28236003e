// Beside the module, and without it: what a message offers for the help desk.

/** How long a button says that it has copied, in ms: another message may stand there then. */
const SAID_MS = 3_000;

/**
 * Puts what is for the help desk in `message`, the elements `.code` and, if there is one, `.help`,
 * into a row with what the agent may do with it: to copy the message, to save the diagnostics. The
 * help is behind a word. `words` gives those of the language that is spoken, as in `boot` of its
 * file; call what this gives when that is another one.
 */
export function addReport(message, words, diagnostics) {
  const part = (name) => document.createElement(name);
  const row = part('div');
  row.className = 'report';
  const button = (onclick) => Object.assign(part('button'), { type: 'button', className: 'small', onclick });
  const copy = button(async () => {
    const told = [...message.querySelectorAll('h1, h2, .code')];
    try {
      await navigator.clipboard.writeText(told.map(({ textContent }) => textContent).join('\n'));
      copy.textContent = words().copied;
      setTimeout(label, SAID_MS);
    } catch {
      // There is no clipboard without TLS, and maybe none in a frame: what is marked can be copied.
      getSelection().selectAllChildren(message);
    }
  });
  const save = button(() => diagnostics.save());
  const summary = part('summary');
  const label = () => {
    copy.textContent = words().copy;
    save.textContent = words().save;
    summary.textContent = words().help;
  };
  label();
  const [code, help] = ['.code', '.help'].map((kind) => message.querySelector(kind) ?? '');
  const details = part('details');
  details.append(summary, help);
  row.append(code, copy, save, help && details);
  message.append(row);
  return label;
}
