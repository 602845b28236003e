// What polls do to what the sync told: the newest source wins, and only what it said (R3).
// A call ends, another begins; copy buttons; the details of the card.
import { expect, test } from './support/panel.mjs';

const CALL = { caller: '13800138000', called: '70092', callId: '1456401416-3' };
const TALKING = { state: 'talking', sinceMs: 60_000, call: { ...CALL, talkingForMs: 60_000 } };

test('a talk that polls confirm is live, and nothing of it is lost', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: TALKING });
  const fields = await panel.fields();
  await panel.advance(9_500);
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.stateDetail).toHaveText('');
  await expect(panel.call).toHaveAttribute('data-call', 'live');
  expect(await panel.fields()).toEqual(fields);
  await panel.expectTime(panel.callTime, 69);
  await panel.expectTime(panel.stateTime, 69);
});

for (const [state, word] of [
  ['hold', 'On hold'],
  ['mute', 'Muted'],
  ['three-party', 'Conference'],
  ['help', 'Consulting'],
]) {
  test(`after the first poll the badge says what the poll said, and "${word}" stays with its moment`, async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await open(page, {
      driven: true,
      setup: { state, sinceMs: 20_000, call: { ...CALL, talkingForMs: 60_000 } },
    });
    const { now } = await gateway.clock({});
    const moment = new Date(now).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
    await expect(panel.stateName).toHaveText(word);
    await expect(panel.stateDetail).toHaveText('');

    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.badge).toHaveAttribute('data-source', 'status');
    await expect(panel.stateName).toHaveText('On a call');
    await expect(panel.stateDetail).toHaveText(`${word} · as of ${moment}`);
    await expect(panel.call).toHaveAttribute('data-call', 'live');
    await expect(panel.callNote).toHaveText(`as of ${moment}`);
    await panel.expectTime(panel.callTime, 63);

    // It stays as long as polls agree that there is a call, and goes with it.
    await panel.advance(6_000);
    await expect(panel.stateDetail).toHaveText(`${word} · as of ${moment}`);
    await gateway.act('hangup');
    await panel.nextRequest();
    await expect(panel.stateDetail).toHaveText('');
  });
}

test('a call that ends becomes the last call, and one that begins has no details where nothing is looked up', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: { ...TALKING, wrapUpMs: 20_000 }, config: { callDetails: 'off' } });
  await panel.advance(3_500);
  await expect(panel.call).toHaveAttribute('data-call', 'live');

  await gateway.act('hangup');
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
  await expect(panel.call).toHaveAttribute('data-call', 'ended');
  await expect(panel.call.getByRole('heading', { level: 2 })).toHaveText('Last call');
  await expect(panel.value('caller')).toHaveText('13800138000');
  // Both moments lie between two polls.
  await panel.expectTime(panel.callTime, 64, { about: true });
  await panel.expectTime(panel.stateTime, 1, { about: true });
  const lasted = await panel.callTime.innerText();
  await panel.advance(5_000);
  await expect(panel.callTime, 'a call that is over grows no longer').toHaveText(lasted);

  await panel.advance(18_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.call).toHaveAttribute('data-call', 'ended');

  await gateway.act('ring', { caller: '13911112222', callId: '1456409999-1' });
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.call, 'somebody may describe it yet').toHaveAttribute('data-call', 'none');
  await expect(panel.call.getByRole('heading', { level: 2 }), 'and nobody says that there is none').toHaveText('Call');
  await panel.advance(2_500);
  await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
  await expect(panel.call.getByRole('heading', { level: 2 })).toHaveText('Call');
  await expect(panel.callNote).toHaveText(
    'On a call that began after this page was loaded. Its details are not known.',
  );
  await panel.expectTime(panel.callTime, 4, { about: true });
  expect(await panel.fields(), 'nothing of the old call').toEqual([]);
  await expect(panel.call).not.toContainText('13800138000');

  await gateway.act('answer');
  await gateway.act('hangup');
  await panel.nextRequest();
  await expect(panel.call).toHaveAttribute('data-call', 'none');
  await expect(panel.call.getByRole('heading', { level: 2 })).toHaveText('No call');
  expect(await gateway.count('sync')).toBe(1);
});

test('a call that begins in an idle panel has no details where nothing is looked up', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, config: { callDetails: 'off' } });
  await expect(panel.call).toHaveAttribute('data-call', 'none');
  await gateway.act('ring');
  await panel.nextRequest();
  await panel.advance(2_500);
  await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
  await panel.expectTime(panel.stateTime, 4, { about: true });
  expect(await gateway.count('sync'), 'curiosity is no reason to empty the queue').toBe(1);
});

test('a call that ended before the first poll is the last call', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { ...TALKING, wrapUpMs: 0 } });
  await gateway.act('hangup');
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.call).toHaveAttribute('data-call', 'ended');
  await expect(panel.value('caller')).toHaveText('13800138000');
});

test('a transfer runs its course', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: TALKING });
  await gateway.act('transfer', { partner: '41022' });
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-state', 'transfer');
  await expect(panel.value('partner')).toHaveText('41022');
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
  await expect(panel.call).toHaveAttribute('data-call', 'ended');
});

test.describe('copy buttons', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('copy what they stand beside, whole', async ({ page, open }) => {
    const long = `REC-${'0123456789'.repeat(8)}`;
    const panel = await open(page, {
      driven: true,
      setup: {
        state: 'hold',
        call: {
          ...CALL,
          recording: long,
          data: long,
          secondCallId: '1456401499-4',
          heldForMs: 1_000,
        },
      },
    });
    const copied = {
      'caller': ['Copy Caller', '13800138000'],
      'called': ['Copy Called', '70092'],
      'call-id': ['Copy Call ID', '1456401499-4'],
      'held-call': ['Copy Call on hold', '1456401416-3'],
      'recording': ['Copy Recording', long],
      'call-data': ['Copy Call data', long],
    };
    for (const [field, [name, text]] of Object.entries(copied)) {
      const button = panel.field(field).getByRole('button', { name, exact: true });
      await button.click();
      await expect(panel.field(field).getByText('Copied')).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    }
  });

  test('what came of copying is the name of the button, is read out, and is said again of the next time', async ({ page, open }) => {
    const panel = await open(page, { driven: true, setup: TALKING });
    const named = (name) => panel.field('caller').getByRole('button', { name, exact: true });
    await expect(named('Copy Caller')).toHaveAttribute('aria-live', 'polite');
    for (const text of ['13800138000', '13800138000']) {
      await page.evaluate(() => navigator.clipboard.writeText('another'));
      await named('Copy Caller').click();
      await expect(named('Copied Caller')).toHaveText('Copied');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
      await panel.advance(3_000);
    }
    await expect(named('Copy Caller')).toHaveText('Copy');
  });

  test('a number that is masked is not to be copied', async ({ page, open }) => {
    const panel = await open(page, {
      driven: true,
      setup: TALKING,
      config: { maskNumbers: true },
    });
    await expect(panel.value('caller')).toHaveText('•••••••8000');
    await expect(panel.field('caller').getByRole('button')).toHaveCount(0);
    expect(await page.content()).not.toContain('13800138000');
    await expect(panel.field('call-id').getByRole('button')).toHaveCount(1);
  });
});

test('a clipboard that is denied is said so', async ({ page, open }) => {
  const panel = await open(page, { driven: true, setup: TALKING });
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await panel.field('caller').getByRole('button').click();
  await expect(panel.field('caller').getByText('Not copied')).toBeVisible();
});

test('call data that the agent has opened stays open when polls come in', async ({ page, open }) => {
  const data = 'order 4711, '.repeat(40);
  const panel = await open(page, {
    driven: true,
    setup: { ...TALKING, call: { ...TALKING.call, data } },
  });
  await panel.field('call-data').getByRole('button', { name: 'Show all' }).click();
  await expect(panel.value('call-data')).toHaveText(data.trim());
  await panel.advance(3_500);
  await expect(panel.call).toHaveAttribute('data-call', 'live');
  await expect(panel.value('call-data')).toHaveText(data.trim());
});

test('a button of the card keeps the focus when the call turns live, and when it ends', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: TALKING });
  const button = panel.field('caller').getByRole('button');
  await button.focus();
  await panel.advance(3_500);
  await expect(panel.call).toHaveAttribute('data-call', 'live');
  await expect(button).toBeFocused();
  await gateway.act('hangup');
  await panel.nextRequest();
  await expect(panel.call).toHaveAttribute('data-call', 'ended');
  await expect(button).toBeFocused();
});
