// A call waits while the agent looks at another tab.
import { breakable, breakPanel } from './support/crash.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';
import { look } from './support/visibility.mjs';

const RING = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };
const CONTENT = { caller: RING.caller, called: RING.called, callid: RING.callId, feature: 0 };

/** Has the page note what it has the browser show, with that permission. */
async function notifications(page, permission = 'granted') {
  await page.addInitScript((permission) => {
    window.notified = [];
    window.sounds = 0;
    window.Notification = class {
      static permission = permission;
      static requestPermission() {
        this.permission = 'granted';
        return Promise.resolve('granted');
      }
      constructor(title, options) {
        this.note = { title, ...options, open: true };
        window.notified.push(this.note);
      }
      close() {
        this.note.open = false;
      }
    };
    const own = window.AudioContext;
    window.AudioContext = class extends own {
      constructor() {
        super();
        window.sounds += 1;
      }
    };
  }, permission);
}

const shown = (page) => page.evaluate(() => window.notified.filter(({ open }) => open).map(({ title }) => title));

/** A portal whose page nobody sees. */
async function hiddenPortal(page, portal, attributes = '') {
  await portal.open(ONE.replace('id="panel"', `id="panel" ${attributes}`));
  await portal.signIn({ state: 'idle' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'idle');
  await look(page, false);
}

const push = (page, gateway, type, content) =>
  page.evaluate(
    ([workNo, eventType, content]) => document.getElementById('panel').pushEvent({ eventType, workNo, content }),
    [gateway.agentId, type, content],
  );

test('a call that rings unseen is told by the browser with its caller until it is answered, and to the host before', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal);
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await expect.poll(() => shown(page)).toEqual([`Call from ${RING.caller}`]);
  await portal.expectTold('cec-ringing', { agentId: gateway.agentId, caller: RING.caller, callId: RING.callId });
  await gateway.act('answer');
  await push(page, gateway, 'AgentEvent_Talking', CONTENT);
  await expect.poll(() => shown(page)).toEqual([]);
  // The polls that follow tell of the same call.
  await page.waitForTimeout(3_500);
  expect(await page.evaluate(() => window.notified.length)).toBe(1);
  expect(await portal.told('cec-ringing')).toHaveLength(1);
  expect(await page.evaluate(() => window.sounds)).toBe(0);
  await expect(page).toHaveTitle('Portal');
});

test('of a call out that a colleague has transferred, the customer is named, who was called', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal);
  const call = { caller: '4008001234', called: '13911112222' };
  // A colleague's call out that is transferred here.
  await gateway.act('ring', { ...call, callId: RING.callId, feature: 7 });
  await push(page, gateway, 'AgentEvent_Ringing', { ...call, callid: RING.callId, feature: '7' });
  await expect.poll(() => shown(page)).toEqual(['A call is waiting: 13911112222']);
  await portal.expectTold('cec-ringing', { party: '13911112222', caller: '4008001234' });
  await portal.expectTold('cec-call', { party: '13911112222' });
  await gateway.act('hangup');
  await push(page, gateway, 'AgentEvent_Call_Release', RING.callId);
  await portal.expectTold('cec-call', { stage: 'ended', party: null });
});

test('a call that the agent was on when the page was loaded is none that waits, whatever is told of it', async ({ page, portal, gateway }) => {
  await notifications(page);
  await portal.open(ONE);
  await portal.signIn({ state: 'hold', call: RING });
  const { badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-state', 'hold');
  await expect(badge).toHaveAttribute('data-source', 'status');
  await look(page, false);
  for (const type of ['AgentEvent_Talking', 'AgentEvent_linkagePhoneHold', 'AgentEvent_linkagePhoneUnHold']) await push(page, gateway, type, CONTENT);
  await portal.expectTold('cec-call', { stage: 'live' });
  await page.waitForTimeout(500);
  expect(await portal.told('cec-ringing')).toEqual([]);
  expect(await page.evaluate(() => window.notified)).toEqual([]);
});

test('a call is told once, also where its state is old for a moment before the next answer', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal, 'call-sound');
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await expect.poll(() => shown(page)).toHaveLength(1);
  // After the poll that follows, longer than two intervals of a panel that is seen, and shorter than one of
  // a panel that is not.
  await page.waitForTimeout(11_000);
  await look(page, true);
  const told = () => portal.told('cec-state');
  await expect.poll(async () => (await told()).filter(({ fresh }) => !fresh)).not.toEqual([]);
  await expect.poll(async () => (await told()).at(-1).fresh).toBe(true);
  await page.waitForTimeout(500);
  expect((await told()).at(-1).new).toBe('ringing');
  expect(await portal.told('cec-ringing')).toHaveLength(1);
  expect(await page.evaluate(() => [window.notified.length, window.sounds])).toEqual([1, 1]);
});

test('what is seen is not told, and what is looked at ends', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal);
  await look(page, true);
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await portal.expectTold('cec-ringing', { caller: RING.caller });
  expect(await page.evaluate(() => window.notified)).toEqual([]);
  await look(page, false);
  await expect.poll(() => shown(page)).toHaveLength(1);
  await look(page, true);
  await expect.poll(() => shown(page)).toEqual([]);
});

test('a host that prevents it has nothing shown', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal, 'call-sound');
  await page.evaluate(() => document.addEventListener('cec-ringing', (event) => event.preventDefault()));
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await portal.expectTold('cec-ringing', { caller: RING.caller });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => [window.notified, window.sounds])).toEqual([[], 0]);
});

test('numbers are masked there too, and the sound is heard once where it is wanted', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal, 'mask-numbers call-sound');
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await expect.poll(() => shown(page)).toEqual([expect.stringMatching(/^Call from \D+2222$/)]);
  expect(await page.evaluate(() => window.sounds)).toBe(1);
});

test('switched off, nothing is shown and the host is told all the same', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal, 'call-notification="off"');
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await portal.expectTold('cec-ringing', { caller: RING.caller });
  expect(await page.evaluate(() => window.notified)).toEqual([]);
});

test('the title has the panel\'s own heading, and another one as soon as config.json has it', async ({ page, open }) => {
  const panel = await open(page, { setup: { state: 'talking' }, config: { heading: 'Telephony', locale: 'en' } });
  await expect(page).toHaveTitle('On a call · Telephony');
  await page.route('**/config.json', async (route) => {
    await page.waitForTimeout(2_000);
    await route.fulfill({ json: { heading: 'Phone', locale: 'en' } });
  });
  await panel.reload();
  await expect(page, 'as the load before knew it').toHaveTitle('On a call · Telephony');
  await expect(page).toHaveTitle('On a call · Phone');
});

test('a call that only polls tell of is shown with the caller that was looked up, by title and icon without permission, and for a while', async ({ page, gateway, open }) => {
  await notifications(page, 'denied');
  const panel = await open(page, { driven: true, setup: { state: 'idle', wrapUpMs: 0 } });
  await panel.advance(3_500);
  const icon = await page.locator('#panel-icon').getAttribute('href');
  await look(page, false);
  await gateway.act('ring', RING);
  await panel.advanceUntil(async () => (await page.title()) === `Call from ${RING.caller}`, { step: 500 });
  const titles = new Set();
  for (let second = 0; second < 4; second += 1) {
    titles.add(await page.title());
    await panel.advance(1_000);
  }
  expect([...titles].sort()).toEqual([`Call from ${RING.caller}`, 'On a call · Agent panel']);
  await panel.advance(20_000);
  await expect(page).toHaveTitle('On a call · Agent panel');
  expect(await page.evaluate(() => window.notified)).toEqual([]);
  expect(await page.locator('#panel-icon').getAttribute('href')).not.toBe(icon);
});

test('who wants no motion has a title that stays', async ({ page, gateway, open }) => {
  await notifications(page, 'denied');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const panel = await open(page, { driven: true, setup: { state: 'idle', wrapUpMs: 0 } });
  await panel.advance(3_500);
  await look(page, false);
  await gateway.act('ring', RING);
  await panel.advanceUntil(async () => (await page.title()) === `Call from ${RING.caller}`, { step: 500 });
  for (let second = 0; second < 3; second += 1) {
    await expect(page).toHaveTitle(`Call from ${RING.caller}`);
    await panel.advance(1_000);
  }
});

test('the agent is asked by a button in the details, and never at load', async ({ page, open }) => {
  await notifications(page, 'default');
  const panel = await open(page, { setup: { state: 'idle' } });
  const button = page.getByRole('button', { name: 'Notify me of calls' });
  await expect(button).toBeHidden();
  expect(await page.evaluate(() => Notification.permission)).toBe('default');
  await panel.connection.locator('summary').click();
  await button.click();
  expect(await page.evaluate(() => Notification.permission)).toBe('granted');
  await expect(button).toBeHidden();
});

test('an agent who is refused, or refuses, learns where to allow it, and goes on from the next button', async ({ page, open }) => {
  await notifications(page, 'default');
  await page.addInitScript(() => {
    Notification.requestPermission = () => {
      Notification.permission = 'denied';
      return Promise.resolve('denied');
    };
  });
  const panel = await open(page, { setup: { state: 'idle' }, config: { locale: 'en' } });
  await panel.connection.locator('summary').click();
  const button = page.getByRole('button', { name: 'Notify me of calls' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toBeHidden();
  await expect(panel.connection.getByRole('status')).toContainText('Allow notifications in its settings');
  await expect(page.getByRole('button', { name: 'Small window' })).toBeFocused();
});

test('where it is switched off, or the browser has refused, there is no such button', async ({ page, open }) => {
  await notifications(page, 'default');
  const panel = await open(page, { setup: { state: 'idle' }, config: { callNotification: 'off' } });
  await panel.connection.locator('summary').click();
  await expect(page.getByRole('button', { name: 'Save diagnostics' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Notify me of calls' })).toBeHidden();
});

test('of two tabs of an agent the one that asks tells of the call', async ({ page, context, gateway, open }) => {
  await notifications(page);
  const leader = await open(page, { setup: { state: 'idle', wrapUpMs: 0 } });
  const other = await context.newPage();
  await notifications(other);
  const session = { agentId: gateway.agentId, guid: gateway.guid };
  const follower = await open(other, { setup: false, session });
  await expect(follower.connection).toHaveAttribute('data-connection', 'following');
  await look(other, false);
  await gateway.act('ring', RING);
  for (const panel of [leader, follower]) await expect(panel.value('caller')).toHaveText(RING.caller, { timeout: 8_000 });
  await look(page, false);
  await expect.poll(() => shown(page)).toHaveLength(1);
  expect(await other.evaluate(() => window.notified)).toEqual([]);
});

test('a panel that is taken out of the page while it tells of a call takes the notification with it', async ({ page, portal, gateway }) => {
  await notifications(page);
  await hiddenPortal(page, portal);
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await expect.poll(() => shown(page)).toHaveLength(1);
  await page.evaluate(
    ([workNo, content]) => {
      const panel = document.getElementById('panel');
      panel.pushEvent({ eventType: 'AgentEvent_Talking', workNo, content });
      panel.pushEvent({ eventType: 'AgentEvent_Ringing', workNo, content: { ...content, callid: '1456409999-2' } });
      panel.remove();
    },
    [gateway.agentId, CONTENT],
  );
  await expect.poll(() => shown(page)).toEqual([]);
  await page.waitForTimeout(200);
  expect(await shown(page)).toEqual([]);
});

test('a panel that dies takes the notification with it, and is asked nothing more', async ({ page, portal, gateway, guard }) => {
  guard.allow(/unreachable/);
  await notifications(page);
  await breakable(page);
  await hiddenPortal(page, portal);
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await expect.poll(() => shown(page)).toHaveLength(1);
  await breakPanel(page);
  await look(page, false);
  await expect(portal.panel().message).toHaveAttribute('data-boot', 'crashed');
  await expect.poll(() => shown(page)).toEqual([]);
});

test('without its file the call is on the card, and the next call asks for it again', async ({ page, portal, gateway, guard }) => {
  guard.allow(/desk|Failed to load/);
  await notifications(page);
  let broken = true;
  await page.route('**/desk-*', (route) => (broken ? route.fulfill({ status: 404, body: '' }) : route.continue()));
  let complaints = 0;
  page.on('console', (message) => {
    if (/desk: missing desk/.test(message.text())) complaints += 1;
  });
  await hiddenPortal(page, portal);
  await expect.poll(() => complaints).toBe(1);
  await gateway.act('ring', RING);
  await push(page, gateway, 'AgentEvent_Ringing', CONTENT);
  await expect.poll(() => complaints).toBe(2);
  await expect(portal.panel().caller).toHaveText(RING.caller);
  broken = false;
  await push(page, gateway, 'AgentEvent_Talking', CONTENT);
  await push(page, gateway, 'AgentEvent_Ringing', { ...CONTENT, callid: '1456409999-2' });
  await expect.poll(() => shown(page)).toHaveLength(1);
});
