// The panel through each server: a first visit, the ones after it, a whole session, and the
// portal's event poll beside it.
import { answered } from './support/access_log.mjs';
import { ask } from './support/ask.mjs';
import { expect, test } from './support/served.mjs';
import { SERVERS } from './support/web_server.mjs';

const isFile = ({ path }) => !path.startsWith('/agentgateway/') && !path.endsWith('favicon.ico');
const isLasting = ({ path }) => /[-.][0-9a-f]{8,}[._]/.test(path);

for (const kind of SERVERS) {
  for (const path of ['/agent-panel/', '/']) {
    test(`${kind}, the panel at ${path}: nothing is downloaded twice`, async ({ page, gateway, open, serve }) => {
      const server = await serve(kind, { path });
      const before = (await answered(server)).length;
      const files = async () => (await answered(server)).slice(before).filter(isFile);
      const panel = await open(page, { origin: server.origin, path, setup: { state: 'hold' } });
      await expect(panel.badge).toHaveAttribute('data-state', 'hold');
      await expect(panel.connection).toHaveAttribute('data-connection', 'live');
      const cold = await files();
      expect(cold.every(({ status }) => status === 200), JSON.stringify(cold)).toBe(true);
      expect(new Set(cold.map(({ path }) => path)).size, 'each file once').toBe(cold.length);
      expect(cold.filter(isLasting).length).toBeGreaterThan(3);

      for (const visit of ['second', 'third']) {
        const then = (await files()).length;
        await panel.reload();
        await expect(panel.badge).toHaveAttribute('data-state', 'hold');
        const warm = (await files()).slice(then);
        expect(warm.filter(isLasting), `${visit} visit`).toEqual([]);
        expect(warm.length, 'what may change is asked for').toBeGreaterThan(0);
        expect(warm.every(({ status }) => status === 304), JSON.stringify(warm)).toBe(true);
      }
    });
  }

  test(`${kind}: a whole session, and no rule of the policy is broken`, async ({ page, gateway, open, serve }) => {
    const server = await serve(kind);
    const panel = await open(page, {
      origin: server.origin,
      path: '/agent-panel/',
      driven: true,
      setup: { state: 'idle', wrapUpMs: null },
    });
    for (const [action, state] of [['ring', 'talking'], ['answer', 'talking'], ['busy', 'talking'], ['hangup', 'busy'], ['cancel-busy', 'idle']]) {
      await gateway.act(action);
      await panel.advance(4_000);
      await expect(panel.badge, action).toHaveAttribute('data-state', state);
    }
    await gateway.rotateGuid();
    await panel.putSession();
    await panel.advance(4_000);
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
    expect(await gateway.count('sync')).toBe(1);
    expect((await gateway.log()).every(({ guid }) => guid === 'matched')).toBe(true);
    const log = await server.logs();
    for (const guid of gateway.guids) expect(log).not.toContain(guid);
  });

  test(`${kind}: an event poll of more than ten seconds comes through`, async ({ gateway, serve }) => {
    const server = await serve(kind);
    const guid = await gateway.signIn({ state: 'idle' });
    await gateway.fault({ interface: 'event', kind: 'latency', ms: 12_000 });
    const start = Date.now();
    const path = `/agentgateway/resource/agentevent/${gateway.agentId}`;
    const { status, body } = await ask(server, path, { headers: { Guid: guid } });
    expect(Date.now() - start).toBeGreaterThanOrEqual(12_000);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ retcode: '0' });
  });
}
