// Answers that a cache on the way gives in the gateway's place, and a computer's clock that
// somebody sets: both are told by the Date of the answers.
import { test as onThePortal } from './hostile/portal.mjs';
import { status } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';

const FAST = { locale: 'en', pollIntervalMs: 1_000 };

test('an answer that was in a cache for minutes is not shown as live', async ({ page, open, gateway }) => {
  const panel = await open(page, { setup: { state: 'idle' }, config: FAST });
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  await gateway.act('rest');
  await gateway.fault(status({ kind: 'latency', headers: { Age: '240' } }));
  await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.notice).toContainText('answers are old');
  await gateway.clearFaults();
  await expect(panel.badge).toHaveAttribute('data-state', 'rest', { timeout: 20_000 });
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
});

test('an answer whose date is minutes old is not shown as live', async ({ page, open, gateway }) => {
  const panel = await open(page, { setup: { state: 'idle' }, config: FAST });
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  const { now } = await gateway.clock({});
  await gateway.fault(status({ kind: 'latency', headers: { Date: new Date(now - 240_000).toUTCString() } }));
  await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
});

test('the time on the call goes on when somebody sets the clock an hour ahead and two hours back', async ({ page, open }) => {
  await page.addInitScript(() => {
    const now = Date.now;
    window.ahead = 0;
    Date.now = () => now() + window.ahead;
  });
  const panel = await open(page, { setup: { state: 'talking', call: { talkingForMs: 90_000 } }, config: FAST });
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  const seconds = async () => {
    const [, minutes, rest] = (await panel.callTime.innerText()).match(/^(\d\d):(\d\d)$/) ?? [];
    return Number(minutes) * 60 + Number(rest);
  };
  const began = Date.now();
  const first = await seconds();
  for (const ms of [3_600_000, -7_200_000]) {
    await page.evaluate((by) => { window.ahead += by; }, ms);
    await page.waitForTimeout(3_000);
    const gone = (Date.now() - began) / 1_000;
    expect(Math.abs((await seconds()) - first - gone)).toBeLessThan(2);
    await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
    await expect(panel.call).toHaveAttribute('data-call', 'live');
  }
});

onThePortal('requests ask not to be cached', async ({ page, portal }) => {
  portal.serve('/');
  const panel = await portal.open(page);
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  const asked = portal.asked.filter(({ path }) => path.startsWith('/agentgateway/'));
  expect(asked.length).toBeGreaterThan(1);
  for (const { headers } of asked) expect(headers['cache-control']).toBe('no-cache');
});
