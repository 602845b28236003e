// A sync that fails: tried again only where no answer can have emptied the event queue, then
// given up, said, and offered at its price (R1).
import { BROWSER_LOG, http, openOn, openTalk, retcode, sync } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';

const NOT_RECOVERED = 'The panel could not ask which call you are on';
const OVER = 'Your session has ended';

test.beforeEach(({ guard }) => guard.allow(BROWSER_LOG));

// Nobody looks the call up here: what is left of it without the sync is the subject.
const openFaulty = async (gateway, open, page, fault) => {
  await gateway.signIn({ state: 'hold', sinceMs: 5_000, call: { caller: '13800138000' } });
  await gateway.fault(sync(fault));
  return openOn(gateway, open, page, { config: { callDetails: 'off' } });
};

for (const [name, fault] of [
  ['HTTP 500', http(500)],
  ['HTTP 503', http(503)],
  ['switching over', retcode('105-002')],
]) {
  test(`after ${name} it is tried again, and recovers the call`, async ({ page, gateway, open }) => {
    const panel = await openFaulty(gateway, open, page, { ...fault, times: 1 });
    await expect(panel.badge).toHaveAttribute('data-source', 'none');
    await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-state')) === 'hold', {
      limit: 15_000,
    });
    await expect(panel.badge).toHaveAttribute('data-source', 'sync');
    await expect(panel.value('caller')).toHaveText('13800138000');
    await expect(panel.recoveryNotice).toHaveCount(0);
    expect(await gateway.count('sync')).toBe(2);
    expect(await gateway.count('status')).toBe(0);
  });
}

test('after no response it is tried again, and recovers the call', async ({
  page,
  gateway,
  open,
}) => {
  // Not by the gateway: a browser sends a request again by itself when a connection that
  // it used before breaks off, and the gateway would count what the panel did not send.
  await page.route('**/syncagentinfo', (route) => route.abort('connectionreset'), { times: 1 });
  const panel = await openTalk(open, page, { setup: { state: 'hold' } });
  await expect(panel.badge).toHaveAttribute('data-source', 'none');
  await panel.advance(3_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.badge).toHaveAttribute('data-source', 'sync');
  expect((await panel.momentsByLoad())[0]).toHaveLength(2);
  expect(await gateway.count('sync')).toBe(1);
});

test('without any answer it is tried three times, then given up and offered', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await openFaulty(gateway, open, page, http(500));
  await panel.advance(16_000);
  expect(await gateway.count('sync')).toBe(3);
  expect(await gateway.count('status')).toBeGreaterThan(1);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
  await expect(panel.recoveryNotice.getByRole('heading')).toHaveText(NOT_RECOVERED);
  await expect(panel.recoveryNotice, 'the retry tells what it costs').toContainText('costs the events');

  await gateway.clearFaults();
  await panel.advance(20_000);
  expect(await gateway.count('sync'), 'not by itself').toBe(3);
  await panel.recoveryNotice.getByRole('button', { name: 'Try again' }).click();
  await panel.advance(1_500);
  expect(await gateway.count('sync')).toBe(4);
  await expect(panel.recoveryNotice).toHaveCount(0);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.value('caller')).toHaveText('13800138000');
});

test('a sync that hangs is aborted and tried again within fifteen seconds only', async ({
  page,
  gateway,
  open,
}) => {
  await gateway.signIn({ state: 'hold' });
  await gateway.fault(sync({ kind: 'hang' }));
  const panel = await openOn(gateway, open, page, { hanging: true });
  await expect(panel.connection).toHaveAttribute('data-connection', 'recovering');
  await panel.advance(40_000, { hanging: true });
  await panel.settle();
  expect(await gateway.count('sync')).toBeLessThanOrEqual(2);
  await expect(panel.recoveryNotice).toBeVisible();
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
});

for (const [name, fault] of [
  ['403', http(403)],
  ['405', http(405)],
  ['400', http(400)],
  ['a page that says 200', { kind: 'raw', body: '<!doctype html><p>Sign in', contentType: 'text/html' }],
]) {
  test(`a sync that gets ${name} leaves the polls alone, and one sentence says so`, async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await openFaulty(gateway, open, page, fault);
    await panel.advance(1_500);
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
    await expect(panel.notice).toHaveCount(0);
    await expect(panel.recoveryNotice.getByRole('heading')).toHaveText(NOT_RECOVERED);
    await panel.advance(20_000);
    expect(await gateway.count('sync')).toBe(1);
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  });
}

for (const [name, fault] of [
  ['is not JSON', { kind: 'not-json', after: true }],
  ['breaks off', { kind: 'truncated' }],
  ['is too large', { kind: 'oversized' }],
  ['is a fault of the gateway', retcode('100-007')],
]) {
  test(`an answer that ${name} may have emptied the queue: it is not sent again`, async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await openFaulty(gateway, open, page, fault);
    await panel.advance(20_000);
    expect(await gateway.count('sync')).toBe(1);
    await expect(panel.recoveryNotice.getByRole('heading')).toHaveText(NOT_RECOVERED);
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  });
}

test('a session that is over at load is over, and a new one is synchronised', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await openFaulty(gateway, open, page, { ...retcode('100-008'), times: 1 });
  await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
  await expect(panel.notice.getByRole('heading')).toHaveText(OVER);
  await panel.advance(10_000);
  expect(await gateway.log()).toHaveLength(1);
  await gateway.rotateGuid();
  await panel.putSession();
  await panel.advance(2_500);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  expect(await gateway.count('sync')).toBe(2);
});
