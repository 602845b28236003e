// What the screen says when things change in a call: one story in all of its parts (R3–R6).
import { BROWSER_LOG, http, openOn, retcode, sync } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';

const CALL = { caller: '13800138000', called: '4008001234', talkingForMs: 65_000 };
const TALK = { state: 'talking', sinceMs: 65_000, call: CALL };

/** The seconds of a timer, without the mark of a guess. */
const seconds = async (timer) => {
  const [minutes, rest] = (await timer.innerText()).replace('~', '').split(':').map(Number);
  return minutes * 60 + rest;
};

const places = (panel) =>
  Promise.all([panel.badge, panel.call, panel.command].map((part) => part.boundingBox()));

test('a session that is over in a call is one story everywhere', async ({ page, gateway, open, guard }) => {
  guard.allow(BROWSER_LOG);
  const panel = await open(page, { driven: true, setup: { ...TALK, preBusy: true, command: 6, commandForMs: 0 } });
  await panel.nextRequest();
  const before = await places(panel);
  await gateway.fault({ interface: 'any', ...retcode('100-008') });
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'signed-out');
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
  await expect(panel.stateName).toHaveText('Signed out');
  await expect(page).toHaveTitle('Signed out · Agent panel');
  await expect(panel.alert).toHaveText('You are signed out. Sign in again.');
  await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
  await expect(panel.call).toHaveAttribute('data-call', 'none');
  await expect(panel.call.getByRole('heading', { level: 2 }), 'no claim').toHaveText('Call');
  expect((await panel.call.innerText()).trim()).toBe('Call');
  await expect(panel.pending).not.toHaveAttribute('data-pending');
  await expect(panel.command).toHaveAttribute('data-verdict', 'none');
  const [badge] = await places(panel);
  expect(badge).toEqual(before[0]);
  await panel.advance(120_000, { step: 2_000 });
  await expect(panel.badge, 'it stays so').toHaveAttribute('data-state', 'signed-out');
});

test('a call that the panel could not ask for may have begun before the load', async ({
  page,
  gateway,
  open,
  guard,
}) => {
  guard.allow(BROWSER_LOG);
  await gateway.signIn(TALK);
  await gateway.fault(sync(http(500)));
  const panel = await openOn(gateway, open, page, { config: { callDetails: 'off' } });
  await panel.advance(16_000);
  await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
  await expect(panel.callNote).toHaveText('On a call that the panel could not ask for. Its details are not known.');
  await expect(panel.recoveryNotice.getByRole('heading')).toHaveText('The panel could not ask which call you are on');
});

test('the times on hold and of the second call tick, and a tick touches nothing else', async ({
  page,
  open,
}) => {
  const call = { ...CALL, heldForMs: 3_000, secondCallId: '1456401420-1', secondForMs: 31_000 };
  const panel = await open(page, { driven: true, setup: { state: 'hold', sinceMs: 3_000, call } });
  await panel.nextRequest();
  const times = () => Promise.all(['hold', 'second-call'].map((name) => seconds(panel.value(name))));
  const before = await times();
  await page.evaluate(() => {
    window.touched = [];
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
        window.touched.push(element.getAttribute('role') ?? element.className);
      }
    }).observe(document.querySelector('#panel'), {
      subtree: true, childList: true, characterData: true, attributes: true,
    });
  });
  await panel.advance(10_000);
  const after = await times();
  // The last turn of a second may still be to come.
  const passed = after.map((time, index) => time - before[index]);
  expect(passed.every((time) => [9, 10].includes(time)), `${passed}`).toBe(true);
  expect([...new Set(await page.evaluate(() => window.touched))]).toEqual(['timer']);
});

test('timers go on through an outage, dimmed, and never jump back', async ({ page, gateway, open, guard }) => {
  guard.allow(BROWSER_LOG);
  const panel = await open(page, { driven: true, setup: TALK });
  await panel.nextRequest();
  const shown = () => Promise.all([panel.stateTime, panel.callTime].map(seconds));
  let before = await shown();
  await gateway.fault({ interface: 'any', ...http(502) });
  for (let second = 0; second < 20; second += 1) {
    await panel.advance(1_000);
    const now = await shown();
    expect(now.every((time, index) => time >= before[index]), `${before} to ${now}`).toBe(true);
    before = now;
  }
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
  await expect(panel.stateDetail).toContainText('as of');
  expect(before.every((time) => time >= 84), `${before}`).toBe(true);
  await gateway.clearFaults();
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-fresh')) === 'true');
  const after = await shown();
  expect(after.every((time, index) => time >= before[index])).toBe(true);
});
