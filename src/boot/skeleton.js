// Before the module: what stands in an element until it has come, the places of the panel's
// parts, as in index.html, so that nothing moves when they are filled.

const PARTS = [
  ['section', 'badge', ['span', 'badge-icon'], ['p', 'badge-name', ['span', 'bone']], ['span', 'badge-time'], ['p', 'badge-pending'], ['p', 'badge-detail']],
  ['section', 'call', ['header', 'call-head', ['h2', '', ['span', 'bone']]]],
  ['section', 'command'],
  ['div', 'notices'],
  ['div', 'connect-place'],
  ['section', 'connection', ['details', '', ['summary', '', ['span', 'bone']]]],
];

/** Puts the skeleton into `root`, in the language, theme and layout that the host has set. */
export function drawSkeleton(root, locale, theme, layout) {
  root.setAttribute('aria-busy', 'true');
  root.lang = locale ?? '';
  root.dataset.theme = theme ?? 'auto';
  root.dataset.layout = layout ?? 'full';
  const [badge, ...others] = PARTS.map(build);
  badge.dataset.tone = 'unknown';
  badge.dataset.fresh = 'false';
  root.replaceChildren(badge, ...others);
}

function build([name, className, ...children]) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children.map(build));
  return element;
}
