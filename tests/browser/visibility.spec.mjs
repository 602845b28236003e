// Seen and unseen, awake and asleep, with and without a network: what the panel asks for,
// and that what is old never looks live (R5–R7).
import { chromium } from '@playwright/test';
import { LAUNCH } from './support/chromium.mjs';
import { expect, test } from './support/panel.mjs';
import { look } from './support/visibility.mjs';

/** Counts the timers that fire from now on. */
async function countTimers(page) {
  await page.evaluate(() => {
    window.fired = 0;
    const own = window.setTimeout;
    window.setTimeout = (callback, wait) =>
      own(() => {
        window.fired += 1;
        callback();
      }, wait);
  });
  return () => page.evaluate(() => window.fired);
}

test('a hidden panel asks every 30 s, and at once when it is seen again', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle' } });
  await panel.advance(3_500);
  await look(page, false);
  await panel.advance(3_500);
  const before = await gateway.count('status');
  await panel.advance(90_000);
  expect((await gateway.count('status')) - before).toBe(3);

  await gateway.change({ state: 'busy' });
  await panel.advance(10_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await look(page, true);
  await panel.settle();
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  expect(await gateway.count('sync')).toBe(1);
});

test('one tick a second while somebody looks, and none while nobody does', async ({ page, open }) => {
  const config = { pollIntervalMs: 60_000, hiddenPollIntervalMs: 60_000 };
  const setup = { state: 'talking', sinceMs: 5_000, call: { talkingForMs: 5_000 } };
  const panel = await open(page, { driven: true, config, setup });
  await panel.advance(2_000);
  const fired = await countTimers(page);
  // The tick that was set before the count began is not in it.
  await panel.advance(1_000);
  const begun = await fired();
  await panel.advance(20_000);
  expect((await fired()) - begun).toBe(20);

  await look(page, false);
  const seconds = await panel.stateTime.innerText();
  const hidden = await fired();
  await panel.advance(20_000);
  expect(await fired()).toBe(hidden);
  await expect(panel.stateTime).toHaveText(seconds);

  await look(page, true);
  await panel.settle();
  await panel.expectTime(panel.stateTime, 48);
  await panel.expectTime(panel.callTime, 48);
});

test('timers step each second and skip none', async ({ page, open }) => {
  const setup = { state: 'talking', sinceMs: 57_000, call: { talkingForMs: 57_000 } };
  const panel = await open(page, { driven: true, setup });
  await panel.advance(1_000, { step: 100 });
  const texts = await page.evaluate(() => {
    const texts = [];
    const timer = document.querySelector('.badge-time');
    new MutationObserver(() => texts.push(timer.textContent)).observe(timer, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    window.shownTimes = texts;
    return [timer.textContent];
  });
  await panel.advance(12_000, { step: 250 });
  texts.push(...(await page.evaluate(() => window.shownTimes)));
  const seconds = texts.map((text) => {
    const [minutes, rest] = text.replace('~', '').split(':').map(Number);
    return minutes * 60 + rest;
  });
  const first = seconds[0];
  expect(seconds).toEqual(Array.from({ length: 13 }, (_, index) => first + index));
});

test('without a network it says so, and asks within an interval when the network is back', async ({ page, context, gateway, open, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED/);
  const panel = await open(page, { driven: true, chance: 0.999999, setup: { state: 'idle' } });
  await panel.advance(3_500);
  await context.setOffline(true);
  await panel.advance(3_500);
  await expect(panel.connection).toHaveAttribute('data-connection', 'offline');
  await panel.advance(20_000);
  await expect(panel.notice).toContainText('no network');
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');

  await gateway.change({ state: 'rest' });
  const before = await gateway.count('status');
  await context.setOffline(false);
  await panel.advance(3_000);
  await expect.poll(() => gateway.count('status')).toBe(before + 1);
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.notice).toHaveCount(0);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
});

test('after a sleep the status is unknown until the next answer', async ({ page, gateway, open }) => {
  const setup = { state: 'talking', call: { caller: '13800138000', talkingForMs: 9_000 } };
  const panel = await open(page, { driven: true, setup });
  await panel.advance(4_000);
  await gateway.fault({ interface: 'status', kind: 'latency', ms: 1_500, times: 1 });
  await gateway.clock({ advance: 3_600_000 });
  await page.clock.fastForward(3_600_000);

  await expect(panel.badge).toHaveAttribute('data-state', 'unknown', { timeout: 1_000 });
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
  await expect(panel.stateName).toHaveText('Status unknown');
  await expect(panel.stateDetail).toHaveText(/^since \d\d:\d\d:\d\d$/);
  await expect(panel.call).not.toHaveAttribute('data-call', 'live');

  // Another tab may have woken first and taken the lead: its word is waited for.
  await panel.advance(250);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
  // It may be another call by now: the old times prove nothing.
  await expect(panel.stateTime).toHaveText('--:--');
  expect(await gateway.count('sync')).toBe(1);
});

test('what is older than two intervals is dimmed and dated, and after a minute unknown', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  const panel = await open(page, { driven: true, chance: 0.5, setup: { state: 'idle' } });
  await panel.advance(3_500);
  const name = await panel.stateName.innerText();
  await gateway.fault({ interface: 'status', kind: 'http', status: 500 });
  await panel.advance(4_000);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
  await panel.advance(4_000);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
  await expect(panel.stateName).toHaveText(name);
  await expect(panel.stateDetail).toHaveText(/^as of \d\d:\d\d:\d\d$/);
  const time = await panel.stateTime.innerText();
  await panel.advance(3_000);
  await expect(panel.stateTime, 'the time goes on, the claim does not').not.toHaveText(time);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');

  await panel.advance(55_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
  await expect(panel.stateName).toHaveText('Status unknown');
  await expect(panel.stateDetail).toHaveText(/^since \d\d:\d\d:\d\d$/);
  await expect(panel.alert).toHaveText('Connection lost. Your status is unknown.');
});

test('a return from the back/forward cache asks for the status and not for another sync', async ({ gateway, guard }) => {
  // Playwright turns the cache off in the browsers that it starts.
  const browser = await chromium.launch({
    ...LAUNCH,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    guard.watch(page);
    guard.allow(/Failed to load resource/);
    const guid = await gateway.signIn({ state: 'talking' });
    await page.addInitScript((text) => {
      sessionStorage.setItem('cec-agent-panel.session', text);
      addEventListener('pageshow', (event) => {
        if (event.persisted) window.cameBack = true;
      });
    }, JSON.stringify({ agentId: gateway.agentId, guid }));
    await page.goto(gateway.origin);
    const badge = page.locator('[part="status-badge"]');
    await expect(badge).toHaveAttribute('data-source', 'status', { timeout: 10_000 });
    await page.goto(`${gateway.origin}/config.json`);
    await gateway.change({ state: 'busy' });
    await page.waitForTimeout(1_500);
    const before = await gateway.count('status');
    await page.evaluate(() => history.back());
    await expect.poll(() => page.evaluate(() => window.cameBack).catch(() => false)).toBe(true);
    await expect(badge).toHaveAttribute('data-state', 'busy', { timeout: 1_500 });
    expect(await gateway.count('status')).toBeGreaterThan(before);
    expect(await gateway.count('sync')).toBe(1);
  } finally {
    await browser.close();
  }
});
