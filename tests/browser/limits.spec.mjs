// Limits of the time in a state: what the badge says of them, what is read out, and what hosts
// are told.
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';
import { WORDS } from './support/words.mjs';

const WIDTHS = [320, 420, 1280];

/** The boxes of what must not move, and that of the limit, in tenths of a pixel: lines are laid
 *  out in 64ths. */
const boxes = (badge) =>
  badge.evaluate((badge) => {
    const box = (thing) => {
      const { left, right, top, bottom } = thing.getBoundingClientRect();
      return { left: Math.round(left * 10), right: Math.round(right * 10), top: Math.round(top * 10), bottom: Math.round(bottom * 10) };
    };
    const textOf = (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range;
    };
    const parts = ['name', 'time', 'limit'].map((part) => [part, box(textOf(badge.querySelector(`.badge-${part}`)))]);
    return { badge: box(badge), ...Object.fromEntries(parts) };
  });

const apart = (one, other) =>
  one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;

for (const layout of ['full', 'compact', 'badge']) {
  test(`a limit that is near, then over, is said without anything moving, ${layout}`, async ({ page, open }) => {
    const setup = { state: 'rest', sinceMs: 20_000 };
    const panel = await open(page, { driven: true, setup, config: { layout, limits: { rest: 40 } } });
    const { badge } = panel;
    const read = badge.locator('[aria-live="polite"].unseen');
    await page.evaluate(() => {
      window.read = [];
      const region = document.querySelector('[part="status-badge"] .unseen');
      new MutationObserver(() => window.read.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    });
    const measure = async () => {
      const all = {};
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 720 });
        all[width] = await boxes(badge);
      }
      return all;
    };
    await panel.advance(2_000);
    await expect(badge).not.toHaveAttribute('data-limit');
    await expect(badge.locator('.badge-limit')).toHaveText('');
    const before = await measure();

    const stages = [
      ['near', 9_000, /^\d+ s left$/, 'Time is nearly up'],
      ['over', 14_000, /^over by 0:\d\d$/, 'Time is up'],
    ];
    for (const [stage, ms, text, words] of stages) {
      await panel.advance(ms);
      await expect(badge).toHaveAttribute('data-limit', stage);
      await expect(badge.locator('.badge-limit')).toHaveText(text);
      await expect(read).toHaveText(words);
      const now = await measure();
      for (const width of WIDTHS) {
        const { limit, ...rest } = now[width];
        expect(rest.badge, `${width} px`).toEqual(before[width].badge);
        expect(rest.name, `${width} px`).toEqual(before[width].name);
        expect(rest.time.right, `${width} px`).toBe(before[width].time.right);
        expect(limit.left >= rest.badge.left && limit.right <= rest.badge.right, `${width} px`).toBe(true);
        expect(apart(limit, rest.name) && apart(limit, rest.time), `${width} px`).toBe(true);
      }
    }
    // Once a stage, whatever ticks.
    expect(await page.evaluate(() => window.read)).toEqual(['Time is nearly up', 'Time is up']);
  });
}

test('as a badge, no language has a limit lie over the name', async ({ page, open }) => {
  await page.setViewportSize({ width: 340, height: 80 });
  const setup = { state: 'rest', sinceMs: 500_000 };
  const panel = await open(page, { driven: true, setup, config: { layout: 'badge', limits: { rest: 600 } } });
  await panel.advance(2_000);
  await expect(panel.badge).toHaveAttribute('data-limit', 'near');
  for (const words of WORDS) {
    await panel.badge.evaluate((badge, words) => {
      badge.querySelector('.badge-name').textContent = words.rest;
      badge.querySelector('.badge-limit').textContent = words.minutes_left.replace('{}', '2');
    }, words);
    const { name, limit } = await boxes(panel.badge);
    expect(apart(limit, name), words.tag).toBe(true);
  }
});

test('more than a minute is left in minutes', async ({ page, open }) => {
  const setup = { state: 'wrap-up', sinceMs: 470_000 };
  const panel = await open(page, { driven: true, setup, config: { limits: { 'wrap-up': 600 } } });
  await panel.advance(1_000);
  await expect(panel.badge.locator('.badge-limit')).toHaveText('2 min left');
});

test('a portal sets limits at any time, and hears of each stage once', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'rest', sinceMs: 60_000 });
  const { element, badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-state', 'rest');
  await expect(badge).not.toHaveAttribute('data-limit');
  await portal.set({ limits: { rest: 70, 'wrap-up': 60 } });
  await expect(element).toHaveAttribute('limits', '{"rest":70,"wrap-up":60}');
  expect(await element.evaluate((panel) => panel.limits)).toEqual({ rest: 70, 'wrap-up': 60 });
  await expect(badge).toHaveAttribute('data-limit', 'near');
  await expect(badge).toHaveAttribute('data-limit', 'over', { timeout: 15_000 });
  await page.waitForTimeout(2_500);
  const told = await portal.told('cec-limit');
  const { agentId } = gateway;
  const detail = { agentId, state: 'rest', limit: 70, stage: 'near', since: expect.any(Number), at: expect.any(Number) };
  expect(told).toEqual([detail, { ...detail, stage: 'over' }]);
  const [near, over] = told;
  expect(over.at - over.since).toBeGreaterThanOrEqual(69_000);
  expect(over.at - over.since).toBeLessThan(73_000);
  expect(Math.abs(near.since - over.since)).toBeLessThan(1_000);
  const { settings, entries } = await element.evaluate((panel) => panel.diagnostics());
  expect(settings.limits).toEqual(['rest: 70', 'wrap-up: 60']);
  const noted = entries.filter(({ what }) => what === 'limit').map(({ at, local, ...entry }) => entry);
  expect(noted).toEqual([
    { what: 'limit', state: 'rest', limit: 70, stage: 'near' },
    { what: 'limit', state: 'rest', limit: 70, stage: 'over' },
  ]);
  await element.evaluate((panel) => panel.removeAttribute('limits'));
  await expect(badge).not.toHaveAttribute('data-limit');
});

test('what is wrong with a limit is said, and the others are obeyed', async ({ page, gateway, portal, guard }) => {
  guard.allow(/<cec-agent-panel>: limits/);
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  await gateway.signIn({ state: 'rest', sinceMs: 60_000 });
  await portal.store(gateway);
  await portal.open(ONE.replace('id="panel"', `id="panel" limits='{"rest":50,"lunch":5,"busy":"1"}'`));
  const { element, badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-limit', 'over');
  await expect.poll(() => said.join('\n')).toMatch(/^<cec-agent-panel>: limits\.lunch: unknown-key; allowed: idle, wrap-up, /m);
  expect(said).toContain('<cec-agent-panel>: limits.busy: wrong-value: "1"; allowed: 1–86400');
  await element.evaluate((panel) => panel.setAttribute('limits', '{rest:50}'));
  await expect(badge).not.toHaveAttribute('data-limit');
  await expect.poll(() => said.join('\n')).toMatch(/^<cec-agent-panel>: limits: wrong-value/m);
});

test('a rest that the portal has booked is limited by its own length', async ({ gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  const { element, badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-state', 'idle');
  await element.evaluate((panel) => panel.showCommand({ command: 31, seconds: 12 }));
  await gateway.act('rest');
  await expect(badge).toHaveAttribute('data-state', 'rest', { timeout: 8_000 });
  await expect(badge).toHaveAttribute('data-limit', 'near', { timeout: 12_000 });
  await portal.expectTold('cec-limit', { state: 'rest', limit: 12, stage: 'near' });
});
