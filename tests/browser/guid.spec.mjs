// The Guid: read from its source before every request, never seen anywhere else, and what
// happens when it is no longer good (R8, R9). That it stands nowhere but in its header is
// watched by the guard in every test.
import { expect, test } from './support/panel.mjs';

const AGAIN = { code: '000-003', title: 'Your session has expired' };

test('the next request carries the Guid that the portal has written by then', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true });
  for (let turn = 0; turn < 3; turn += 1) {
    await gateway.rotateGuid();
    await panel.putSession();
    await panel.nextRequest();
    expect((await gateway.log()).at(-1).guid).toBe('matched');
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  }
  expect(await gateway.count('sync'), 'a new Guid is no new page load').toBe(1);
});

test('a Guid that is written right after a refusal is tried at once', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true });
  await panel.advance(2_500);
  await gateway.rotateGuid();
  await gateway.fault({ interface: 'status', kind: 'latency', ms: 300, times: 1 });
  await panel.advance(500, { hanging: true });
  // The portal writes the new Guid while the old one is on its way to be refused.
  await panel.putSession();
  await panel.settle();
  await panel.advance(1_500, { step: 250 });
  expect((await gateway.log()).map(({ guid }) => guid)).toEqual(['matched', 'expired', 'matched']);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.notice).toHaveCount(0);
});

test('the same refused Guid is tried three times, then the session is expired and nothing is asked', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: { state: 'hold', sinceMs: 5_000 } });
  await gateway.rotateGuid();
  await panel.nextRequest();
  await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
  await expect(panel.notice).toHaveCount(0);
  await panel.nextRequest();
  await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
  await panel.nextRequest();
  await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
  await expect(panel.notice.getByRole('heading')).toHaveText(AGAIN.title);
  await expect(panel.notice.locator('.code')).toContainText(AGAIN.code);
  await expect(panel.alert).toHaveText('Session expired. Sign in again.');
  await expect(panel.formOffer).toBeVisible();
  await expect(panel.badge, 'what is left is not live').toHaveAttribute('data-fresh', 'false');
  expect((await gateway.log()).map(({ guid }) => guid)).toEqual([
    'matched',
    'expired',
    'expired',
    'expired',
  ]);

  await panel.advance(30_000);
  expect((await gateway.log()).length, 'nothing is asked while expired').toBe(4);

  // The page was never reloaded; the portal writes a new Guid, and within two seconds:
  await panel.putSession();
  await panel.advance(2_000);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await expect(panel.notice).toHaveCount(0);
  await expect(panel.form).toHaveCount(0);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
  expect(await gateway.count('sync')).toBe(1);
});

test('a sync that was refused for its Guid does not count as sent', async ({
  page,
  gateway,
  open,
}) => {
  await gateway.signIn({ state: 'hold', sinceMs: 5_000, call: { caller: '13800138000' } });
  const stale = gateway.guid;
  const panel = await open(page, {
    driven: true,
    setup: false,
    session: { agentId: gateway.agentId, guid: stale.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
  });
  await panel.advance(8_000);
  await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
  expect(await gateway.count('sync'), 'a Guid of no session is tried once more').toBe(2);
  expect(await gateway.count('status')).toBe(0);
  await expect(panel.recoveryNotice).toHaveCount(0);

  await panel.putSession();
  await panel.advance(2_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.badge).toHaveAttribute('data-source', 'sync');
  await expect(panel.value('caller')).toHaveText('13800138000');
  await panel.advance(10_000);
  expect(await gateway.count('sync')).toBe(3);
  expect((await gateway.log()).filter((entry) => entry.guid === 'matched' && entry.interface === 'sync')).toHaveLength(1);
});

test('an expired session looks at its source every two seconds', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true });
  await gateway.act('expire-guid');
  await panel.advance(12_000);
  await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
  await gateway.rotateGuid();
  await panel.putSession();
  const before = (await gateway.log()).length;
  const waited = await panel.advanceUntil(
    async () => (await gateway.log()).length > before,
    { step: 250 },
  );
  expect(waited).toBeLessThanOrEqual(2_000);
});

test('nobody signed in: nothing is asked until a session stands there', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: false });
  await expect(panel.connection).toHaveAttribute('data-connection', 'connecting');
  await expect(panel.notice.getByRole('heading')).toHaveText('Nobody is signed in here');
  await expect(panel.formOffer).toBeVisible();
  await expect(panel.form, 'nobody has asked for it').toBeHidden();
  await panel.advance(10_000);
  expect(await gateway.log()).toEqual([]);

  await gateway.signIn({ state: 'busy' });
  await panel.putSession();
  await panel.advance(2_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await expect(panel.form).toHaveCount(0);
  expect(await gateway.count('sync')).toBe(1);

  // Signed out and in again in the same page: the queue was emptied once already.
  await panel.removeSession();
  await panel.advance(4_000);
  await expect(panel.badge).toHaveAttribute('data-source', 'none');
  await expect(panel.notice.getByRole('heading')).toHaveText('Nobody is signed in here');
  const asked = (await gateway.log()).length;
  await panel.advance(10_000);
  expect((await gateway.log()).length).toBe(asked);
  await panel.putSession();
  await panel.advance(3_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  expect(await gateway.count('sync')).toBe(1);
});

test('another agent in the same page gets a sync of their own', async ({ page, gateway, open }) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'hold', call: { caller: '13800138000' } },
  });
  await panel.advance(3_500);
  const other = gateway.another();
  await other.signIn({ state: 'rest' });
  await panel.putSession({ agentId: other.agentId, guid: other.guid });
  await panel.advance(3_500);
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  await expect(panel.call).toHaveAttribute('data-call', 'none');
  await expect(panel.call).not.toContainText('13800138000');
  expect(await other.count('sync')).toBe(1);
  expect(await gateway.count('sync')).toBe(1);
});

test.describe('the connect form', () => {
  test('connects with what was typed, and forgets the Guid at once', async ({
    page,
    gateway,
    open,
  }) => {
    await gateway.signIn({ state: 'rest', sinceMs: 64_000 });
    const panel = await open(page, { driven: true, setup: false });
    await panel.openForm();
    await panel.form.getByLabel('Agent ID').fill(gateway.agentId);
    await panel.form.getByLabel('Guid').fill(gateway.guid);
    await expect(panel.form.getByLabel('Guid')).toHaveAttribute('type', 'password');
    await panel.form.getByRole('button').click();
    await panel.advance(500);
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    await expect(panel.form).toHaveCount(0);
    expect(await gateway.count('sync')).toBe(1);
    // It stands where a portal writes it, so a reload finds it.
    await panel.reload();
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  });

  test('sends nothing for an agent ID or a Guid that cannot be one', async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await open(page, { driven: true, setup: false });
    await panel.openForm();
    for (const [agent, guid, wrongAgent, wrongGuid] of [
      ['', '', true, true],
      ['100', 'abc', true, false],
      ['1000000', 'abc', true, false],
      ['41001/../x', 'abc', true, false],
      ['41001', 'a b', false, true],
    ]) {
      await panel.form.getByLabel('Agent ID').fill(agent);
      await panel.form.getByLabel('Guid').fill(guid);
      await panel.form.getByRole('button').click();
      const wrong = (name, yes) =>
        expect(panel.form.getByLabel(name)).toHaveAttribute('aria-invalid', String(yes));
      await wrong('Agent ID', wrongAgent);
      await wrong('Guid', wrongGuid);
    }
    await panel.advance(5_000);
    expect((await gateway.control('GET', '/control/log')).requests).toEqual([]);
  });

  test('is not there when the operator does not want it', async ({ page, open }) => {
    const panel = await open(page, {
      driven: true,
      setup: false,
      config: { allowConnectForm: false },
    });
    await expect(panel.notice).toBeVisible();
    await expect(panel.form).toHaveCount(0);
  });
});

for (const [name, session] of Object.entries({
  'not JSON': '{',
  'without a Guid': { agentId: '41001' },
  'with an agent ID out of range': { agentId: '100', guid: 'abc' },
  'with a Guid that would break a header': { agentId: '41001', guid: 'a\r\nX: b' },
  'of another type': '"41001"',
})) {
  test(`a session ${name} is none`, async ({ page, gateway, open, guard }) => {
    // The console names what of it cannot be used.
    guard.allow(/cec-agent-panel session/);
    const panel = await open(page, { driven: true, setup: false, session });
    await panel.advance(3_000);
    await expect(panel.notice.getByRole('heading')).toHaveText('Nobody is signed in here');
    expect((await gateway.control('GET', '/control/log')).requests).toEqual([]);
  });
}
