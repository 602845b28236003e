// The simulated gateway gives each visitor an agent of their own whose shift goes on by
// itself; the portal signs that agent in at once. A real gateway has no such thing: leave this
// file out of a real portal.

/** `{agentId, password, phoneNumber}`, or null where there is no simulated gateway. */
export async function demoAccount() {
  try {
    const response = await fetch('/control/demo', { method: 'POST' });
    if (!response.ok) return null;
    const { agentId, password, phonenum } = await response.json();
    return { agentId, password, phoneNumber: phonenum };
  } catch {
    return null;
  }
}
