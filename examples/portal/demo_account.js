// The simulated gateway gives each visitor an agent of their own whose shift goes on by
// itself. A real gateway has no such thing: leave this file out of a real portal.

/** `{agentId, password, phonenum}`, or null where there is no simulated gateway. */
export async function demoAccount() {
  try {
    const response = await fetch('/control/demo', { method: 'POST' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
