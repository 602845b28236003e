// The panel behind the variant that keeps the Guid out of the browser: nothing in the browser
// ever holds one.
import { openOnHold, watchForSecrets } from './support/no_guid.mjs';
import { expect, test } from './support/served.mjs';
import { PORTAL, SERVERS } from './support/web_server.mjs';

/** Hands the browser the portal's cookie, as its back end does at sign-in. */
async function signIn(page, gateway, setup) {
  const guid = await gateway.signIn(setup);
  await page.context().addCookies([
    { name: 'cec-guid', value: guid, domain: PORTAL, path: '/agentgateway/', httpOnly: true, secure: true, sameSite: 'Strict' },
  ]);
}

for (const kind of SERVERS) {
  test(`${kind}: a session without a Guid in the browser, through a fresh one to its end`, async ({ page, gateway, guard, open, serve }) => {
    guard.allow(/Failed to load resource/);
    const server = await serve(kind, { withoutGuid: true, config: { guidFrom: 'proxy' } });
    const secrets = watchForSecrets(page, gateway);
    await gateway.clock({ mode: 'manual', now: Date.now() });
    await signIn(page, gateway, { state: 'hold', authMode: 2, unattended: false, flowControl: false });
    const panel = await openOnHold(open, page, server, gateway);

    // After a minute the portal's event poll brings a fresh Guid; after two, only that is good.
    await gateway.clock({ advance: 61_000 });
    await gateway.act('unhold');
    const [answer, fresh] = await page.evaluate(async (agentId) => {
      const response = await fetch(`/agentgateway/resource/agentevent/${agentId}`);
      return [await response.text(), JSON.stringify([...response.headers])];
    }, gateway.agentId);
    expect(JSON.parse(answer)).toMatchObject({ retcode: '0' });
    const { guid } = await gateway.truth();
    expect(gateway.guids.has(guid), 'the Guid is a fresh one').toBe(false);
    gateway.guids.add(guid);
    for (const secret of gateway.guids) expect(answer + fresh).not.toContain(secret);
    await gateway.clock({ advance: 60_000 });
    await expect(panel.badge).toHaveAttribute('data-state', 'talking', { timeout: 8_000 });

    await secrets.expectNone();
    expect(await gateway.count('sync')).toBe(1);

    // The portal signs the agent out: the server answers, and the gateway is not asked.
    await page.context().clearCookies();
    await expect(panel.connection).toHaveAttribute('data-connection', 'expired', { timeout: 8_000 });
    const before = (await gateway.log()).length;
    await page.waitForTimeout(4_000);
    expect((await gateway.log()).length).toBe(before);
    const log = await server.logs();
    for (const guid of gateway.guids) expect(log).not.toContain(guid);
  });
}
