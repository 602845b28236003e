// The variant in which the portal says whose Guid a session is: the browser has the portal's
// session cookie, which means nothing to the gateway, and the server asks the portal's back
// end before each request. Apache httpd has no such look-up.
import { ask } from './support/ask.mjs';
import { openOnHold, watchForSecrets } from './support/no_guid.mjs';
import { COOKIE } from './support/portal.mjs';
import { expect, test } from './support/served.mjs';
import { PORTAL } from './support/web_server.mjs';

const RESOURCE = '/agentgateway/resource/onlineagent/41001';
const GUID = '0f3c-4d.AgentGateway0';
const SIGNED_IN = { 'Sec-Fetch-Site': 'same-origin', Cookie: `route=a1; ${COOKIE}=s1` };

for (const kind of ['nginx', 'caddy']) {
  test.describe(kind, () => {
    const started = ({ plainGateway, portal, serve }) => {
      portal.guids.set('s1', GUID);
      return serve(kind, { gatewayPort: plainGateway.port, portalPort: portal.port });
    };

    test('the portal sees the cookies and the gateway its Guid, whatever Guid the browser sends', async ({ plainGateway, portal, serve }) => {
      const server = await started({ plainGateway, portal, serve });
      for (const guid of [undefined, 'forged.AgentGateway0']) {
        const headers = { ...SIGNED_IN, ...(guid && { Guid: guid }), 'Content-Length': 2 };
        const asked = { method: 'POST', headers, body: '{}' };
        expect((await ask(server, `${RESOURCE}/syncagentinfo?a=1`, asked)).status).toBe(200);
        const got = plainGateway.asked.at(-1);
        expect(got).toMatchObject({ method: 'POST', path: `${RESOURCE}/syncagentinfo?a=1`, body: '{}' });
        expect(got.headers.guid).toBe(GUID);
        expect(got.headers.cookie).toBeUndefined();
        const seen = portal.asked.at(-1);
        expect(seen).toMatchObject({ method: 'GET', path: '/agent-guid', body: '' });
        expect(seen.headers.cookie).toBe(SIGNED_IN.Cookie);
        expect(seen.headers.guid).toBeUndefined();
      }
      expect(portal.asked).toHaveLength(2);
      expect(await server.logs()).not.toContain(GUID);
      expect(await server.logs()).not.toContain('s1');
    });

    test('where the portal knows no session, the server says 401; where it says no, 403; the gateway is not asked', async ({ plainGateway, portal, serve }) => {
      const server = await started({ plainGateway, portal, serve });
      for (const cookie of [undefined, 'route=a1', `${COOKIE}=s2`]) {
        const headers = { ...SIGNED_IN, Guid: GUID, Cookie: cookie };
        if (cookie === undefined) delete headers.Cookie;
        const { status } = await ask(server, `${RESOURCE}/agentstatus`, { headers });
        expect(status, cookie).toBe(401);
      }
      portal.answer = { status: 403 };
      expect((await ask(server, `${RESOURCE}/agentstatus`, { headers: SIGNED_IN })).status).toBe(403);
      expect(plainGateway.asked).toEqual([]);
    });

    test('a portal that fails, is slow or is gone is a failure that passes, and nothing of its answer shows', async ({ plainGateway, portal, serve }) => {
      const server = await started({ plainGateway, portal, serve });
      const refused = async (what) => {
        const { status, headers, body } = await ask(server, `${RESOURCE}/agentstatus`, { headers: { ...SIGNED_IN, Guid: GUID } });
        expect([500, 502, 504], `${what}: ${status}`).toContain(status);
        expect(headers['set-cookie'], what).toBeUndefined();
        expect(headers.location, what).toBeUndefined();
        expect(body.toString(), what).not.toContain('the portal speaks');
      };
      for (const status of [302, 404, 429, 500, 503]) {
        portal.answer = { status, headers: { Guid: GUID, Location: '/login', 'Set-Cookie': 'a=b', 'Retry-After': '600' } };
        await refused(status);
      }
      portal.answer = { status: 200, headers: { Guid: GUID }, waitMs: 7_000 };
      const start = Date.now();
      await refused('slow');
      expect(Date.now() - start, 'before the panel gives up').toBeLessThan(6_500);
      portal.answer = null;
      await portal.stop();
      try {
        await refused('gone');
      } finally {
        await portal.restart();
      }
      expect(plainGateway.asked).toEqual([]);
      expect((await ask(server, `${RESOURCE}/agentstatus`, { headers: SIGNED_IN })).status).toBe(200);
      expect(await server.logs()).not.toContain(GUID);
    });

    test('a portal that names no Guid does not let the browser’s through', async ({ plainGateway, portal, serve }) => {
      const server = await started({ plainGateway, portal, serve });
      for (const headers of [{}, { Guid: '' }]) {
        portal.answer = { status: 200, headers };
        await ask(server, `${RESOURCE}/agentstatus`, { headers: { ...SIGNED_IN, Guid: GUID } });
      }
      expect(portal.asked).toHaveLength(2);
      for (const { headers } of plainGateway.asked) expect(headers.guid ?? '').toBe('');
    });

    test('nobody outside can ask the look-up, and another site or origin asks nothing at all', async ({ plainGateway, portal, serve }) => {
      const server = await started({ plainGateway, portal, serve });
      portal.answer = { status: 200, headers: { Guid: GUID } };
      for (const path of ['/agent-guid', '/agentgateway/agent-guid', '/agentgateway//agent-guid', '/agentgateway/./agent-guid']) {
        const { headers, body } = await ask(server, path, { headers: SIGNED_IN });
        expect(JSON.stringify(headers) + body, path).not.toContain(GUID);
        expect(body.toString(), path).not.toContain('the portal speaks');
      }
      const before = portal.asked.length;
      for (const site of [undefined, 'cross-site', 'same-site', 'none']) {
        const { 'Sec-Fetch-Site': _same, ...headers } = SIGNED_IN;
        if (site) headers['Sec-Fetch-Site'] = site;
        const { status } = await ask(server, `${RESOURCE}/agentstatus`, { headers });
        expect(status, site).toBe(403);
      }
      expect(portal.asked.length).toBe(before);
    });

    test('no answer shows a Guid or sets a cookie, and what brings a fresh Guid is refused', async ({ plainGateway, portal, serve }) => {
      const server = await started({ plainGateway, portal, serve });
      plainGateway.answers = {
        'Set-GUID': 'JSESSIONID=9a.AgentGateway0',
        'Set-Cookie': ['JSESSIONID=9a.AgentGateway0; Path=/', 'route=a1'],
      };
      const { status, headers } = await ask(server, `${RESOURCE}/agentstatus`, { headers: SIGNED_IN });
      expect(status).toBe(200);
      expect(headers['set-guid']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers.guid).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
      const asked = plainGateway.asked.length;
      for (const path of [
        ...['updateGuid', 'updateguid', 'updateGuid/', 'updateGuid;a=1', '%75pdateGuid'].map((name) => `${RESOURCE}/${name}`),
        '/agentgateway/resource/agentevent/41001',
        '/agentgateway/resource/AgentEvent;a=1/41001',
      ]) {
        expect((await ask(server, path, { headers: SIGNED_IN })).status, path).toBe(403);
      }
      expect(plainGateway.asked.length).toBe(asked);
    });

    test('the panel follows a session through a fresh Guid and a portal that stumbles to its end', async ({ page, gateway, guard, open, portal, serve }) => {
      guard.allow(/Failed to load resource/);
      const server = await serve(kind, { portalPort: portal.port, config: { guidFrom: 'proxy' } });
      const secrets = watchForSecrets(page, gateway);
      portal.guids.set('s1', await gateway.signIn({ state: 'hold' }));
      await page.context().addCookies([
        { name: COOKIE, value: 's1', domain: PORTAL, path: '/', httpOnly: true, secure: true, sameSite: 'Lax' },
      ]);
      const panel = await openOnHold(open, page, server, gateway);

      portal.guids.set('s1', await gateway.rotateGuid({ oldValidMs: 0 }));
      await gateway.act('unhold');
      await expect(panel.badge).toHaveAttribute('data-state', 'talking', { timeout: 8_000 });

      portal.answer = { status: 503 };
      await expect(panel.connection).toHaveAttribute('data-connection', 'retrying', { timeout: 8_000 });
      portal.answer = null;
      await expect(panel.connection).toHaveAttribute('data-connection', 'live', { timeout: 20_000 });

      await secrets.expectNone();
      expect(await gateway.count('sync')).toBe(1);
      portal.guids.clear();
      await expect(panel.connection).toHaveAttribute('data-connection', 'expired', { timeout: 8_000 });
      for (const guid of gateway.guids) expect(await server.logs()).not.toContain(guid);
    });
  });
}
