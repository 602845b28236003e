// The browser's back/forward cache: a page with the element goes into it, because its locks
// and channels are let go of, and comes back as it left.
import { chromium } from '@playwright/test';
import { LAUNCH } from '../support/chromium.mjs';
import { KEY } from '../support/day.mjs';
import { expect, test as base } from './portal.mjs';

const test = base.extend({
  // Playwright turns the cache off in the browsers that it starts.
  caching: async ({ guard }, use) => {
    const browser = await chromium.launch({
      ...LAUNCH,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
    const context = await browser.newContext({ viewport: { width: 420, height: 720 } });
    context.on('page', (page) => guard.watch(page));
    // Going away ends the request under way.
    guard.allow(/Failed to load resource/);
    await context.addInitScript(() => {
      addEventListener('pageshow', (event) => {
        if (event.persisted) window.cameBack = (window.cameBack ?? 0) + 1;
      });
    });
    await use(context);
    await browser.close();
  },
});

const TALK = { state: 'talking', sinceMs: 65_000, call: { caller: '13800138000', talkingForMs: 65_000 } };

/** Goes elsewhere, does `meanwhile`, and comes back out of the cache. */
async function goAndReturn(page, portal, meanwhile) {
  // A page is not kept that a script comes to, or that opens a channel, while it goes away: what is
  // brought last keeps the day.
  await expect.poll(() => page.evaluate((key) => sessionStorage.getItem(key), KEY), 'a day').not.toBeNull();
  const before = await page.evaluate(() => window.cameBack ?? 0);
  await page.goto(`${portal.origin}/elsewhere`);
  await meanwhile();
  await page.evaluate(() => history.back());
  await expect.poll(() => page.evaluate(() => window.cameBack).catch(() => 0), 'out of the cache').toBe(before + 1);
}

const seconds = async (timer) => {
  const [minutes, rest] = (await timer.innerText()).replace('~', '').split(':').map(Number);
  return minutes * 60 + rest;
};

const role = (page) => page.evaluate(() => document.querySelector('cec-agent-panel').snapshot().connection.role);

test('a page with the element comes back with the right state and times, and without a sync', async ({ caching, portal, gateway }) => {
  portal.serve('/', {});
  portal.serve('/elsewhere', { script: null, body: 'elsewhere' });
  const page = await caching.newPage();
  const panel = await portal.open(page, { setup: TALK });
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  expect(await role(page)).toBe('leads');
  const began = Date.now();
  const stood = await seconds(panel.stateTime);

  await goAndReturn(page, portal, async () => {
    // Nobody asks while the page is in the cache.
    await page.waitForTimeout(1_500);
    const before = await gateway.count('status');
    await page.waitForTimeout(2_500);
    expect(await gateway.count('status')).toBe(before);
  });
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect.poll(async () => Math.abs(await seconds(panel.stateTime) - stood - (Date.now() - began) / 1_000)).toBeLessThan(2);
  await expect(panel.value('caller')).toHaveText('13800138000');

  await goAndReturn(page, portal, () => gateway.act('hangup'));
  await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
  const before = await gateway.count('status');
  await expect.poll(() => gateway.count('status')).toBeGreaterThan(before + 2);
  await expect.poll(() => role(page), 'it leads again').toBe('leads');
  expect(await gateway.count('sync')).toBe(1);
});

/** Two tabs of the agent in a call, one that leads and one that follows. */
async function twoTabs(caching, portal) {
  portal.serve('/', {});
  portal.serve('/elsewhere', { script: null, body: 'elsewhere' });
  const leader = await caching.newPage();
  const leading = await portal.open(leader, { setup: TALK });
  await expect(leading.badge).toHaveAttribute('data-source', 'status');
  const follower = await caching.newPage();
  const following = await portal.open(follower, { setup: false });
  await expect(following.connection).toHaveAttribute('data-connection', 'following');
  return { leader, leading, follower, following };
}

test('while the leader is in the cache another tab leads, and goes on when it is back', async ({ caching, portal, gateway }) => {
  const { leader, leading, follower, following } = await twoTabs(caching, portal);
  expect(await role(follower)).toBe('follows');

  await goAndReturn(leader, portal, async () => {
    await expect.poll(() => role(follower)).toBe('leads');
    await gateway.act('hangup');
    await expect(following.badge).toHaveAttribute('data-state', 'wrap-up');
  });
  await expect(leading.badge).toHaveAttribute('data-state', 'wrap-up');
  await expect.poll(() => role(leader)).toBe('follows');
  expect(await role(follower)).toBe('leads');
  expect(await gateway.count('sync')).toBe(1);
});

test('a follower comes back out of the cache as a follower, and leads when the leader is gone', async ({ caching, portal, gateway }) => {
  const { leader, leading, follower, following } = await twoTabs(caching, portal);

  await goAndReturn(follower, portal, () => gateway.act('hangup'));
  await expect(following.badge).toHaveAttribute('data-state', 'wrap-up');
  await expect.poll(() => role(follower)).toBe('follows');
  await leader.close();
  await expect.poll(() => role(follower)).toBe('leads');
  await gateway.change({ state: 'busy' });
  await expect(following.badge).toHaveAttribute('data-state', 'busy');
  expect(await gateway.count('sync')).toBe(1);
});
