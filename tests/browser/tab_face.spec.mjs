// The tab's title and icon, for an agent who looks at another tab: they say what the badge says, and
// nothing when there is no panel any more.
import { breakable, breakPanel } from './support/crash.mjs';
import { BROWSER_LOG, http, status } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';
import { look } from './support/visibility.mjs';

const RING = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };
/** The colour of what nobody knows, as `src/boot/tab_face.js` has it. */
const OTHER = '5b6472';

const icon = (page) => page.locator('#panel-icon').getAttribute('href');

/** The icon that the page has before there is a panel. */
async function ownIcon(page) {
  const text = await page.evaluate(async () => (await fetch('.')).text());
  return page.evaluate((text) => new DOMParser().parseFromString(text, 'text/html').getElementById('panel-icon').getAttribute('href'), text);
}

test('the icon of a state does not outlive the panel', async ({ page, open, guard }) => {
  guard.allow(/unreachable/);
  await breakable(page);
  await open(page, { setup: { state: 'idle' }, config: { locale: 'en' } });
  await expect(page).toHaveTitle('Idle · Agent panel');
  const own = await ownIcon(page);
  expect(await icon(page)).not.toBe(own);
  await breakPanel(page);
  await expect(page.locator('[data-boot="crashed"]')).toBeVisible();
  expect(await icon(page)).toBe(own);
  await expect(page).not.toHaveTitle(/Idle/);
});

test('nor does the bell of a call that waits', async ({ page, gateway, open, guard }) => {
  guard.allow(/unreachable/);
  await breakable(page);
  // One that stays says it for as long as the call waits.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => delete window.Notification);
  await open(page, { setup: { state: 'idle', wrapUpMs: 0 }, config: { locale: 'en', hiddenPollIntervalMs: 2_500 } });
  await expect(page).toHaveTitle('Idle · Agent panel');
  const own = await ownIcon(page);
  await look(page, false);
  await gateway.act('ring', RING);
  await expect(page).toHaveTitle(`Call from ${RING.caller}`, { timeout: 15_000 });
  expect(await icon(page)).not.toBe(own);
  await breakPanel(page);
  await expect(page.locator('[data-boot="crashed"]')).toBeVisible();
  expect(await icon(page)).toBe(own);
  await expect(page).not.toHaveTitle(/Call from|On a call/);
});

test('a state that is old is said to be so, without its colour, until the next answer', async ({ page, gateway, open, guard }) => {
  guard.allow(BROWSER_LOG);
  const panel = await open(page, { driven: true, chance: 0.5, setup: { state: 'idle' }, config: { locale: 'en' } });
  await panel.advance(3_500);
  await expect(page).toHaveTitle('Idle · Agent panel');
  const fresh = await icon(page);
  expect(fresh).not.toContain(OTHER);
  await gateway.fault(status(http(502)));
  await panel.advance(12_000, { step: 1_000 });
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
  await expect(page).toHaveTitle(/^Idle · as of \d\d:\d\d:\d\d · Agent panel$/);
  expect(await icon(page)).toContain(OTHER);
  await panel.advance(70_000, { step: 1_000 });
  await expect(page).toHaveTitle('Status unknown · Agent panel');
  await gateway.clearFaults();
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-fresh')) === 'true');
  await expect(page).toHaveTitle('Idle · Agent panel');
  expect(await icon(page)).toBe(fresh);
});
