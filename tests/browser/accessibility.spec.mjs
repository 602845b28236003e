// WCAG 2.2 AA, as far as a program can judge it, in all that an agent can see; and what a
// screen reader is told, and how often.
import { violations } from './support/axe.mjs';
import { expect, test } from './support/panel.mjs';
import { SCENARIOS } from './support/scenarios.mjs';

/** Structure and names are the same in each language and theme, so one of each is quick; what
 *  the other theme adds is its contrast, and the other language its names. */
const AXE = [
  { locale: 'en-GB', themes: ['light'] },
  { locale: 'en-GB', themes: ['dark'], tag: '@long' },
  { locale: 'zh-CN', themes: ['light', 'dark'], tag: '@long' },
  { locale: 'es', themes: ['light'], tag: '@long' },
  { locale: 'th', themes: ['light'], tag: '@long' },
];

for (const { locale, themes, tag = [] } of AXE) {
  test.describe(`axe finds nothing, ${locale}, ${themes.join(' and ')}`, { tag }, () => {
    test.use({ locale });
    for (const [name, show] of Object.entries(SCENARIOS)) {
      test(name, async ({ page, open, gateway, guard }) => {
        if (name === 'crash') guard.allow(/./);
        const panel = await show({ page, open, gateway, guard });
        // Axe waits for timers of its own.
        if (panel.driven) await page.clock.resume();
        const details = page.locator('[part="connection"] summary');
        if (await details.count()) await details.click();
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          expect(await violations(page), colorScheme).toEqual([]);
        }
        const lang = locale === 'en-GB' ? 'en' : locale;
        await expect(page.locator('#panel')).toHaveAttribute('lang', lang);
      });
    }
  });
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in the ${theme} theme against the system's wish`, async ({ page, open }) => {
    const opposite = theme === 'light' ? 'dark' : 'light';
    await page.emulateMedia({ colorScheme: opposite });
    await open(page, { setup: { state: 'talking' }, config: { theme } });
    await expect(page.locator('#panel')).toHaveCSS('color-scheme', theme);
    expect(await violations(page)).toEqual([]);
  });
}

test('axe finds nothing in the errors of the connect form', async ({ page, open }) => {
  const panel = await open(page, { setup: false });
  await panel.openForm();
  await panel.form.getByRole('button').click();
  await expect(panel.form.locator('[aria-invalid="true"]')).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
});

test('each change of the state is announced once, by a region that was there before', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', wrapUpMs: null } });
  await panel.advance(4_000);
  await page.evaluate(() => {
    const status = document.querySelector('[role="status"]');
    window.announced = [];
    window.statusRegion = status;
    new MutationObserver(() => window.announced.push(status.innerText.trim())).observe(status, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await gateway.act('ring');
  await gateway.act('answer');
  await panel.advance(8_000);
  await gateway.act('hangup');
  await panel.advance(8_000);
  await gateway.act('wrapup-end');
  await panel.advance(8_000);
  await gateway.act('busy');
  await panel.advance(8_000);
  const { announced, same, count } = await page.evaluate(() => ({
    announced: window.announced,
    same: window.statusRegion === document.querySelector('[role="status"]'),
    count: document.querySelectorAll('[role="status"]').length,
  }));
  expect(announced).toEqual(['On a call', 'Wrap-up', 'Idle', 'Busy']);
  expect(same).toBe(true);
  expect(count).toBe(1);
});

test('timers stand outside all live regions', async ({ page, open, gateway, guard }) => {
  const panel = await SCENARIOS['command running']({ page, open, gateway, guard });
  await expect(page.getByRole('timer')).toHaveCount(3);
  for (const timer of await page.getByRole('timer').all()) {
    await expect(timer).toHaveAttribute('aria-live', 'off');
    await expect(timer).toHaveAccessibleName(/./);
  }
  const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
  const inside = page.locator(`:is(${live}) [role="timer"]`);
  await expect(inside).toHaveCount(0);
  await page.evaluate((live) => {
    window.told = [];
    for (const region of document.querySelectorAll(live)) {
      new MutationObserver(() => window.told.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    }
  }, live);
  await panel.advance(5_000);
  expect(await page.evaluate(() => window.told)).toEqual([]);
});

for (const [name, alert] of [
  ['idle', ''],
  ['ringing', 'A call is waiting.'],
  ['held call with all fields', ''],
  ['wrap-up with the last call', ''],
  ['stale', ''],
  ['status unknown', 'Connection lost. Your status is unknown.'],
  ['session expired', 'Session expired. Sign in again.'],
  ['misconfigured', ''],
  ['slowed down', ''],
  ['connect form', ''],
]) {
  test(`${name}: ${alert ? `it alerts “${alert}”` : 'no alert'}`, async ({ page, open, gateway, guard }) => {
    await SCENARIOS[name]({ page, open, gateway, guard });
    await expect(page.locator('[role="alert"], [aria-live="assertive"]')).toHaveCount(1);
    await expect(page.locator('[role="alert"]')).toHaveText(alert);
  });
}

test('with forced colours, badge, icon and dot are still drawn', async ({ page, open }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const panel = await open(page, { setup: { state: 'talking' } });
  const colours = await panel.badge.evaluate((badge) => {
    const of = (element) => getComputedStyle(element);
    return {
      ground: of(document.querySelector('#panel')).backgroundColor,
      border: of(badge).borderTopColor,
      width: of(badge).borderTopWidth,
      icon: of(badge.querySelector('.icon')).stroke,
      badge: of(badge).backgroundColor,
    };
  });
  expect(colours.border).not.toBe(colours.ground);
  expect(colours.icon).not.toBe(colours.badge);
  expect(parseFloat(colours.width)).toBeGreaterThanOrEqual(2);
  const dot = await panel.connection
    .locator('summary')
    .evaluate((summary) => getComputedStyle(summary, '::before').borderTopColor);
  expect(dot).not.toBe(colours.ground);
  const place = page.locator('[data-command]');
  await expect(place).toHaveAttribute('data-verdict', 'none');
  const frame = await place.evaluate((command) => getComputedStyle(command).borderTopColor);
  expect(frame, 'no empty frame where no command is').toBe(colours.ground);
});

test('at 400 % zoom everything is there and can be reached', async ({ page, open, gateway, guard }) => {
  // A window of 1280 × 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  const panel = await SCENARIOS['held call with all fields']({ page, open, gateway, guard });
  await panel.expectNoOverflow();
  for (const element of [
    panel.stateName,
    panel.stateTime,
    panel.value('caller'),
    panel.field('call-id'),
    panel.connection.locator('summary'),
  ]) {
    await element.scrollIntoViewIfNeeded();
    await expect(element).toBeInViewport({ ratio: 0.9 });
    const clipped = await element.evaluate((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible');
    expect(clipped).toBe(false);
  }
});
