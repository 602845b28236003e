// The page itself: the one line that brings the element, and what the panel tells.
import 'cec-agent-panel';

const output = document.querySelector('output');
window.addEventListener('cec-state', ({ detail }) => output?.append(`${detail.old} → ${detail.new}, `));
