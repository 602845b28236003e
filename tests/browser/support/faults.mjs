// Faults that tests inject, and what they expect around them.
import { expect } from '@playwright/test';

/** What Chromium itself logs about an answer that is an error, or none. */
export const BROWSER_LOG = /^console error: Failed to load resource/;

/** A fault of the poll, and of the sync. */
export const status = (fault) => ({ interface: 'status', ...fault });
export const sync = (fault) => ({ interface: 'sync', ...fault });

/** The gateway refuses with a result code; the web server with an HTTP status. */
export const retcode = (code, message = '') => ({ kind: 'retcode', retcode: code, message });
export const http = (code) => ({ kind: 'http', status: code });

/** Opens the panel on a talk, in driven time. Every back-off is as short as may be. */
export const openTalk = (open, page, options = {}) =>
  open(page, { driven: true, chance: 0, setup: { state: 'talking', sinceMs: 60_000 }, ...options });

/** Opens the panel on a session that the test has begun itself, in driven time. */
export const openOn = (gateway, open, page, options = {}) =>
  openTalk(open, page, {
    setup: false,
    session: { agentId: gateway.agentId, guid: gateway.guid },
    ...options,
  });

/** Expects a panel that is up to date and has nothing to complain about. */
export async function expectLive(panel) {
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.notice).toHaveCount(0);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
}

/** What the agent reads where the help desk reads, behind its word, what follows. */
const TITLES = {
  'The gateway does not answer': 'The panel cannot reach your status',
  'The gateway is not where the panel looks for it': 'The panel cannot reach your status',
  'The server refuses the panel': 'The panel cannot reach your status',
  "A page came instead of the gateway's answer": 'The panel cannot reach your status',
  'Something else answers instead of the gateway': 'The panel cannot reach your status',
  'The gateway reports a fault': 'The panel cannot read your status',
  'The gateway asks for fewer requests': 'Your status comes less often',
};

/** Expects the message about the connection that says so, to the agent or to the help desk. */
export async function expectMessage(panel, said) {
  await expect(panel.notice.getByRole('heading')).toHaveText(TITLES[said] ?? said);
  await expect(panel.notice.locator('.help')).toContainText(said in TITLES ? said : /^$/);
}
