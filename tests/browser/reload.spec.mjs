// A reload: what the gateway knows is there again to the second, at the price of one
// `syncagentinfo` for each page load and never more (R1, R5).
import { expect, test } from './support/panel.mjs';
import { secondsOf } from './support/panel_page.mjs';

test('a reload keeps state, time, call and command', async ({ page, gateway, open }) => {
  const panel = await open(page, {
    driven: true,
    setup: {
      state: 'hold',
      sinceMs: 40_000,
      preBusy: true,
      command: 6,
      commandForMs: 2_000,
      call: { caller: '13800138000', callId: '1456401416-3', talkingForMs: 90_000 },
    },
  });
  const check = async (after) => {
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
    await panel.expectTime(panel.stateTime, 40 + after);
    await expect(panel.call).toHaveAttribute('data-call', 'at-load');
    await panel.expectTime(panel.callTime, 90 + after);
    await expect(panel.value('caller')).toHaveText('13800138000');
    await expect(panel.value('call-id')).toHaveText('1456401416-3');
    await expect(panel.pending).toHaveAttribute('data-pending', 'busy');
    await expect(panel.command).toHaveAttribute('data-command', '6');
    await panel.expectTime(panel.commandTime, 2 + after);
  };
  await check(0);
  await panel.advance(4_500);
  await panel.reload();
  await check(4.5);
  await expect(panel.command).toHaveAttribute('data-verdict', 'running');
  await panel.advance(1_000);
  await panel.reload();
  await check(5.5);
  expect(await gateway.count('sync')).toBe(3);
});

test('a reload a minute later shows the same time as the panel that stayed', async ({
  page,
  open,
}) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'talking', sinceMs: 30_000 },
  });
  await panel.advance(61_000);
  await panel.expectTime(panel.callTime, 91);
  await panel.reload();
  await panel.expectTime(panel.callTime, 91);
});

test('the browser\'s own clock has no part in durations', async ({ page, gateway, open }) => {
  // The gateway's clock runs an hour ahead of the browser's.
  await gateway.clock({ mode: 'manual', now: Date.now() + 3_600_000 });
  const panel = await open(page, { setup: { state: 'busy', sinceMs: 64_000 } });
  await panel.expectTime(panel.stateTime, 64);
});

test('a start that the gateway does not tell, or tells wrongly, shows no time', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: { state: 'busy' } });
  for (const begin of [null, '', 'soon', Date.now() + 9_000_000]) {
    await gateway.change({ agentStateInfo: { agentStateBeginTime: begin }, flowControl: false });
    await panel.reload();
    await expect(panel.badge).toHaveAttribute('data-state', 'busy');
    await expect(panel.stateTime, `begin ${begin}`).toHaveText('--:--');
  }
});

test('in real time, a reload is one sync more and the time goes on', async ({
  page,
  gateway,
  open,
}) => {
  // The talk began 64 s before the gateway took the setup, at some moment of `open`.
  const earliest = Date.now() - 64_000;
  const panel = await open(page, { setup: { state: 'talking', sinceMs: 64_000 } });
  const latest = Date.now() - 64_000;
  const expectTrueTime = async () => {
    const before = Date.now();
    const shown = secondsOf(await panel.callTime.innerText());
    expect(shown).toBeGreaterThanOrEqual(Math.floor((before - latest) / 1_000) - 1);
    expect(shown).toBeLessThanOrEqual(Math.ceil((Date.now() - earliest) / 1_000));
  };
  await expect(panel.badge).toHaveAttribute('data-source', 'sync');
  await expectTrueTime();
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-source', 'sync');
  await expectTrueTime();
  expect(await gateway.count('sync')).toBe(2);
});

test('a reload while an answer is on its way is a clean start', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'busy' } });
  await gateway.fault({ interface: 'status', kind: 'hang', times: 1 });
  await panel.advance(4_000, { hanging: true });
  expect(await gateway.count('status')).toBe(1);
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(2);
});

test('a return from the back/forward cache asks at once and does not synchronise again', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: { state: 'busy' } });
  await panel.advance(1_500);
  await gateway.act('idle');
  await page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  );
  await panel.advance(250);
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  expect(await gateway.count('sync')).toBe(1);
  expect(await gateway.count('status')).toBe(1);
});
