// Before the module, and after its death: events for the page around a panel.

/** The one that a listener may prevent the default of. */
const CANCELABLE = 'cec-ringing';

/**
 * Has `target` dispatch a `cec-*` event when the work at hand is done, so that a listener may
 * do with the panel what it likes. `still` says then whether it should. Gives a promise, false
 * where a listener has prevented what the panel does by default.
 */
export async function dispatchLater(target, name, detail, still = () => true) {
  const frozen = deepFreeze(detail);
  await undefined;
  const event = { detail: frozen, bubbles: true, composed: true, cancelable: name === CANCELABLE };
  return !still() || target.dispatchEvent(new CustomEvent(name, event));
}

/** What one listener is given, the next one is given too. */
function deepFreeze(value) {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Object.keys(value)) deepFreeze(value[key]);
  }
  return value;
}
