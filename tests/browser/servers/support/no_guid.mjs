// No Guid in the browser: what a page holds, and what it sends.
import { expect } from '@playwright/test';

/** Watches what the page sends from now on. `expectNone()` fails where that, or anything that
 *  the page holds, shows one of the gateway's Guids, or a `Guid` header; the gateway must have
 *  been asked meanwhile, with its right Guid. */
export function watchForSecrets(page, gateway) {
  const sent = [];
  page.on('request', (request) => sent.push(request));
  return {
    async expectNone() {
      const held = await page.evaluate(() => JSON.stringify([
        { ...sessionStorage },
        { ...localStorage },
        document.cookie,
        document.documentElement.outerHTML,
      ]));
      for (const secret of gateway.guids) expect(held).not.toContain(secret);
      const asked = sent.filter((request) => request.url().includes('/agentgateway/'));
      expect(asked.length).toBeGreaterThan(1);
      for (const request of sent) {
        const { guid, ...headers } = request.headers();
        expect(guid, request.url()).toBeUndefined();
        for (const secret of gateway.guids) expect(JSON.stringify([request.url(), headers])).not.toContain(secret);
      }
      expect((await gateway.log()).every(({ guid }) => guid === 'matched')).toBe(true);
    },
  };
}

/** Opens the page in the folder that a server serves, for an agent whose call is on hold, and
 *  waits until it says so. The page is told the agent, and no Guid. */
export async function openOnHold(open, page, { origin }, gateway) {
  const panel = await open(page, {
    origin,
    path: '/agent-panel/',
    setup: false,
    session: { agentId: gateway.agentId },
  });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  return panel;
}
