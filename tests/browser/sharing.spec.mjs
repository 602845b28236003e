// One poller per agent and browser: real tabs, real locks, a real channel.
import { expect, test as base } from './support/panel.mjs';

const CALL = { state: 'hold', sinceMs: 65_000, call: { caller: '13800138000', talkingForMs: 90_000 } };

/** A further tab of the same agent. */
async function further(context, gateway, open) {
  const page = await context.newPage();
  const session = { agentId: gateway.agentId, guid: gateway.guid };
  const panel = await open(page, { setup: false, session });
  return { page, panel };
}

const test = base.extend({
  /** Two tabs: `page` with the `leader`, `other` with the `follower`. */
  tabs: async ({ page, context, gateway, open }, use) => {
    const leader = await open(page, { setup: CALL });
    await expect(leader.connection).toHaveAttribute('data-connection', 'live');
    const { page: other, panel: follower } = await further(context, gateway, open);
    await expect(follower.connection).toHaveAttribute('data-connection', 'following');
    await use({ leader, other, follower });
  },
});

/** How many polls come within `ms`. */
async function pollsWithin(page, gateway, ms) {
  const before = await gateway.count('status');
  await page.waitForTimeout(ms);
  return (await gateway.count('status')) - before;
}

test('a second tab follows the first: it shows the same, and neither syncs nor polls', async ({ gateway, tabs: { other, follower } }) => {
  await expect(follower.badge).toHaveAttribute('data-state', 'talking');
  await expect(follower.call).toContainText('13800138000');
  await expect(follower.connection).toContainText('Follows another tab');
  expect(await gateway.count('sync')).toBe(1);
  expect(await pollsWithin(other, gateway, 6_500)).toBeLessThanOrEqual(3);

  await gateway.act('hangup');
  await expect(follower.badge).toHaveAttribute('data-state', 'wrap-up');
  await expect(follower.call).toHaveAttribute('data-call', 'ended');
});

test('when the leader closes, the follower goes on without a sync', async ({ page, gateway, tabs: { follower } }) => {
  await page.close();
  await expect(follower.connection).toHaveAttribute('data-connection', 'live');
  await gateway.act('hangup');
  await expect(follower.badge).toHaveAttribute('data-state', 'wrap-up');
  expect(await gateway.count('sync')).toBe(1);
});

test('when the leader freezes, the follower takes over within two intervals', async ({ page, gateway, tabs: { leader, follower } }) => {
  // Nothing runs in the page any more, and the lock stays held.
  const thawed = page.evaluate((ms) => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  }, 9_000);
  await expect(follower.connection).toHaveAttribute('data-connection', 'live', { timeout: 6_500 });

  await thawed;
  await expect(leader.connection).toHaveAttribute('data-connection', 'following');
  await expect(follower.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(1);
});

test('when the leader crashes, the follower takes over', async ({ page, context, gateway, tabs: { follower } }) => {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  await expect(follower.connection).toHaveAttribute('data-connection', 'live', { timeout: 6_500 });
  expect(await gateway.count('sync')).toBe(1);
  await page.close();
});

test('a reload of either tab loses nothing and ends with one leader', async ({ page, gateway, tabs: { leader, other, follower } }) => {
  await other.reload();
  await expect(follower.connection).toHaveAttribute('data-connection', 'following');
  await expect(follower.call).toContainText('13800138000');
  expect(await gateway.count('sync')).toBe(1);

  await page.reload();
  await expect(follower.connection).toHaveAttribute('data-connection', 'live');
  await expect(leader.connection).toHaveAttribute('data-connection', 'following');
  await expect(leader.call).toContainText('13800138000');
  // The page that came back found a living leader.
  expect(await gateway.count('sync')).toBe(1);
});

test('what the tabs say to each other holds no Guid', async ({ page, context, gateway, open, guard }) => {
  // The listener's page has no icon.
  guard.allow(/Failed to load resource/);
  const listener = await context.newPage();
  await listener.goto(`${gateway.origin}/config.json`);
  await listener.evaluate((name) => {
    window.heard = [];
    new BroadcastChannel(name).onmessage = ({ data }) => window.heard.push(data);
  }, `cec-agent-panel.6  ${gateway.agentId}`);
  const leader = await open(page, { setup: CALL });
  await further(context, gateway, open);
  const guid = await gateway.rotateGuid();
  await leader.putSession();
  await page.waitForTimeout(3_500);
  const heard = await listener.evaluate(() => window.heard.join('\n'));
  expect(heard).toContain('13800138000');
  for (const secret of [guid, ...gateway.guids]) expect(heard).not.toContain(secret);
});

test('where the browser has no locks, each tab polls for itself', async ({ page, context, gateway, open }) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  });
  const first = await open(page, { setup: { state: 'idle' } });
  const { panel: second } = await further(context, gateway, open);
  await expect(first.connection).toHaveAttribute('data-connection', 'live');
  await expect(second.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(2);
  // The log does not tell the two apart, and each has its own pace.
  first.othersAsked();
  second.othersAsked();
});
