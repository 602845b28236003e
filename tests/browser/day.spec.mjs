// The agent's day on the call card: what it says of the last ten hours, how it is kept, and whose
// it is.
import { violations } from './support/axe.mjs';
import { breakable, breakPanel } from './support/crash.mjs';
import { BROWSER_LOG } from './support/faults.mjs';
import { countLeftovers, leftovers } from './support/leftovers.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';
import { look } from './support/visibility.mjs';

const KEY = 'cec-agent-panel.day';
/** As `src/boot/day/states.js` and `record.js` have them. */
const PLACES = { idle: 0, 'wrap-up': 1, rest: 2, busy: 3, ringing: 7, talking: 8, hold: 10, unknown: 21 };
const ABOUT = 32;
const MINUTE = 60_000;
/** Where it is early in the afternoon, so that a shift of nine hours is of one day. */
const OFFSET = 14 - new Date().getUTCHours();
test.use({ timezoneId: `Etc/GMT${OFFSET > 0 ? '-' : '+'}${Math.abs(OFFSET)}` });
const CALL = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };

/** Whose day it is, as the panel keeps it. */
const whose = ({ agentId, origin }) => `${agentId} ${origin}/`;

/** The parts of the day in the page. */
function dayOf(page) {
  const whole = page.locator('.day');
  return {
    whole,
    title: whole.locator('h3'),
    sum: (name) => whole.locator(`[data-sum="${name}"] dd`),
    strip: whole.locator('.day-strip'),
    open: whole.getByRole('button', { name: 'Table' }),
    copy: whole.getByRole('button').nth(1),
    table: whole.locator('table'),
    refused: whole.locator('.day-refused'),
  };
}

/** The rows of the table, newly opened. */
async function rows(page) {
  const { open, table } = dayOf(page);
  if (await table.count()) await open.click();
  await open.click();
  return table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

const states = async (page) => (await rows(page)).map(([, , state]) => state);

/** Seconds of the day that a time in the table stands for. */
const secondsOf = (text) => text.replace('~', '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** A moment of the page's clock, as the table has it, and as the strip does. */
const clock = (page, ago = 0) =>
  page.evaluate((ago) => new Date(Date.now() - ago).toTimeString().slice(0, 8), ago);

/** A list as the panel keeps it: states and for how many minutes, up to `now`. */
function written(now, ...spans) {
  const length = spans.reduce((sum, [, minutes]) => sum + minutes, 0);
  let from = now - length * MINUTE;
  const list = [];
  for (const [state, minutes, about = 0] of spans) {
    list.push(Math.round(from), PLACES[state] + about);
    from += minutes * MINUTE;
  }
  return { list, seen: now };
}

/** A shift of so many hours, with a gap in it. */
function shift(now, hours) {
  const spans = [];
  for (let left = hours * 60; left > 0; left -= 16) {
    spans.push(['idle', 3, ABOUT], ['ringing', 0.25], ['talking', 6, ABOUT], ['hold', 1], ['talking', 2.75, ABOUT], ['wrap-up', 3, ABOUT]);
  }
  spans[12] = ['unknown', 2];
  spans[20] = ['rest', 30, ABOUT];
  return written(now, ...spans);
}

/** Has the tab keep that, before the page is opened. */
const keep = (page, owner, value) =>
  page.addInitScript(
    ([key, text]) => {
      if (location.protocol.startsWith('http') && sessionStorage.getItem(key) === null) sessionStorage.setItem(key, text);
    },
    [KEY, JSON.stringify({ whose: owner, ...value })],
  );

const kept = (page) => page.evaluate((key) => JSON.parse(sessionStorage.getItem(key)), KEY);

test('the states stand there with their times, those that polls have found with a mark, and what they come to', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000, wrapUpMs: null } });
  const day = dayOf(page);
  await expect(day.strip).toBeVisible();
  const begin = await clock(page, 600_000);
  expect(await rows(page)).toEqual([[begin, expect.any(String), 'Idle', expect.stringMatching(/^10:0\d$/)]]);
  await panel.advance(3_500);
  await gateway.act('ring', CALL);
  await gateway.act('answer');
  const talked = await clock(page);
  await panel.advance(120_000, { step: 3_000 });
  await expect(day.whole).toBeHidden();
  await gateway.act('hangup');
  await panel.advance(3_500);
  await expect(day.strip).toBeVisible();
  const [idle, talking, wrapUp] = await rows(page);
  expect(idle[0]).toBe(begin);
  expect(talking[2]).toBe('On a call');
  expect(talking[0]).toMatch(/^~/);
  expect(idle[1]).toBe(talking[0].slice(1));
  expect(Math.abs(secondsOf(talking[0]) - secondsOf(talked))).toBeLessThanOrEqual(3);
  expect(wrapUp[2]).toBe('Wrap-up');
  // Polls may miss a call, and tell of no hold.
  await expect(day.sum('calls')).toHaveText('~1');
  await expect(day.sum('talking')).toHaveText(/^[12]m$/);
  await expect(day.sum('hold')).toHaveText('–');
  await expect(day.title).toHaveText(`Today since ${begin.slice(0, 5)}`);
});

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

test('a second call counts as one, also where it comes straight after the first', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', wrapUpMs: 3_000 } });
  for (let call = 0; call < 2; call += 1) {
    await panel.advance(4_000);
    await gateway.act('ring', { ...CALL, callId: `1456409999-${call}` });
    await gateway.act('answer');
    await panel.advance(30_000, { step: 3_000 });
    await gateway.act('hangup');
    await panel.advance(4_000);
  }
  await expect(dayOf(page).sum('calls')).toHaveText('~2');
});

test('where events told of each call, the calls are counted for certain, and what they were on hold', async ({ page, portal, gateway }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle', wrapUpMs: 60_000 });
  const day = dayOf(page);
  await expect(day.strip).toBeVisible();
  const push = (eventType) =>
    page.evaluate(
      ([workNo, eventType, content]) => document.getElementById('panel').pushEvent({ eventType, workNo, content }),
      [gateway.agentId, eventType, { caller: CALL.caller, callid: CALL.callId }],
    );
  await gateway.act('ring', CALL);
  await gateway.act('answer');
  await push('AgentEvent_Talking');
  await gateway.act('hold');
  await push('AgentEvent_Hold');
  await gateway.act('hangup');
  await push('AgentState_Work');
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'wrap-up');
  await expect(day.sum('calls')).toHaveText('1');
  await expect(day.sum('hold')).toHaveText('0m');
  expect(await states(page)).toEqual(['Idle', 'On a call', 'On hold', 'Wrap-up']);
});

test('a call that is taken back from hold is no second one, where polls had said that the agent talks', async ({ page, portal, gateway }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'hold', sinceMs: 30_000, call: { ...CALL, talkingForMs: 90_000 }, wrapUpMs: 60_000 });
  const { badge } = portal.panel();
  // A poll has one word for both.
  await expect(badge).toHaveAttribute('data-state', 'talking');
  await page.waitForTimeout(2_500);
  await gateway.act('unhold');
  // What a portal does: it hands on each answer of its own event poll.
  const handOn = () =>
    page.evaluate(
      async ([agentId, guid]) => {
        const answer = await fetch(`/agentgateway/resource/agentevent/${agentId}`, { headers: { Guid: guid } });
        document.getElementById('panel').pushEvent(await answer.json());
      },
      [gateway.agentId, gateway.guid],
    );
  await expect(async () => {
    await handOn();
    await expect(badge).toHaveAttribute('data-source', 'host', { timeout: 100 });
  }).toPass();
  await gateway.act('hangup');
  await expect(badge).toHaveAttribute('data-state', 'wrap-up');
  await expect(dayOf(page).sum('calls')).toHaveText('1');
});

test('an outage is a gap, which says from when to when nothing is known', async ({ page, gateway, open, guard }) => {
  guard.allow(BROWSER_LOG);
  const panel = await open(page, { driven: true, chance: 0.5, setup: { state: 'idle', sinceMs: 1_200_000 } });
  await panel.advance(3_500);
  const lost = await clock(page);
  await gateway.fault({ interface: 'any', kind: 'http', status: 502, body: '<h1>Bad Gateway</h1>' });
  await panel.advance(110_000, { step: 1_000 });
  await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
  const going = (await rows(page)).at(-1);
  expect([going[2], Math.abs(secondsOf(going[1]) - secondsOf(await clock(page))) <= 60]).toEqual(['not known', true]);
  expect(going[3]).not.toBe('00:00');
  await gateway.clearFaults();
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-fresh')) === 'true');
  const back = await clock(page);
  const [idle, gap, again] = await rows(page);
  expect([idle, gap, again].map(([, , state]) => state)).toEqual(['Idle', 'not known', 'Idle']);
  expect(Math.abs(secondsOf(gap[0]) - secondsOf(lost))).toBeLessThanOrEqual(4);
  expect(Math.abs(secondsOf(gap[1]) - secondsOf(back))).toBeLessThanOrEqual(2);
  expect(again[0]).toBe(`~${gap[1]}`);
  // The strip says it to who points there: the last twelfth of an hour is behind it.
  const { x, y, width } = await dayOf(page).strip.boundingBox();
  await page.mouse.move(x + width - 3, y + 5);
  await page.mouse.move(x + width * (59 / 60), y + 5);
  await expect(dayOf(page).strip).toHaveAttribute('title', new RegExp(`^not known ${gap[0].slice(0, 5)}–${gap[1].slice(0, 5)} \\(`));
});

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

test('a state that nobody knows is not known', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  await panel.advance(3_500);
  await gateway.change({ agentState: 42 });
  await panel.advance(3_500);
  await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
  expect(await states(page)).toEqual(['Idle', 'not known']);
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
