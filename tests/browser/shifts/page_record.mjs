// Runs in the page, after the clock: writes down what the panel shows after each step. Equal
// views in a row are one entry, with the moments of the first and of the last.

export function installRecord() {
  let entries = [];
  let before = null;
  const clock = window.drivenClock;
  const element = () => document.querySelector('cec-agent-panel');
  const part = (root, name) => root.querySelector(`[part="${name}"]`);
  const text = (root, selector) => root.querySelector(selector)?.textContent ?? null;

  const view = () => {
    const panel = element();
    const root = panel?.shadowRoot ?? document;
    const badge = part(root, 'status-badge');
    if (badge === null) return null;
    const call = part(root, 'call-card');
    const command = part(root, 'command-indicator');
    const snapshot = panel?.snapshot?.() ?? null;
    return {
      state: badge.dataset.state,
      source: badge.dataset.source,
      fresh: badge.dataset.fresh === 'true',
      detail: text(badge, '.badge-detail'),
      pending: part(root, 'pending').dataset.pending ?? null,
      call: call.dataset.call,
      callId: call.querySelector('[data-field="call-id"] bdi')?.textContent ?? null,
      caller: call.querySelector('[data-field="caller"] bdi')?.textContent ?? null,
      command: Number(command.dataset.command),
      verdict: command.dataset.verdict,
      connection: part(root, 'connection').dataset.connection,
      notice: root.querySelector('[data-notice="connection"] .code')?.textContent ?? null,
      message: root.querySelector('[data-boot]')?.textContent ?? null,
      visible: document.visibilityState === 'visible',
      asOf: snapshot?.state?.asOf ?? null,
    };
  };

  clock.observe(() => {
    const shown = view();
    const key = JSON.stringify(shown);
    const now = { gateway: clock.gateway(), wall: clock.wall(), step: clock.step() };
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
  window.shiftRecord = () => {
    const taken = entries;
    entries = [];
    return { entries: taken, now: clock.gateway(), network: { taken: window.shiftNetwork.taken.splice(0), others: window.shiftNetwork.others.splice(0) } };
  };
}
