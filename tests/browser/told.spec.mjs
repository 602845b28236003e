// What a host is told of the call and of the connection, how it has the gateway asked, and how it waits
// for the panel.
import { BROWSER_LOG } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE, SCRIPT } from './support/portal_page.mjs';
import { FULL_CALL } from './support/scenarios.mjs';

test('of a call it is told what came with it, when it ended, and how long it took', async ({ gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'talking', call: { caller: '13800138000', recording: 'Y000020260101', data: 'order=7', talkingForMs: 60_000 } });
  await portal.set({ maskNumbers: true });
  const known = { recording: 'Y000020260101', callData: 'order=7', skill: 'voice_service' };
  await portal.expectTold('cec-call', { ...known, stage: 'live', caller: expect.stringMatching(/^\D+8000$/), until: null, durationMs: null });
  const before = Date.now();
  await gateway.act('hangup');
  await portal.expectTold('cec-call', { ...known, stage: 'ended' });
  const { since, until, durationMs } = (await portal.told('cec-call')).at(-1);
  expect(until).toBeGreaterThan(before - 3_500);
  expect(until).toBeLessThanOrEqual(Date.now());
  expect(durationMs).toBe(until - since);
  expect(durationMs).toBeGreaterThan(57_000);
  expect(durationMs).toBeLessThan(75_000);
});

test('of a call with a second one it is told all that the card shows, and since when', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'hold', sinceMs: 42_000, call: FULL_CALL, qcWorkNo: '40001' });
  const known = { stage: 'live', callId: FULL_CALL.secondCallId, originalCalled: FULL_CALL.called, partner: '41077', inspector: '40001', callType: 0, heldCallId: FULL_CALL.callId };
  await portal.expectTold('cec-call', known);
  const told = (await portal.told('cec-call')).at(-1);
  for (const [since, ago] of [[told.holdSince, 42_000], [told.secondCallSince, 31_000], [told.since, 184_000]]) {
    expect(Math.abs(Date.now() - ago - since)).toBeLessThan(5_000);
  }
  const { ageMs, ...snapshot } = await page.evaluate(() => document.getElementById('panel').snapshot().call);
  // The page's two clocks differ by a fraction of a ms from moment to moment.
  const rounded = (call) => ({ ...call, ...Object.fromEntries(['since', 'holdSince', 'secondCallSince'].map((key) => [key, Math.round(call[key] / 100)])) });
  expect(rounded({ ...snapshot, agentId: told.agentId })).toEqual(rounded(told));
  await gateway.act('hangup');
  await portal.expectTold('cec-call', { stage: 'ended' });
});

test('of the state it is told what only the load knew, what comes next, and why', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.set({ pollInterval: 1_000 });
  await portal.signIn({ state: 'hold', call: { caller: '13800138000', heldForMs: 5_000 }, preBusy: true });
  await portal.expectTold('cec-state', { new: 'hold', source: 'sync', pending: 'busy', detail: null, reason: null });
  await portal.expectTold('cec-state', { new: 'talking', source: 'status', pending: 'busy', detail: { state: 'hold', asOf: expect.any(Number) } });
  const other = gateway.another();
  await portal.signIn({ state: 'idle' }, { gateway: other });
  await portal.expectTold('cec-state', { agentId: other.agentId, new: 'idle', detail: null, pending: null });
  await other.act('busy', { reason: 201 });
  await page.evaluate((workNo) => document.getElementById('panel').pushEvent({
    eventType: 'AgentState_SetNotReady_Success', workNo, content: { reason: '201' },
  }), other.agentId);
  await portal.expectTold('cec-state', { new: 'busy', reason: 201 });
  const { state } = await page.evaluate(() => document.getElementById('panel').snapshot());
  expect(state).toMatchObject({ state: 'busy', reason: 201 });
  await other.act('idle');
  await portal.expectTold('cec-state', { old: 'busy', new: 'idle', reason: null });
});

test('half a minute of polls that say the same again tells nothing of the call', { tag: '@long' }, async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'talking', call: { caller: '13800138000', heldForMs: 5_000 } });
  await portal.set({ pollInterval: 1_000 });
  await portal.expectTold('cec-call', { stage: 'live' });
  const names = () => page.evaluate(() => window.told.map(({ name }) => name));
  // The first answers may bring what the load did not know.
  await page.waitForTimeout(3_000);
  const [told, asked] = [await names(), await gateway.count('status')];
  await page.waitForTimeout(30_000);
  expect(await gateway.count('status')).toBeGreaterThan(asked + 25);
  expect(await names()).toEqual(told);
});

test('of the connection it is told what went wrong, and that nothing is wrong any more', async ({ page, gateway, portal, guard }) => {
  guard.allow(BROWSER_LOG);
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await portal.set({ pollInterval: 1_000 });
  await portal.expectTold('cec-connection', { new: 'live', failure: null, httpStatus: null, retcode: null, nextAskAt: null });
  for (const [fault, told] of [
    [{ kind: 'http', status: 502 }, { new: 'retrying', failure: 'http status', httpStatus: 502, retcode: null }],
    [{ kind: 'retcode', retcode: '100-007' }, { failure: 'retcode', httpStatus: null, retcode: '100-007' }],
    [{ kind: 'drop' }, { new: 'retrying', failure: 'no response', httpStatus: null, retcode: null }],
  ]) {
    await gateway.fault({ interface: 'status', ...fault });
    await expect.poll(() => portal.told('cec-connection'), { timeout: 15_000 }).toContainEqual(expect.objectContaining({ ...told, nextAskAt: expect.any(Number) }));
    const next = () => page.evaluate(() => document.getElementById('panel').snapshot().connection.nextAskAt - Date.now());
    await expect.poll(next).toBeGreaterThan(0);
    expect(await next()).toBeLessThan(31_000);
    await gateway.clearFaults();
    const last = async () => (await portal.told('cec-connection')).at(-1);
    await expect.poll(last, { timeout: 32_000 }).toMatchObject({ new: 'live', failure: null, httpStatus: null, retcode: null, nextAskAt: null });
  }
});

test('refresh() asks once, and never twice within a second', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.set({ pollInterval: 20_000 });
  await portal.signIn({ state: 'idle' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'idle');
  await page.waitForTimeout(1_500);
  await gateway.act('busy');
  const refresh = () => page.evaluate(() => document.getElementById('panel').refresh());
  await refresh();
  await expect(portal.panel().badge, 'long before the next poll').toHaveAttribute('data-state', 'busy');
  expect(await gateway.count('status')).toBe(1);
  for (let turn = 0; turn < 20; turn += 1) {
    await refresh();
    await page.waitForTimeout(100);
  }
  const at = (await gateway.log()).map((request) => request.at);
  const between = at.slice(1).map((moment, index) => moment - at[index]);
  expect(Math.min(...between), between.join(' ')).toBeGreaterThan(850);
  expect(at.length).toBeGreaterThan(3);
});

test('ready is kept once, also where it is asked for before the element is in the page', async ({ page, gateway, portal }) => {
  await portal.open(SCRIPT);
  await page.evaluate(async () => {
    await customElements.whenDefined('cec-agent-panel');
    window.panel = Object.assign(document.createElement('cec-agent-panel'), { id: 'panel' });
    window.kept = [];
    window.panel.ready.then((detail) => window.kept.push(detail));
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  expect(await page.evaluate(() => window.kept)).toEqual([]);
  await page.evaluate(() => document.body.append(window.panel));
  await expect.poll(() => page.evaluate(() => window.kept)).toEqual([{ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }]);
  await page.evaluate(async () => {
    window.panel.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    document.body.append(window.panel);
  });
  await expect.poll(async () => (await portal.told('cec-ready')).length).toBe(2);
  expect(await page.evaluate(async () => [await window.panel.ready, window.kept.length])).toEqual([{ version: expect.any(String) }, 1]);
  expect(await gateway.log()).toEqual([]);
});
