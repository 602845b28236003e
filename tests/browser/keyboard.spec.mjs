// Everything that can be done is done by the keyboard alone, the focus is always seen, and
// nothing is too small to hit.
import { breakable, breakPanel } from './support/crash.mjs';
import { expectVisibleFocus, tabTo } from './support/keyboard.mjs';
import { expect, test } from './support/panel.mjs';
import { FULL_CALL, SCENARIOS } from './support/scenarios.mjs';

const TARGET_PX = 24;

test('the connect form is filled in, corrected and sent', async ({ page, gateway, open }) => {
  const guid = await gateway.signIn({ state: 'idle' });
  const panel = await open(page, { setup: false });
  const agent = panel.form.getByLabel('Agent ID');
  const guidField = panel.form.getByLabel('Guid');

  const offer = panel.formOffer.locator('summary');
  await tabTo(page, offer);
  await expectVisibleFocus(offer);
  await page.keyboard.press('Enter');
  await tabTo(page, agent);
  await expectVisibleFocus(agent);
  await page.keyboard.type('100');
  await page.keyboard.press('Enter');
  await expect(agent).toHaveAttribute('aria-invalid', 'true');
  await expect(agent).toHaveAccessibleDescription('A number from 101 to 999999');
  await expect(guidField).toHaveAttribute('aria-invalid', 'true');
  await expect(guidField).toHaveAccessibleDescription('The Guid of your sign-in, without spaces');
  await expect(agent).toBeFocused();
  expect(await gateway.count('sync')).toBe(0);

  await page.keyboard.press('Control+A');
  await page.keyboard.type(gateway.agentId);
  await page.keyboard.press('Tab');
  await expect(guidField).toBeFocused();
  await expectVisibleFocus(guidField);
  await page.keyboard.type(guid);
  await page.keyboard.press('Tab');
  const button = panel.form.getByRole('button');
  await expect(button).toBeFocused();
  await expectVisibleFocus(button);
  await page.keyboard.press('Space');
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.form).toHaveCount(0);
  expect(await gateway.count('sync')).toBe(1);
});

test('numbers and IDs are copied', async ({ page, context, open }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const panel = await open(page, { setup: { state: 'talking', call: FULL_CALL } });
  for (const [field, text] of [
    ['caller', FULL_CALL.caller],
    ['called', FULL_CALL.called],
    ['held-call', FULL_CALL.callId],
    ['call-id', FULL_CALL.secondCallId],
    ['recording', FULL_CALL.recording],
    ['call-data', FULL_CALL.data],
  ]) {
    const button = panel.field(field).locator('button:not([aria-expanded])');
    await tabTo(page, button);
    await expectVisibleFocus(button);
    await page.keyboard.press('Enter');
    await expect(button).toHaveText('Copied');
    await expect(button).toBeFocused();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  }
});

test('long call data is opened and closed', async ({ page, open }) => {
  const panel = await open(page, { setup: { state: 'talking', call: FULL_CALL } });
  const button = panel.field('call-data').locator('[aria-expanded]');
  await expect(panel.value('call-data')).not.toHaveText(FULL_CALL.data.trim());
  await tabTo(page, button);
  await expectVisibleFocus(button);
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  expect((await panel.value('call-data').innerText()).trim()).toBe(FULL_CALL.data.trim());
  await page.keyboard.press('Space');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(button).toBeFocused();
});

test('a call card that scrolls is scrolled', async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  const panel = await open(page, { setup: { state: 'talking', call: FULL_CALL } });
  const last = panel.call.getByRole('button').last();
  await tabTo(page, last);
  await expect(last).toBeInViewport({ ratio: 1 });
  await expectVisibleFocus(last);
});

test('the details are opened and closed', async ({ page, open }) => {
  const panel = await open(page, { setup: { state: 'idle' } });
  const summary = panel.connection.locator('summary');
  await tabTo(page, summary);
  await expectVisibleFocus(summary);
  await page.keyboard.press('Enter');
  await expect(panel.connection.getByText('Version')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(panel.connection.getByText('Version')).toBeHidden();
});

test('a misconfigured panel is made to try again', async ({ page, open, gateway, guard }) => {
  const panel = await SCENARIOS.misconfigured({ page, open, gateway, guard });
  await gateway.clearFaults();
  const button = panel.notice.getByRole('button', { name: 'Try again' });
  await tabTo(page, button);
  await expectVisibleFocus(button);
  await page.keyboard.press('Enter');
  await panel.advance(2_000);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
});

test('a lost call is asked for again', async ({ page, open, gateway, guard }) => {
  const panel = await SCENARIOS['call not recovered']({ page, open, gateway, guard });
  await gateway.clearFaults();
  const before = await gateway.count('sync');
  const button = panel.recoveryNotice.getByRole('button', { name: 'Try again' });
  await tabTo(page, button);
  await expectVisibleFocus(button);
  await page.keyboard.press('Space');
  await panel.advance(2_000);
  expect(await gateway.count('sync')).toBe(before + 1);
  await expect(panel.recoveryNotice).toHaveCount(0);
});

test('a crashed panel is reloaded', async ({ page, open, guard }) => {
  guard.allow(/./);
  await breakable(page);
  const panel = await open(page, { setup: { state: 'idle' } });
  await breakPanel(page);
  const button = page.locator('[data-boot="crashed"]').getByRole('button', { name: 'Reload' });
  await button.waitFor();
  await tabTo(page, button);
  await expectVisibleFocus(button);
  await panel.reloadBy(() => page.keyboard.press('Enter'));
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
});

for (const [name, show] of Object.entries(SCENARIOS)) {
  test(`${name}: every control is at least ${TARGET_PX} px each way, and none is out of reach`, async ({ page, open, gateway, guard }) => {
    if (name === 'crash') guard.allow(/./);
    await page.setViewportSize({ width: 280, height: 640 });
    await show({ page, open, gateway, guard });
    // A message that has nothing to say is not there, nor is what it would offer.
    const silent = '.notice:not([data-notice]) *, .report:has(bdi:empty) *, .report details:has(:empty) *';
    const controls = page.locator(`#panel :is(a, button, input, select, textarea, summary):not([hidden], ${silent})`);
    expect(await controls.count()).toBeGreaterThan(0);
    for (const control of await controls.all()) {
      const { width, height } = await control.boundingBox();
      expect(Math.min(width, height), await control.innerText()).toBeGreaterThanOrEqual(TARGET_PX);
      expect(await control.evaluate((control) => control.tabIndex)).toBe(0);
    }
  });
}
