// The agent's day: how strip and table look, when they are drawn, and what they leave.
import { violations } from './support/axe.mjs';
import { AFTERNOON, CALL, clock, dayOf, keep, rows, shift, states, whose } from './support/day.mjs';
import { countLeftovers, leftovers } from './support/leftovers.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';
import { look } from './support/visibility.mjs';

test.use({ timezoneId: AFTERNOON });

test('at 320 px the sums stand in columns, and no time of the table is broken', async ({ page, gateway, open }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  await page.clock.install();
  await gateway.signIn({ state: 'idle' });
  await keep(page, whose(gateway), shift(await page.evaluate(() => Date.now()), 7));
  const session = { agentId: gateway.agentId, guid: gateway.guid };
  const panel = await open(page, { setup: false, session, config: { locale: 'en' } });
  const day = dayOf(page);
  await expect(day.strip).toBeVisible();
  await expect(day.sum('talking')).toHaveText(/^\dh \d+m$/);
  const lefts = await page.locator('[data-sum]').evaluateAll((sums) => sums.map((sum) => sum.getBoundingClientRect().left));
  expect(lefts.slice(3), 'the second row below the first').toEqual(lefts.slice(0, 2));
  await day.open.click();
  const heights = await day.table.locator('tr').evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().height)));
  expect(Math.max(...heights)).toBeLessThan(Math.min(...heights) * 1.5);
  await panel.expectNoOverflow();
});

test('the table is copied as text with tabs', async ({ page, context, open }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, { setup: { state: 'idle', sinceMs: 600_000 } });
  const { copy, table } = dayOf(page);
  await copy.click();
  await expect(copy).toHaveText('Copied');
  await expect(table).toHaveCount(0);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
    ['From', 'Until', 'State', 'Duration'],
    [expect.stringMatching(/^\d\d:\d\d:\d\d$/), expect.stringMatching(/^\d\d:\d\d:\d\d$/), 'Idle', expect.stringMatching(/^10:0\d$/)],
  ]);
  await expect(copy).toHaveText('Copy', { timeout: 6_000 });
});

test('where the page may not copy it says so, and shows the table', async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await open(page, { setup: { state: 'idle', sinceMs: 600_000 } });
  const { copy, refused, table, open: button } = dayOf(page);
  await copy.click();
  await expect(refused).toContainText('may not copy');
  await expect(table).toBeVisible();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await button.click();
  await expect(table).toHaveCount(0);
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('the table is opened by keyboard, and stays as it is until there is more', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  const { open: button, table } = dayOf(page);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(table.getByRole('columnheader')).toHaveText(['From', 'Until', 'State', 'Duration']);
  const row = await table.locator('tbody tr').elementHandle();
  await panel.advance(125_000, { step: 3_000 });
  expect(await row.evaluate((row) => row.isConnected)).toBe(true);
  // It goes on meanwhile.
  await expect(table.locator('tbody td').last()).toHaveText(/^1[12]:\d\d$/);
  await gateway.act('busy');
  await panel.advance(3_500);
  await expect(table.locator('tbody tr')).toHaveCount(2);
  await expect(button).toBeFocused();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page, gateway, open }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await keep(page, whose(gateway), shift(Date.now() - 5_000, 9));
    await open(page, { setup: { state: 'idle', sinceMs: 4_000 } });
    await expect(dayOf(page).strip).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await dayOf(page).open.click();
    expect(await violations(page)).toEqual([]);
  });
}

for (const locale of ['en', 'es', 'th', 'zh-CN']) {
  test(`a whole shift fits from 280 to 1280 px, ${locale}`, async ({ page, gateway, open }) => {
    await keep(page, whose(gateway), shift(Date.now() - 5_000, 9));
    const panel = await open(page, { config: { locale }, setup: { state: 'idle', sinceMs: 4_000 } });
    await expect(dayOf(page).strip).toBeVisible();
    for (const width of [280, 320, 420, 1280]) {
      await page.setViewportSize({ width, height: 760 });
      await panel.expectNoOverflow();
      const [card, strip, hours] = await Promise.all(
        [panel.call, dayOf(page).strip, page.locator('.day-hours')].map((it) => it.boundingBox()),
      );
      expect(hours.y + hours.height, `${width} px`).toBeLessThanOrEqual(card.y + card.height);
      expect(strip.height, `${width} px`).toBeGreaterThanOrEqual(28);
      expect(strip.width, `${width} px`).toBeGreaterThan(0.8 * card.width - 16);
      expect(await panel.call.evaluate((card) => card.scrollWidth - card.clientWidth)).toBe(0);
      expect(await collisions(page), `${width} px`).toEqual([]);
    }
  });
}

/** Marks of hours that lie over each other, or beyond the strip. */
function collisions(page) {
  return page.evaluate(() => {
    const { right: end } = document.querySelector('.day-hours').getBoundingClientRect();
    const marks = [...document.querySelectorAll('.day-hour')].filter((mark) => mark.getClientRects().length > 0);
    const boxes = marks.map((mark) => [mark.textContent, mark.getBoundingClientRect()]);
    if (boxes.length < 2) return ['too few marks'];
    return boxes
      .filter(([, box], index) => box.right > (boxes[index + 1]?.[1].left ?? end + 0.5))
      .map(([text]) => text);
  });
}

test('it uses the idle card\'s room, and nothing moves when it comes, when a call does, and after it', async ({ page, gateway, open }) => {
  let release;
  const wait = new Promise((resolve) => (release = resolve));
  await page.route('**/desk-*.js', async (route) => {
    await wait;
    await route.continue();
  });
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const panel = await open(page, { setup: { state: 'idle', sinceMs: 600_000, wrapUpMs: null } });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  const card = await panel.call.boundingBox();
  const before = await page.evaluate(() => window.shifts);
  release();
  await expect(dayOf(page).strip).toBeVisible();
  expect(await panel.call.boundingBox()).toEqual(card);
  const { height } = await dayOf(page).whole.boundingBox();
  expect(height).toBeGreaterThan(0.6 * card.height);
  await gateway.act('ring', CALL);
  await gateway.act('answer');
  await expect(panel.value('caller')).toHaveText(CALL.caller, { timeout: 8_000 });
  await expect(dayOf(page).whole).toBeHidden();
  const caller = await panel.value('caller').boundingBox();
  await gateway.act('hangup');
  await expect(panel.call).toHaveAttribute('data-call', 'ended');
  await expect(dayOf(page).strip).toBeVisible();
  expect((await panel.value('caller').boundingBox()).y).toBe(caller.y);
  expect(await panel.call.boundingBox()).toEqual(card);
  expect((await page.evaluate(() => window.shifts)) - before).toBeLessThan(0.001);
});

for (const layout of ['compact', 'badge']) {
  test(`the layout ${layout} shows nothing of it`, async ({ page, open }) => {
    await open(page, { config: { layout }, setup: { state: 'idle', sinceMs: 600_000 } });
    await expect(dayOf(page).whole).toHaveCount(1);
    await expect(dayOf(page).whole).toBeHidden();
  });
}

test('where colours are forced each kind of state and a gap can still be told apart', async ({ page, gateway, open }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await keep(page, whose(gateway), shift(Date.now() - 5_000, 2));
  await open(page, { setup: { state: 'idle', sinceMs: 4_000 } });
  await expect(dayOf(page).strip).toBeVisible();
  const fills = await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll('.day-strip path')].map((path) => [path.dataset.layer, getComputedStyle(path).fill])),
  );
  expect(fills['in-call']).not.toBe(fills.known);
  expect(fills.ready).not.toBe(fills.known);
  expect(fills['in-call']).not.toBe(fills.ready);
  // Those of one colour differ in their height.
  const heights = await page.evaluate(() =>
    ['ready', 'wrap-up', 'not-ready'].map((layer) => document.querySelector(`[data-layer="${layer}"]`).getBBox().height),
  );
  expect(new Set(heights).size).toBe(3);
});

test('it is drawn once a minute and with each state, while somebody looks', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  await expect(dayOf(page).strip).toBeVisible();
  await panel.advance(3_500);
  await page.evaluate(() => {
    window.moments = new Set();
    new MutationObserver(() => window.moments.add(Math.round(Date.now() / 1_000))).observe(document.querySelector('.day'), {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  const drawn = () => page.evaluate(() => window.moments.size);
  await panel.advance(50_000, { step: 1_000 });
  expect(await drawn()).toBeLessThanOrEqual(1);
  await panel.advance(250_000, { step: 1_000 });
  expect(await drawn()).toBeGreaterThanOrEqual(4);
  expect(await drawn()).toBeLessThanOrEqual(6);
  await look(page, false);
  await panel.advance(1_000);
  const before = await drawn();
  await panel.advance(200_000, { step: 5_000 });
  expect(await drawn()).toBe(before);
  await look(page, true);
  await expect.poll(drawn).toBeGreaterThan(before);
  // Nobody looked, and somebody asked.
  expect(await states(page)).toEqual(['Idle']);
});

test('no timer waits while nobody looks', async ({ page, portal }) => {
  await countLeftovers(page);
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(dayOf(page).strip).toBeVisible();
  const timers = async () => (await leftovers(page)).timers;
  // The tick, what asks next, and the day.
  await expect.poll(timers).toBe(3);
  await look(page, false);
  await expect.poll(timers).toBe(1);
});

test('the elements are as many after a hundred states as after two', async ({ page, gateway, open }) => {
  await open(page, { setup: { state: 'idle', sinceMs: 4_000 } });
  const count = () => page.locator('.day *').count();
  await expect(dayOf(page).strip).toBeVisible();
  const few = await count();
  const channel = `cec-agent-panel.day.2 ${whose(gateway)}`;
  await page.evaluate(([name, value]) => new BroadcastChannel(name).postMessage(value), [channel, shift(Date.now() - 8_000, 9)]);
  await expect.poll(async () => Number((await dayOf(page).sum('calls').innerText()).slice(1))).toBeGreaterThan(10);
  expect(await count()).toBe(few);
});

test('a panel that is taken out of the page leaves nothing of it behind', async ({ page, portal }) => {
  await countLeftovers(page);
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(dayOf(page).strip).toBeVisible();
  const sheets = await page.evaluate(() => {
    const panel = document.getElementById('panel');
    const count = () => panel.shadowRoot.adoptedStyleSheets.length;
    const had = count();
    panel.remove();
    return new Promise((resolve) => setTimeout(() => resolve([had, count()])));
  });
  expect(sheets).toEqual([2, 1]);
  await expect.poll(async () => (await leftovers(page)).timers).toBe(0);
  const { listeners } = await leftovers(page);
  for (const name of ['visibilitychange', 'pagehide', 'pageshow']) {
    expect(listeners.filter((it) => it.includes(name))).toEqual([]);
  }
});

test('another language is spoken at once', async ({ page, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(dayOf(page).title).toContainText('Today since');
  await portal.set({ locale: 'es' });
  await expect(dayOf(page).title).toContainText('Hoy desde las');
  await expect(dayOf(page).whole.locator('[data-sum="talking"] dt')).toHaveText('En llamada');
});

test('without its file the card is as it was, and the diagnostics say so', async ({ page, portal, guard }) => {
  guard.allow(/desk|Failed to load/);
  await page.route('**/desk-*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'idle');
  await expect
    .poll(() => page.evaluate(() => document.getElementById('panel').diagnostics().entries.filter(({ what }) => what === 'absent')))
    .toEqual([expect.objectContaining({ part: 'desk', code: expect.stringMatching(/^missing desk-|\?/) })]);
  await expect(dayOf(page).whole).toHaveCount(0);
  await expect(portal.panel().element.locator('[part="call-card"]')).toHaveText('No call');
});

test('it is asked for when the first state is there, not before', async ({ page, open, gateway }) => {
  const asked = [];
  page.on('request', (request) => {
    const [name] = /(desk|messages|syncagentinfo|agentstatus)/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  page.on('response', (response) => {
    if (response.url().includes('syncagentinfo')) asked.push('answer');
  });
  await open(page, { setup: { state: 'idle' } });
  await expect(dayOf(page).strip).toBeVisible();
  expect(asked.slice(0, 3)).toEqual(['syncagentinfo', 'answer', 'desk']);
});
