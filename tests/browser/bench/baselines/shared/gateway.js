// The baselines' requests: the operator's settings, and the gateway's two interfaces.

const SESSION_KEY = 'cec-agent-panel.session';
const DEFAULTS = { gateway: '', credentials: 'same-origin', pollIntervalMs: 3_000, requestTimeoutMs: 10_000 };

/** The settings of config.json; the defaults where it is missing or cannot be read. */
export async function readConfig() {
  try {
    const response = await fetch('config.json', { cache: 'no-cache' });
    return response.ok ? { ...DEFAULTS, ...(await response.json()) } : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** Asks for everything, once a load: it empties the agent's queue of events. */
export const syncAgentInfo = (config) => ask(config, 'POST', 'syncagentinfo');

/** Asks for the state alone. */
export const agentStatus = (config) => ask(config, 'GET', 'agentstatus');

async function ask(config, method, name) {
  // The portal replaces the Guid while the page lives, so it is read each time.
  const session = JSON.parse(sessionStorage.getItem(SESSION_KEY));
  if (!session) throw new Error('Not signed in');
  const address = `${config.gateway}/agentgateway/resource/onlineagent/${session.agentId}/${name}`;
  const response = await fetch(address, {
    method,
    headers: { 'Content-Type': 'application/json; charset=UTF-8', Guid: session.guid },
    cache: 'no-store',
    credentials: config.credentials,
    signal: AbortSignal.timeout(config.requestTimeoutMs),
  });
  const { retcode, message, result } = await response.json();
  if (retcode !== '0') throw new Error(`The gateway says ${retcode} ${message}`);
  return result;
}
