// R13: a call that nobody described is looked up, so that a portal that pushes nothing shows
// every caller.
import { expect, test } from './support/panel.mjs';
import { ONE, SCRIPT } from './support/portal_page.mjs';

const RING = { caller: '13911112222', called: '4008001234', callId: '1456409999-1', data: 'order 4711' };
/** What the gateway's page has for an example, but for what is said otherwise. */
const CALL = {
  callfeature: 0, callid: '1476070409-38', caller: '70001', called: '10086', callskill: 'voice_jst',
  callskillid: 3, orgicallednum: '12345678', calldata: '', begintime: 1476070413000, endtime: null,
  mediaType: 5, mediaAbility: 1, waitTime: 0,
};

/** The gateway answers look-ups with this result. */
const answers = (gateway, result) => gateway.fault({
  interface: 'call-info',
  kind: 'raw',
  body: JSON.stringify({ message: '', retcode: '0', result }),
  contentType: 'application/json',
});

/** A call comes, and a poll tells of it. */
async function callComes(panel, gateway, call = RING) {
  await gateway.act('ring', call);
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-state')) === 'talking');
}

/** The call is answered and ends, and a poll tells of it. */
async function callEnds(panel, gateway) {
  await gateway.act('answer');
  await gateway.act('hangup');
  await panel.advanceUntil(async () => (await panel.badge.getAttribute('data-state')) === 'idle');
}

const IDLE = { setup: { state: 'idle', wrapUpMs: 0 }, driven: true };

test('a call that rings has its caller without a pushed event', async ({ page, gateway, open }) => {
  const panel = await open(page, IDLE);
  await callComes(panel, gateway);
  await panel.advance(1_500);
  await expect(panel.call).toHaveAttribute('data-call', 'live');
  await expect(panel.value('caller')).toHaveText('13911112222');
  await expect(panel.value('called')).toHaveText('4008001234');
  await expect(panel.value('call-type')).toHaveText('Inbound call');
  await expect(panel.value('call-data')).toHaveText('order 4711');
  await expect(panel.value('call-id')).toHaveText('1456409999-1');
  await expect(panel.callNote).toHaveText(/^as of \d\d:\d\d:\d\d$/);
  expect(await gateway.count('call-info')).toBe(1);

  await panel.advance(30_000);
  expect(await gateway.count('call-info'), 'once a call').toBe(1);
  await gateway.act('answer');
  await gateway.act('hangup');
  await panel.advance(4_000);
  await expect(panel.call).toHaveAttribute('data-call', 'ended');
  await expect(panel.value('caller')).toHaveText('13911112222');
});

test('what it asks is the one address, with the Guid in its header alone', async ({ page, gateway, open }) => {
  const asked = [];
  page.on('request', (request) => {
    if (request.url().includes('/calldata/')) asked.push(request);
  });
  const panel = await open(page, IDLE);
  await callComes(panel, gateway);
  await panel.advance(1_500);
  expect(asked.map((request) => `${request.method()} ${request.url()}`)).toEqual([
    `GET ${gateway.origin}/agentgateway/resource/calldata/${gateway.agentId}/callinfo?isNoContainLastCall=false`,
  ]);
  expect(asked[0].headers().guid).toBe(gateway.guid);
});

test('the time on the call is since about when the polls tell of it, not since it waited', async ({ page, gateway, open }) => {
  const panel = await open(page, IDLE);
  await answers(gateway, { ...CALL, begintime: Date.now() - 600_000, waitTime: 590 });
  await callComes(panel, gateway);
  await panel.advance(1_500);
  await expect(panel.call).toHaveAttribute('data-call', 'live');
  await panel.advance(20_000);
  await panel.expectTime(panel.callTime, 23, { about: true });
});

test('with callDetails off nothing is looked up', async ({ page, gateway, open }) => {
  const panel = await open(page, { ...IDLE, config: { callDetails: 'off' } });
  await callComes(panel, gateway);
  await panel.advance(20_000);
  await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
  expect(await gateway.count('call-info')).toBe(0);
});

test('an element takes call-details live', async ({ page, gateway, portal }) => {
  await portal.open(`<cec-agent-panel id="panel" call-details="off"></cec-agent-panel>${SCRIPT}`);
  await portal.signIn({ state: 'idle' });
  const panel = portal.panel();
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await gateway.act('ring', RING);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await page.waitForTimeout(2_500);
  expect(await gateway.count('call-info')).toBe(0);
  await portal.set({ callDetails: 'ask' });
  await expect(panel.caller).toHaveText('13911112222', { timeout: 8_000 });
  await portal.expectTold('cec-call', { caller: '13911112222', callId: RING.callId });
  expect(await gateway.count('call-info')).toBe(1);
});

test('refused three times it is asked no more, and nothing else changes', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  const panel = await open(page, IDLE);
  await gateway.fault({ interface: 'call-info', kind: 'http', status: 403, body: '<h1>Forbidden</h1>' });
  for (const calls of [1, 2, 3, 3]) {
    await callComes(panel, gateway);
    await panel.advance(9_000);
    await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
    await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
    await expect(panel.notice).toHaveCount(0);
    expect(await gateway.count('call-info')).toBe(calls);
    await callEnds(panel, gateway);
  }
});

test('a text session is not the call, and a list holds the call behind it', async ({ page, gateway, open }) => {
  const chat = { ...CALL, callid: '1476070409-36', caller: 'a chat', mediaAbility: '5', mediaType: '51' };
  const panel = await open(page, IDLE);
  await answers(gateway, chat);
  await callComes(panel, gateway);
  await panel.advance(4_000);
  await expect(panel.call).toHaveAttribute('data-call', 'undescribed');
  await expect(panel.call).not.toContainText('a chat');

  await gateway.clearFaults();
  await answers(gateway, [chat, CALL]);
  await panel.advance(5_000);
  await expect(panel.value('caller')).toHaveText('70001');
  expect(await gateway.count('call-info'), 'once more after five seconds').toBe(2);
});

test('a look-up that hangs holds up no poll for longer than four seconds', async ({ page, gateway, open }) => {
  const panel = await open(page, IDLE);
  await gateway.fault({ interface: 'call-info', kind: 'hang' });
  await callComes(panel, gateway);
  const polls = await gateway.count('status');
  await panel.advance(5_500, { hanging: true });
  expect(await gateway.count('call-info')).toBe(1);
  expect(await gateway.count('status')).toBe(polls + 1);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  await gateway.clearFaults();
});

test('after a refresh the load tells of the call, and nothing is looked up', async ({ page, gateway, open }) => {
  const panel = await open(page, IDLE);
  await callComes(panel, gateway);
  await panel.advance(1_500);
  await expect(panel.value('caller')).toHaveText('13911112222');
  await panel.reload();
  await expect(panel.call).toHaveAttribute('data-call', 'at-load');
  await expect(panel.value('caller')).toHaveText('13911112222');
  await panel.advance(20_000);
  expect(await gateway.count('call-info')).toBe(1);
});

test('one tab looks it up, and the other sees it', async ({ page, context, gateway, open }) => {
  const leader = await open(page);
  await expect(leader.connection).toHaveAttribute('data-connection', 'live');
  const session = { agentId: gateway.agentId, guid: gateway.guid };
  const follower = await open(await context.newPage(), { setup: false, session });
  await expect(follower.connection).toHaveAttribute('data-connection', 'following');
  await gateway.act('ring', RING);
  await expect(follower.value('caller')).toHaveText('13911112222', { timeout: 8_000 });
  await expect(leader.value('caller')).toHaveText('13911112222');
  expect(await gateway.count('call-info')).toBe(1);
});

test('what the portal pushes needs no look-up', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  const panel = portal.panel();
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await gateway.act('ring', RING);
  await panel.element.evaluate((element, content) => element.pushEvent({ eventType: 'AgentEvent_Ringing', content }), {
    caller: '13911112222', called: '4008001234', callid: RING.callId, feature: '0', type: 'main', mediaAbility: '1',
  });
  await expect(panel.caller).toHaveText('13911112222');
  await page.waitForTimeout(5_000);
  expect(await gateway.count('call-info')).toBe(0);
});
