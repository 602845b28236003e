// No Guid in the browser: a server in front of the gateway adds it (`guidFrom: "proxy"`).
import { expect, test as base } from './support/panel.mjs';
import { COOKIE, startGuidProxy } from './support/guid_proxy.mjs';
import { SCRIPT, servePage } from './support/portal_page.mjs';

const CALL = { state: 'hold', sinceMs: 65_000, call: { caller: '13800138000' } };
const KEY = 'cec-agent-panel.session';

const test = base.extend({
  /** Behind the proxy, for browser and test alike. */
  gateway: async ({ gateway }, use) => {
    const { origin } = gateway;
    const guidProxy = await startGuidProxy(origin);
    await use(Object.assign(gateway, { origin: guidProxy.origin, guidProxy }));
    gateway.origin = origin;
    await guidProxy.stop();
  },

  guidProxy: async ({ gateway }, use) => use(gateway.guidProxy),

  /** Signs the agent in at the portal, which hands the browser a cookie and no more. */
  signIn: async ({ context, gateway, guidProxy }, use) => {
    await use(async (setup = CALL) => {
      await gateway.signIn(setup);
      guidProxy.set('s1', gateway.guid);
      await context.addCookies([{ name: COOKIE, value: 's1', url: guidProxy.origin, httpOnly: true, sameSite: 'Strict' }]);
    });
  },
});

test.afterEach(async ({ guidProxy }) => {
  expect(guidProxy.asked.length).toBeGreaterThan(0);
  for (const headers of guidProxy.asked) expect(headers.guid, 'the browser sends no Guid').toBeUndefined();
});

test('the page works with the agent’s ID alone, and stores and shows no Guid', async ({ page, gateway, open, signIn }) => {
  await signIn();
  const panel = await open(page, { setup: false, driven: true, config: { guidFrom: 'proxy' }, session: { agentId: gateway.agentId } });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.value('caller')).toHaveText('13800138000');
  await panel.advance(10_000);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  expect((await gateway.log()).map(({ guid }) => guid)).not.toContain('missing');
  expect(await gateway.count('sync')).toBe(1);
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));
  expect(kept).not.toContain(gateway.guid);
});

test('a session that is over comes back with the next sign-in at the portal, without the page’s help', async ({ page, gateway, guidProxy, open, signIn, guard }) => {
  guard.allow(/Failed to load resource/);
  await signIn();
  const panel = await open(page, { setup: false, driven: true, config: { guidFrom: 'proxy' }, session: { agentId: gateway.agentId } });
  guidProxy.set('s1', null);
  await panel.advanceUntil(async () => (await panel.connection.getAttribute('data-connection')) === 'expired', { step: 1_000 });
  await expect(panel.notice.getByRole('heading')).toHaveText('Your session has ended');
  await expect(panel.notice.locator('.code')).toHaveText('HTTP 401');
  await expect(panel.form).toHaveCount(0);
  const asked = guidProxy.asked.length;
  await panel.advance(60_000, { step: 3_000 });
  expect(guidProxy.asked.length - asked).toBe(2);
  await expect(panel.notice).toBeVisible();

  await signIn({ state: 'busy' });
  await panel.advance(31_000, { step: 1_000 });
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.notice).toHaveCount(0);
  expect(await gateway.count('sync')).toBe(1);
});

test('an element takes no Guid, neither from its host nor from the storage', async ({ page, gateway, guidProxy, signIn }) => {
  await signIn();
  const stolen = `${gateway.guid}-not-to-be-sent`;
  await servePage(page, `${guidProxy.origin}/portal/`, `${SCRIPT}<cec-agent-panel id="panel" guid-from="proxy"></cec-agent-panel>`);
  await page.goto(`${guidProxy.origin}/portal/`);
  await page.evaluate(
    ([key, agentId, guid]) => {
      sessionStorage.setItem(key, JSON.stringify({ agentId, guid }));
      document.getElementById('panel').guid = guid;
    },
    [KEY, gateway.agentId, stolen],
  );
  await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'hold');
  await page.evaluate((agentId) => {
    sessionStorage.clear();
    Object.assign(document.getElementById('panel'), { agentId, sessionKey: '' });
  }, gateway.agentId);
  const before = guidProxy.asked.length;
  await expect.poll(() => guidProxy.asked.length, { timeout: 15_000 }).toBeGreaterThan(before + 1);
  await expect(page.locator('[part="connection"]')).toHaveAttribute('data-connection', 'live');
});

test('an element asks at once when its host signs the agent in anew', async ({ page, gateway, guidProxy, signIn, guard }) => {
  guard.allow(/Failed to load resource/);
  await signIn();
  await servePage(page, `${guidProxy.origin}/portal/`, `${SCRIPT}<cec-agent-panel id="panel" guid-from="proxy" session-key="" agent-id="${gateway.agentId}"></cec-agent-panel>`);
  await page.goto(`${guidProxy.origin}/portal/`);
  const connection = page.locator('[part="connection"]');
  await expect(connection).toHaveAttribute('data-connection', 'live');
  guidProxy.set('s1', null);
  await expect(connection).toHaveAttribute('data-connection', 'expired', { timeout: 8_000 });
  await signIn({ state: 'rest' });
  await page.evaluate((agentId) => Object.assign(document.getElementById('panel'), { agentId }), gateway.agentId);
  await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'rest');
  await expect(connection).toHaveAttribute('data-connection', 'live');
});

test('in an iframe the portal says who the agent is, and cannot make the panel send a Guid', async ({ page, gateway, guidProxy, signIn }) => {
  await signIn();
  await page.route('**/config.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: JSON.stringify({ guidFrom: 'proxy', sessionKey: '', parentOrigins: [guidProxy.origin] }) }),
  );
  await servePage(page, `${guidProxy.origin}/portal/`, '<iframe id="frame" src="/" width="420" height="700"></iframe>', null);
  await page.goto(`${guidProxy.origin}/portal/`);
  await page.evaluate(
    async ([agentId, guid]) => {
      const { connect } = await import('/host.js');
      const iframe = document.getElementById('frame');
      window.panel = connect(iframe, { agentId, guidFrom: 'session' });
      const message = { 'cec-agent-panel': 1, kind: 'configure', settings: { guidFrom: 'session' } };
      await new Promise((ready) => iframe.addEventListener('cec-ready', ready));
      iframe.contentWindow.postMessage(message, location.origin);
      iframe.contentWindow.postMessage({ ...message, kind: 'session', agentId, guid }, location.origin);
    },
    [gateway.agentId, `${gateway.guid}-not-to-be-sent`],
  );
  await expect(page.frameLocator('#frame').locator('[part="status-badge"]')).toHaveAttribute('data-state', 'hold');
  const before = guidProxy.asked.length;
  await expect.poll(() => guidProxy.asked.length, { timeout: 15_000 }).toBeGreaterThan(before + 1);
});

test('two tabs share one poller', async ({ page, context, gateway, open, signIn }) => {
  await signIn();
  const options = { setup: false, config: { guidFrom: 'proxy' }, session: { agentId: gateway.agentId } };
  const leader = await open(page, options);
  await expect(leader.connection).toHaveAttribute('data-connection', 'live');
  const follower = await open(await context.newPage(), options);
  await expect(follower.connection).toHaveAttribute('data-connection', 'following');
  await expect(follower.value('caller')).toHaveText('13800138000');
  await page.close();
  await expect(follower.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(1);
});
