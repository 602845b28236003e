// The gateway behind each server: when it is gone, when it is another than the one that was
// pinned, and what of its answers the browser gets to see.
import { ask } from './support/ask.mjs';
import { expect, test } from './support/served.mjs';
import { SERVERS } from './support/web_server.mjs';

const resource = (gateway, name) => `/agentgateway/resource/onlineagent/${gateway.agentId}/${name}`;

for (const kind of SERVERS) {
  test.describe(kind, () => {
    test('the gateway goes and comes back: the panel says so, recovers, and syncs once', async ({ page, gateway, guard, open, serve }) => {
      guard.allow(/Failed to load resource/);
      const server = await serve(kind);
      const panel = await open(page, { origin: server.origin, path: '/agent-panel/', setup: { state: 'busy' } });
      await expect(panel.connection).toHaveAttribute('data-connection', 'live');
      await server.relay.cut();
      try {
        await expect(panel.connection).toHaveAttribute('data-connection', 'retrying', { timeout: 10_000 });
        await expect(panel.notice).toContainText(/50[24]/, { timeout: 20_000 });
        await expect(panel.badge).toHaveAttribute('data-state', 'busy');
      } finally {
        await server.relay.restore();
      }
      await gateway.act('idle');
      await expect(panel.badge).toHaveAttribute('data-state', 'idle', { timeout: 30_000 });
      await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
      await expect(panel.connection).toHaveAttribute('data-connection', 'live');
      expect(await gateway.count('sync')).toBe(1);
      const log = await server.logs();
      for (const guid of gateway.guids) expect(log, 'the log of errors').not.toContain(guid);
    });

    for (const [what, options] of [
      ['with another certificate than the pinned one', ({ other }) => ({ pinned: other })],
      ['with another name than its certificate', () => ({ misnamed: true })],
    ]) {
      test(`a gateway ${what} is asked nothing, and the panel says that it cannot be reached`, async ({ page, gateway, guard, open, serve, certificates }) => {
        guard.allow(/Failed to load resource/);
        const server = await serve(kind, options(certificates));
        const panel = await open(page, { origin: server.origin, path: '/agent-panel/' });
        await expect(panel.connection).toHaveAttribute('data-connection', /retrying|recovering/);
        await expect(panel.notice).toContainText(/50[024]/, { timeout: 20_000 });
        expect(await gateway.log()).toEqual([]);
        for (const guid of gateway.guids) expect(await server.logs()).not.toContain(guid);
      });
    }

    test('a request whose answer never came is not sent again', async ({ gateway, serve }) => {
      const server = await serve(kind);
      const guid = await gateway.signIn({ state: 'idle' });
      await gateway.fault({ interface: 'sync', kind: 'drop', after: true, times: 1 });
      const asked = { method: 'POST', headers: { Guid: guid, 'Content-Length': '0' } };
      const { status } = await ask(server, resource(gateway, 'syncagentinfo'), asked);
      expect(status).toBe(502);
      expect(await gateway.count('sync')).toBe(1);
      await gateway.fault({ interface: 'status', kind: 'drop', times: 1 });
      const polled = await ask(server, resource(gateway, 'agentstatus'), { headers: { Guid: guid } });
      expect(polled.status).toBe(502);
      expect(await gateway.count('status')).toBe(1);
    });

    test('nothing that the gateway answers is kept, run or framed', async ({ gateway, serve }) => {
      const server = await serve(kind);
      const guid = await gateway.signIn({ state: 'idle' });
      for (const name of ['agentstatus', 'nothing']) {
        const { headers } = await ask(server, resource(gateway, name), { headers: { Guid: guid, 'Accept-Encoding': 'gzip, br' } });
        expect(headers['cache-control'], name).toBe('no-store');
        expect(headers['content-security-policy']).toContain("default-src 'none'; sandbox");
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['access-control-allow-origin']).toBeUndefined();
      }
    });

    test('what the gateway refuses comes through as it is', async ({ plainGateway, serve }) => {
      const server = await serve(kind, { gatewayPort: plainGateway.port });
      plainGateway.answers = { 'Retry-After': '7' };
      for (const status of [401, 404, 429, 500, 502, 503]) {
        plainGateway.status = status;
        const { status: got, headers, body } = await ask(server, resource({ agentId: '41001' }, 'agentstatus'));
        expect(got).toBe(status);
        expect(headers['retry-after'], status).toBe('7');
        expect(JSON.parse(body), status).toMatchObject({ retcode: '0' });
      }
    });

    test('a body that no interface takes is refused', async ({ gateway, serve }) => {
      const server = await serve(kind);
      const guid = await gateway.signIn({ state: 'idle' });
      const body = 'a'.repeat(70_000);
      const asked = { method: 'POST', headers: { Guid: guid, 'Content-Length': body.length }, body };
      const { status } = await ask(server, resource(gateway, 'syncagentinfo'), asked);
      expect(status).toBe(413);
      expect(await gateway.count('sync')).toBe(0);
    });
  });
}
