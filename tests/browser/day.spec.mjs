// The agent's day on the call card: what it says of the last ten hours.
import { ABOUT, AFTERNOON, CALL, clock, dayOf, keep, MINUTE, newRecord, NIGHT, PLACES, rows, secondsOf, states, whose } from './support/day.mjs';
import { BROWSER_LOG } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

test.use({ timezoneId: AFTERNOON });

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
  await expect(day.sum('calls')).toHaveAttribute('title', '~: short calls may be missing');
  await expect(day.sum('hold')).toHaveAttribute('title', '–: not known, as nothing here tells of holds');
  await expect(day.title).toHaveText(`Today since ${begin.slice(0, 5)}`);
});

test('where a computer has slept, an event that comes first is no word of the time before it', async ({ page, portal, gateway }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(dayOf(page).strip).toBeVisible();
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 1_200_000;
  });
  await gateway.act('busy');
  await page.evaluate(
    (workNo) => document.getElementById('panel').pushEvent({ eventType: 'AgentState_SetNotReady_Success', workNo, content: null }),
    gateway.agentId,
  );
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'busy');
  await expect.poll(() => states(page)).toEqual(['Idle', 'not known', 'Busy']);
  const [, [, , , unknown]] = await rows(page);
  expect(Math.abs(secondsOf(unknown) - 1_200)).toBeLessThanOrEqual(5);
});

for (const [what, isKnownWhen] of [['says when it began', true], ['may be about when it began', false]]) {
  test(`between the last word before a sleep and a state that ${what} nobody knows what was`, async () => {
    const [begun, slept, woke] = [1_800_000_000_000, 1_800_000_600_000, 1_800_001_800_000];
    const record = await newRecord();
    const take = (state, since, asOf, source, sinceIsEstimate) => record.take({ state, since, sinceIsEstimate, source, asOf, fresh: true }, false);
    take('idle', begun, begun + 1_000, 'sync', false);
    take('idle', begun, slept, 'status', false);
    take('busy', woke - 5_000, woke, 'host', !isKnownWhen);
    const told = () => record.entries(woke).map(({ state, from, until }) => [state, from, until]);
    const from = isKnownWhen ? woke - 5_000 : woke;
    expect(told()).toEqual([['idle', begun, slept], ['unknown', slept, from], ['busy', from, woke]]);
    // What went on all the while, by the gateway's word, has no gap.
    take('busy', woke - 5_000, woke + 600_000, 'host', !isKnownWhen);
    expect(told().map(([state]) => state)).toEqual(['idle', 'unknown', 'busy']);
  });
}

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
  await expect(day.sum('calls')).not.toHaveAttribute('title', /./);
  expect(await states(page)).toEqual(['Idle', 'On a call', 'On hold', 'Wrap-up']);
});

test('a call that is taken back from hold is no second one, where polls had said that the agent talks', { tag: '@long' }, async ({ page, portal, gateway }) => {
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

test('a state that nobody knows is not known', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 600_000 } });
  await panel.advance(3_500);
  await gateway.change({ agentState: 42 });
  await panel.advance(3_500);
  await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
  expect(await states(page)).toEqual(['Idle', 'not known']);
});

test.describe('after midnight', () => {
  test.use({ timezoneId: NIGHT });

  test('what it comes to is of today alone, and a call that went on over midnight is of both days', async ({ page, gateway, open }) => {
    const midnight = await page.evaluate(() => new Date().setHours(0, 0, 0, 0));
    const { idle, rest, talking } = PLACES;
    const spans = [[-120, talking + ABOUT], [-90, rest], [-60, idle], [-10, talking + ABOUT], [20, PLACES['wrap-up']], [25, idle]];
    const list = spans.flatMap(([minute, code]) => [midnight + minute * MINUTE, code]);
    await keep(page, whose(gateway), { list, seen: Date.now() });
    await open(page, { setup: { state: 'idle', sinceMs: Date.now() - midnight - 25 * MINUTE }, config: { locale: 'en' } });
    const day = dayOf(page);
    await expect(day.title).toHaveText('Today since 00:00');
    await expect(day.sum('calls')).toHaveText('~1');
    await expect(day.sum('talking')).toHaveText('20m');
    await expect(day.sum('wrapUp')).toHaveText('5m');
    await expect(day.sum('rest')).toHaveText('0m');
    // The strip and its table go further back.
    expect((await rows(page)).map(([from, , state]) => [from.slice(0, -3), state])).toEqual([
      ['~22:00', 'On a call'], ['22:30', 'Rest'], ['23:00', 'Idle'], ['~23:50', 'On a call'], ['00:20', 'Wrap-up'], ['00:25', 'Idle'],
    ]);
  });
});
