// Before the module, and after its death: events for the page around a panel.

/**
 * Has `target` dispatch a `cec-*` event when the work at hand is done, so that a listener may
 * do with the panel what it likes. `still` says then whether it should.
 */
export function dispatchLater(target, name, detail, still = () => true) {
  const frozen = deepFreeze(detail);
  queueMicrotask(() => {
    if (!still()) return;
    target.dispatchEvent(new CustomEvent(name, { detail: frozen, bubbles: true, composed: true }));
  });
}

/** What one listener is given, the next one is given too. */
function deepFreeze(value) {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Object.keys(value)) deepFreeze(value[key]);
  }
  return value;
}
