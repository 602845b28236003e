// The agent's day: how it is kept, whose it is, and when it goes.
import { breakable, breakPanel } from './support/crash.mjs';
import { ABOUT, AFTERNOON, CALL, clock, dayOf, keep, kept, MINUTE, rows, secondsOf, states, whose, written } from './support/day.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

test.use({ timezoneId: AFTERNOON });

test('a reload ends nothing, and what the gateway tells of the time between is taken', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  await panel.advance(3_500);
  await gateway.act('busy');
  await panel.advance(30_000, { step: 3_000 });
  const before = await rows(page);
  expect(before.map(([, , state]) => state)).toEqual(['Idle', 'Busy']);
  await panel.reload();
  await panel.advance(3_500);
  const [idle, busy, ...more] = await rows(page);
  expect(more).toEqual([]);
  expect(idle.slice(0, 1)).toEqual(before[0].slice(0, 1));
  expect(busy[2]).toBe('Busy');
  expect(Math.abs(secondsOf(busy[0]) - secondsOf(before[1][0]))).toBeLessThanOrEqual(3);
});

test('a time in which the page was closed is a gap, up to when the gateway says that the state began', async ({ page, gateway, open }) => {
  await keep(page, whose(gateway), written(Date.now() - 60 * MINUTE, ['idle', 30], ['talking', 10], ['wrap-up', 5]));
  await open(page, { setup: { state: 'rest', sinceMs: 20 * MINUTE } });
  await expect(dayOf(page).strip).toBeVisible();
  expect(await rows(page)).toEqual([
    [await clock(page, 105 * MINUTE), expect.any(String), 'Idle', '30:00'],
    [expect.any(String), expect.any(String), 'On a call', '10:00'],
    [expect.any(String), expect.any(String), 'Wrap-up', '05:00'],
    [expect.any(String), expect.any(String), 'not known', expect.stringMatching(/^(39|40):\d\d$/)],
    [expect.any(String), expect.any(String), 'Rest', expect.stringMatching(/^20:0\d$/)],
  ].map((row, index) => (index === 0 ? [expect.any(String), ...row.slice(1)] : row)));
  await expect(dayOf(page).sum('calls')).toHaveText('~1');
});

test('a clock that was set back while the page was closed does not end the day', async ({ page, gateway, open }) => {
  await keep(page, whose(gateway), written(Date.now() + 60 * MINUTE, ['rest', 60], ['idle', 45], ['busy', 30]));
  await open(page, { setup: { state: 'idle', sinceMs: 10 * MINUTE } });
  await expect(dayOf(page).strip).toBeVisible();
  expect((await rows(page)).map(([, , state, lasted]) => [state, lasted.slice(0, -3)])).toEqual([['Rest', '1:00'], ['Idle', '15']]);
});

test('what is kept are states and times: no number, no ID, no Guid', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'talking', call: CALL, sinceMs: 65_000 } });
  await panel.advance(3_500);
  await gateway.act('hangup');
  await panel.advance(6_500);
  const { list, seen, ...more } = await kept(page);
  expect(more).toEqual({ whose: whose(gateway) });
  expect([...list, seen].every(Number.isSafeInteger)).toBe(true);
});

test('another agent of the same tab does not see it, and it is gone', async ({ page, gateway, open, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle', sinceMs: 600_000 });
  await expect(dayOf(page).strip).toBeVisible();
  expect(await states(page)).toEqual(['Idle']);
  const other = gateway.another();
  await portal.signIn({ state: 'busy', sinceMs: 30_000 }, { gateway: other });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'busy');
  await expect.poll(() => states(page)).toEqual(['Busy']);
  expect((await kept(page)).whose).toBe(whose(other));
});

test('of another agent, or at another gateway, what a load before has kept goes', async ({ page, gateway, open }) => {
  await keep(page, `41999 ${gateway.origin}/`, written(Date.now(), ['rest', 30]));
  await open(page, { setup: { state: 'idle', sinceMs: 30_000 } });
  await expect(dayOf(page).strip).toBeVisible();
  expect(await states(page)).toEqual(['Idle']);
  expect((await kept(page)).whose).toBe(whose(gateway));
});

test('it goes with the session', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  await expect(dayOf(page).strip).toBeVisible();
  await gateway.act('sign-out');
  await panel.advanceUntil(async () => (await panel.connection.getAttribute('data-connection')) === 'expired');
  await expect(dayOf(page).whole).toHaveCount(0);
  await panel.advance(10_000);
  expect(await kept(page)).toBeNull();
  await gateway.signIn({ state: 'rest' });
  await panel.putSession();
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-state')) === 'rest');
  await expect(dayOf(page).strip).toBeVisible();
  expect(await states(page)).toEqual(['Rest']);
});

test('while the session is refused nobody knows who looks: it is hidden, and there again with the next Guid', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  await expect(dayOf(page).strip).toBeVisible();
  await gateway.fault({ interface: 'status', kind: 'retcode', retcode: '000-003' });
  await panel.advanceUntil(async () => (await panel.connection.getAttribute('data-connection')) === 'expired');
  await expect(dayOf(page).whole).toHaveCount(0);
  await panel.advance(70_000, { step: 1_000 });
  await expect(dayOf(page).whole).toHaveCount(0);
  await gateway.clearFaults();
  await gateway.rotateGuid();
  await panel.putSession();
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-fresh')) === 'true');
  await expect(dayOf(page).strip).toBeVisible();
  const [[, , first, lasted]] = await rows(page);
  expect([first, secondsOf(lasted) >= 600]).toEqual(['Idle', true]);
});

test('where the panel is to use no storage, nothing is kept there', async ({ page, gateway, portal }) => {
  await portal.open(ONE.replace('id="panel"', 'id="panel" session-key=""'));
  await portal.signIn({ state: 'idle' });
  await expect(dayOf(page).strip).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  expect(await kept(page)).toBeNull();
});

test('a tab that is opened later shows what the first one knows, and both go on showing the same', async ({ page, context, gateway, open }) => {
  await keep(page, whose(gateway), written(Date.now() - MINUTE, ['idle', 30], ['talking', 10, ABOUT], ['wrap-up', 5]));
  const leader = await open(page, { setup: { state: 'idle', sinceMs: MINUTE } });
  await expect(dayOf(page).strip).toBeVisible();
  expect(await states(page)).toEqual(['Idle', 'On a call', 'Wrap-up', 'Idle']);
  const other = await context.newPage();
  const session = { agentId: gateway.agentId, guid: gateway.guid };
  const follower = await open(other, { setup: false, session });
  await expect(follower.connection).toHaveAttribute('data-connection', 'following');
  await expect(dayOf(other).strip).toBeVisible();
  const same = async () => {
    const both = [await rows(page), await rows(other)];
    // When the last one was seen, each tab looks at its own times.
    for (const table of both) table.at(-1).splice(1, 3, table.at(-1)[2]);
    return both;
  };
  await expect.poll(async () => (await states(other)).length).toBe(4);
  let [mine, theirs] = await same();
  expect(theirs).toEqual(mine);
  await gateway.act('busy');
  for (const panel of [leader, follower]) await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await expect.poll(() => states(other)).toEqual(['Idle', 'On a call', 'Wrap-up', 'Idle', 'Busy']);
  [mine, theirs] = await same();
  expect(theirs).toEqual(mine);
  for (const name of ['calls', 'talking', 'wrapUp']) {
    await expect(dayOf(other).sum(name)).toHaveText(await dayOf(page).sum(name).innerText());
  }
});

for (const [name, value] of [
  ['no list', { list: '<img src=x onerror=alert(1)>', seen: 1 }],
  ['names for numbers', { list: [1, '<b>Idle</b>'], seen: 1 }],
  ['unknown states', { list: [1, 31], seen: 2 }],
  ['times out of order', { list: [Date.now() - 5_000, 0, 1, 2], seen: Date.now() }],
  ['the future', { list: [Date.now(), 0], seen: Date.now() + 3_600_000 }],
  ['a name for a moment', { list: [1, 0], seen: '__proto__' }],
  ['a list without an end', { list: Array(9_000).fill(0), seen: 1 }],
]) {
  test(`what is kept, or said by another tab, is no day where it has ${name}`, async ({ page, context, gateway, open }) => {
    await keep(page, whose(gateway), value);
    await open(page, { setup: { state: 'idle', sinceMs: 30_000 } });
    await expect(dayOf(page).strip).toBeVisible();
    expect(await states(page)).toEqual(['Idle']);
    await page.evaluate(
      ([name, value]) => {
        const channel = new BroadcastChannel(name);
        for (const said of [value, null, 'x', { list: null }]) channel.postMessage(said);
      },
      [`cec-agent-panel.day.2 ${whose(gateway)}`, value],
    );
    await page.waitForTimeout(200);
    expect(await states(page)).toEqual(['Idle']);
    await expect(dayOf(page).whole.locator('img, b, script')).toHaveCount(0);
  });
}

test('a panel that has died shows none, and the next load has what was kept', async ({ page, open, guard }) => {
  guard.allow(/unreachable/);
  await breakable(page);
  const panel = await open(page, { setup: { state: 'idle', sinceMs: 600_000 } });
  await expect(dayOf(page).strip).toBeVisible();
  await breakPanel(page);
  await expect(page.locator('[data-boot="crashed"]')).toBeVisible();
  await expect(dayOf(page).whole).toHaveCount(0);
  await panel.reload();
  await expect(dayOf(page).strip).toBeVisible();
  expect(await states(page)).toEqual(['Idle']);
});
