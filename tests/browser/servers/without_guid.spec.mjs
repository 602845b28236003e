// The variant that keeps the Guid out of the browser: the portal's HttpOnly cookie becomes the
// Guid at the server, and the gateway is asked nothing without one.
import { ask } from './support/ask.mjs';
import { expect, test } from './support/served.mjs';
import { SERVERS } from './support/web_server.mjs';

const PATH = '/agentgateway/resource/onlineagent/41001/agentstatus';
const GUID = '0f3c-4d.AgentGateway0';
const SAME = { 'Sec-Fetch-Site': 'same-origin' };

for (const kind of SERVERS) {
  test.describe(kind, () => {
    test('the cookie becomes the Guid and is not handed on, whatever Guid the browser sends', async ({ plainGateway, serve }) => {
      const server = await serve(kind, { gatewayPort: plainGateway.port, withoutGuid: true });
      for (const [sent, left] of [
        [`cec-guid=${GUID}`, ''],
        [`cec-guid=${GUID}; route=a1`, 'route=a1'],
        [`route=a1; cec-guid=${GUID}`, 'route=a1'],
        [`route=a1; cec-guid=${GUID}; other=b2`, 'route=a1; other=b2'],
        [`not-cec-guid=zzz; cec-guid=${GUID}`, 'not-cec-guid=zzz'],
      ]) {
        for (const guid of [undefined, 'forged.AgentGateway0']) {
          const headers = { ...SAME, Cookie: sent, ...(guid && { Guid: guid }) };
          expect((await ask(server, PATH, { headers })).status, sent).toBe(200);
          const { headers: got } = plainGateway.asked.at(-1);
          expect(got.guid, sent).toBe(GUID);
          expect((got.cookie ?? '').replace(/;\s*$/, ''), sent).toBe(left);
        }
      }
      expect(await server.logs()).not.toContain(GUID);
    });

    test('without the cookie, or with more than one, the server answers 401 and asks nothing', async ({ plainGateway, serve }) => {
      const server = await serve(kind, { gatewayPort: plainGateway.port, withoutGuid: true });
      for (const cookie of [
        undefined,
        'route=a1',
        'cec-guid=',
        'not-cec-guid=abc',
        'cec-guid=a b',
        'cec-guid="quoted"',
        `cec-guid=${'a'.repeat(513)}`,
        `cec-guid=${GUID}; cec-guid=other`,
        `cec-guid=other; route=a1; cec-guid=${GUID}`,
      ]) {
        const headers = { ...SAME, Guid: GUID, ...(cookie !== undefined && { Cookie: cookie }) };
        const { status } = await ask(server, PATH, { headers });
        expect(status, String(cookie)).toBe(401);
      }
      expect(plainGateway.asked).toEqual([]);
    });

    test('another site, or another origin of this site, is refused although its requests bring the cookie', async ({ plainGateway, serve }) => {
      const server = await serve(kind, { gatewayPort: plainGateway.port, withoutGuid: true });
      for (const site of [undefined, 'cross-site', 'same-site', 'none']) {
        const headers = { Cookie: `cec-guid=${GUID}`, ...(site && { 'Sec-Fetch-Site': site }) };
        const { status } = await ask(server, PATH, { headers, method: 'POST' });
        expect(status, site).toBe(403);
      }
      expect(plainGateway.asked).toEqual([]);
    });

    test('a fresh Guid becomes the cookie, and no answer shows one', async ({ plainGateway, serve }) => {
      const server = await serve(kind, { gatewayPort: plainGateway.port, withoutGuid: true });
      const headers = { ...SAME, Cookie: `cec-guid=${GUID}` };
      plainGateway.answers = { 'Set-GUID': 'JSESSIONID=9a.AgentGateway0', 'Set-Cookie': 'route=a1; Path=/' };
      const { headers: got } = await ask(server, '/agentgateway/resource/agentevent/41001', { headers });
      expect(got['set-guid']).toBeUndefined();
      expect(got['set-cookie']).toContain(
        'cec-guid=9a.AgentGateway0; Path=/agentgateway/; Secure; HttpOnly; SameSite=Strict',
      );
      expect(got['set-cookie'].filter((cookie) => cookie.startsWith('route=a1'))).toHaveLength(1);
      expect(got['cache-control']).toBe('no-store');

      plainGateway.answers = {};
      expect((await ask(server, PATH, { headers })).headers['set-cookie']).toBeUndefined();

      const asked = plainGateway.asked.length;
      for (const name of ['updateGuid', 'updateguid', 'updateGuid/', 'updateGuid;a=1', '%75pdateGuid']) {
        const path = `/agentgateway/resource/onlineagent/41001/${name}`;
        expect((await ask(server, path, { headers, method: 'PUT' })).status, path).toBe(403);
      }
      expect(plainGateway.asked.length).toBe(asked);
      expect(await server.logs()).not.toContain('9a.AgentGateway0');
    });
  });
}
