// Runs in the page, after the clock: writes down what the panel shows after each step. Equal
// views in a row are one entry, with the moments of the first and of the last.

export function installRecord() {
  const entries = [];
  let before = null;
  const clock = window.drivenClock;
  const element = () => document.querySelector('cec-agent-panel');
  const text = (root, selector) => root.querySelector(selector)?.textContent ?? null;
  const datum = (card, field) => {
    const shown = card.querySelector(`[data-field="${field}"] dd`);
    return (shown?.querySelector('bdi') ?? shown)?.textContent ?? null;
  };
  const root = () => element()?.shadowRoot ?? document;
  const part = (name) => root().querySelector(`[part="${name}"]`);
  const timer = () => text(root(), '.badge-time');

  const view = () => {
    const badge = part('status-badge');
    if (badge === null) return null;
    const call = part('call-card');
    const command = part('command-indicator');
    const snapshot = element()?.snapshot?.() ?? null;
    return {
      state: badge.dataset.state,
      source: badge.dataset.source,
      fresh: badge.dataset.fresh === 'true',
      detail: text(badge, '.badge-detail'),
      pending: part('pending').dataset.pending ?? null,
      call: call.dataset.call,
      callId: datum(call, 'call-id'),
      caller: datum(call, 'caller'),
      called: datum(call, 'called'),
      callType: datum(call, 'call-type'),
      partner: datum(call, 'partner'),
      callData: datum(call, 'call-data'),
      recording: datum(call, 'recording'),
      command: Number(command.dataset.command),
      verdict: command.dataset.verdict,
      connection: part('connection').dataset.connection,
      notice: root().querySelector('[data-notice="connection"] .code')?.textContent ?? null,
      message: root().querySelector('[data-boot]')?.textContent ?? null,
      visible: document.visibilityState === 'visible',
      asOf: snapshot?.state?.asOf ?? null,
    };
  };

  clock.observe(window, () => {
    const shown = view();
    const key = JSON.stringify(shown);
    // A timer goes on while the rest stands.
    const now = { ...clock.moment(), timer: shown && timer() };
    if (key === before) {
      const last = entries.at(-1);
      if (last) {
        last.until = now;
        last.steps += 1;
        return;
      }
    }
    before = key;
    entries.push({ view: shown, from: now, until: now, steps: 1 });
  });

  /** Takes what was written down since the last time. */
  window.shiftRecord = () => entries.splice(0);
}
