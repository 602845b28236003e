// The examples as a portal's developer finds them: the plain portal, and the React and the
// Vue page as their own tools build them.
import { join } from 'node:path';
import { expect, test } from './support/panel.mjs';

const SESSION_KEY = 'cec-agent-panel.session';
const CALL = { caller: '13800138000', called: '4008123456' };
/** Longer than the panel waits between two polls, in ms. */
const LONGER_THAN_A_POLL = 3_500;

const also = (path, folder) => ['--also', `${path}=${join(process.env.EXAMPLES, folder)}`];
test.use({
  gatewayOptions: ['--demo', ...also('/demo', 'portal'), ...also('/react', 'react/dist'), ...also('/vue', 'vue/dist')],
  viewport: { width: 1000, height: 800 },
});

const badge = (page) => page.locator('cec-agent-panel [part="status-badge"]');
const command = (page) => page.locator('cec-agent-panel [part="command-indicator"]');
const caller = (page) => page.locator('cec-agent-panel [data-field="caller"] bdi');
const connection = (page) => page.locator('cec-agent-panel [part="connection"]');
const storedGuid = (page) =>
  page.evaluate((key) => JSON.parse(sessionStorage.getItem(key))?.guid ?? null, SESSION_KEY);

/** Marks the badge's node; `stillMarked` tells whether it is the same one yet. */
const mark = (page) => badge(page).evaluate((node) => Object.assign(node, { marked: true }) && undefined);
const stillMarked = (page) => badge(page).evaluate((node) => node.marked === true);

/** The panel's own requests, without those of the portal. */
async function panelRequests(gateway) {
  return (await gateway.log()).filter((request) => ['sync', 'status'].includes(request.interface));
}

/** Lets more than the lifetime of a Guid pass, and expects the page to have kept up with it. */
async function expectToOutliveTheGuid(page, gateway) {
  for (let minute = 0; minute < 3; minute += 1) {
    const old = (await gateway.truth()).guid;
    await gateway.clock({ advance: 50_000 });
    // The new one comes with an answer to a poll, which is held for ten seconds.
    const afterTenSeconds = async () => {
      await gateway.clock({ advance: 10_000 });
      return (await gateway.truth()).guid;
    };
    await expect.poll(afterTenSeconds, { intervals: [1_000] }).not.toBe(old);
    gateway.guids.add((await gateway.truth()).guid);
  }
  const before = (await panelRequests(gateway)).length;
  await expect.poll(async () => (await panelRequests(gateway)).length).toBeGreaterThan(before);
  const refused = (await gateway.log()).filter(({ guid, interface: name }) => guid !== 'matched' && name !== 'sign-in');
  expect(refused).toEqual([]);
  await expect(connection(page)).toHaveAttribute('data-connection', 'live');
}

test.describe('the plain portal', () => {
  const signInButton = (page) => page.getByRole('button', { name: 'Sign in', exact: true });

  /** Opens the portal as it is without the demo's account, and fills the form in for the test's
   *  own agent. */
  async function openFor(page, gateway) {
    await page.route('**/control/demo', (route) => route.fulfill({ status: 204 }));
    await page.goto(`${gateway.origin}/demo/`);
    await page.getByLabel('Agent ID').fill(gateway.agentId);
    await page.getByLabel('Password').fill('secret');
    await page.getByLabel('Phone number').fill('70092');
  }

  async function signIn(page, gateway) {
    await openFor(page, gateway);
    await signInButton(page).click();
    await expect(badge(page)).toHaveAttribute('data-state', 'idle');
    gateway.guids.add(await storedGuid(page));
  }

  test('nothing scrolls sideways on a screen of 320 px', async ({ page, gateway }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await signIn(page, gateway);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  test('a visitor of the demo is signed in at once, and the call that they are in is recovered', async ({ page, gateway }) => {
    await page.goto(`${gateway.origin}/demo/`);
    await expect(badge(page)).toHaveAttribute('data-state', 'hold');
    const number = await caller(page).innerText();
    await expect(page.locator('[data-customer="caller"]')).toHaveText(number);
    await expect(page.locator('#facts')).toHaveText(/^hold, said by sync/);
  });

  test('an event shows on the badge and on the customer’s card without a poll', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.fault({ interface: 'status', kind: 'hang' });
    await gateway.act('ring', CALL);
    await expect(badge(page)).toHaveAttribute('data-state', 'ringing');
    await expect(badge(page)).toHaveAttribute('data-source', 'host');
    await expect(page.locator('[data-customer="caller"]')).toHaveText(CALL.caller);
    await expect(page.locator('[data-customer="stage"]')).toHaveText('Ringing');
    await expect(page.locator('#events')).toContainText('AgentEvent_Ringing');
    await expect(page.locator('#events')).toContainText('→ ringing, said by host');
  });

  test('a call that rings has its caller in the panel without a pushed event', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await page.getByLabel('Hand the events to the panel').uncheck();
    await gateway.act('ring', CALL);
    await expect(page.locator('#events')).toContainText('AgentEvent_Ringing');
    await expect(badge(page)).toHaveAttribute('data-state', 'talking');
    await expect(badge(page)).toHaveAttribute('data-source', 'status');
    await expect(caller(page)).toHaveText(CALL.caller, { timeout: 8_000 });
    expect(await gateway.count('call-info')).toBe(1);
  });

  test('the customer stays the customer through a help, a conference and a chat beside the call', async ({ page, gateway }) => {
    const stage = page.locator('[data-customer="stage"]');
    const shown = page.locator('[data-customer="caller"]');
    /** What happens, and the event by which the portal knows of it. */
    const happens = async (action, body, event, expected) => {
      await gateway.act(action, body);
      await expect(page.locator('#events li[data-from="gateway"]').first()).toContainText(event);
      await expect(stage, action).toHaveText(expected);
      await expect(shown, action).toHaveText(CALL.caller);
      await expect(page.locator('[data-customer="callId"]'), action).toHaveText('7-1');
    };
    await signIn(page, gateway);
    await happens('ring', { ...CALL, callId: '7-1' }, 'AgentEvent_Ringing', 'Ringing');
    await happens('answer', {}, 'AgentEvent_Talking', 'In the call');
    await happens('consult', { callId: '7-2' }, 'AgentEvent_Talking', 'On hold');
    await happens('other-leaves', {}, 'AgentEvent_Talking', 'In the call');
    await happens('consult', { callId: '7-3', threeParty: true }, 'AgentEvent_Conference', 'In a conference');
    await happens('other-leaves', {}, 'AgentEvent_Talking', 'In the call');
    await happens('session', { caller: '88880022' }, 'AgentEvent_Ringing', 'In the call');
    await happens('session-answer', {}, 'AgentEvent_Talking', 'In the call');
    await happens('session-end', {}, 'AgentEvent_Call_Release', 'In the call');
    await happens('phone-hold', {}, 'AgentEvent_linkagePhoneHold', 'On hold');
    await happens('phone-unhold', {}, 'AgentEvent_linkagePhoneUnHold', 'In the call');
    await happens('hangup', {}, 'AgentState_Work', 'Has left');
  });

  test('a customer whom the agent calls, and a colleague who calls, are shown by their numbers', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.act('call-out', { called: '13900000001' });
    await expect(page.locator('[data-customer="stage"]')).toHaveText('Being called');
    await expect(page.locator('[data-customer="called"]')).toHaveText('13900000001');
    await gateway.act('hangup', { byAgent: true });
    await gateway.act('ring', { caller: 'a49997' });
    await expect(page.locator('[data-customer="stage"]')).toHaveText('Ringing');
    await expect(page.locator('[data-customer="caller"]')).toHaveText('49997');
  });

  test('the portal’s poll keeps the Guid that changes every minute', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await expectToOutliveTheGuid(page, gateway);
    await expect(badge(page)).toHaveAttribute('data-state', 'idle');
  });

  test('a button’s command is shown and gets its verdict', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.change({ commandMs: 1_500 });
    await page.getByRole('button', { name: 'Busy' }).click();
    await expect(command(page)).toHaveAttribute('data-command', '30');
    await expect(command(page)).toHaveAttribute('data-verdict', 'running');
    await expect(command(page)).toHaveAttribute('data-verdict', 'done');
    await expect(badge(page)).toHaveAttribute('data-state', 'busy');
    await expect(page.locator('#outcome')).toHaveText('Busy: accepted');
  });

  test('a command that the gateway refuses does not stay as if it were running', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await page.getByRole('button', { name: 'Hold', exact: true }).click();
    const outcome = page.locator('#outcome');
    await expect(outcome).toHaveText(/^Hold: .+ \(\d{3}-\d{3}\)$/);
    await expect(command(page)).toHaveAttribute('data-verdict', 'refused');
    const [, words] = /^Hold: (.+)$/.exec(await outcome.textContent());
    await expect(command(page)).toContainText(words);
  });

  test('a command without a number has its label, and its verdict by the state that it leads to', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.act('ring', CALL);
    await expect(badge(page)).toHaveAttribute('data-state', 'ringing');
    await page.getByRole('button', { name: 'Answer' }).click();
    await expect(command(page)).toHaveAttribute('data-verdict', 'done');
    await expect(command(page)).toContainText('Answer');
    await expect(badge(page)).toHaveAttribute('data-state', 'talking');
  });

  test('a reload of the page brings everything back', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.act('ring', CALL);
    await gateway.act('answer');
    await page.getByLabel('Compact').check();
    await expect(badge(page)).toHaveAttribute('data-state', 'talking');
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(badge(page)).toHaveAttribute('data-state', 'talking');
    await expect(caller(page)).toHaveText(CALL.caller);
    await expect(page.locator('[data-customer="caller"]')).toHaveText(CALL.caller);
    await expect(page.locator('#agent')).toHaveText(gateway.agentId);
    await expect(page.getByLabel('Compact')).toBeChecked();
    await expect(page.locator('cec-agent-panel')).toHaveAttribute('layout', 'compact');
    expect(await gateway.count('sync'), 'one for each load').toBe(2);
    expect(await gateway.count('sign-in')).toBe(1);
  });

  test('the badge moves into the header and back without a restart', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await mark(page);
    await page.getByLabel('Badge in the header').check();
    await expect(page.locator('body > header cec-agent-panel [part="status-badge"]')).toBeVisible();
    expect((await page.locator('body > header').boundingBox()).height, 'one line').toBeLessThan(110);
    await page.getByLabel('Full').check();
    await expect(page.locator('aside cec-agent-panel')).toBeVisible();
    expect(await stillMarked(page)).toBe(true);
    expect(await gateway.count('sync')).toBe(1);
  });

  test('the workstation page beside the element shows the same agent', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await page.getByText('The workstation page beside it').click();
    const workstation = page.frameLocator('iframe[title="Workstation page"]').locator('[part="status-badge"]');
    await expect(workstation).toHaveAttribute('data-state', 'idle');
    await gateway.act('busy');
    await expect(workstation).toHaveAttribute('data-state', 'busy');
    expect(await gateway.count('sync')).toBe(1);
  });

  test('signing out takes the panel away, and nobody asks for the agent any more', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('status').first()).toHaveText('Signed out.');
    await expect(page.locator('cec-agent-panel')).toHaveCount(0);
    expect(await page.evaluate((key) => sessionStorage.getItem(key), SESSION_KEY)).toBe(null);
    expect((await gateway.truth()).state).toBe('signed-out');
    const asked = (await gateway.log()).length;
    await page.waitForTimeout(LONGER_THAN_A_POLL);
    expect((await gateway.log()).length).toBe(asked);
    await signInButton(page).click();
    await expect(badge(page)).toHaveAttribute('data-state', 'idle');
  });

  test('a sign-out that the gateway refuses leaves the agent signed in', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.act('ring', CALL);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('status').first()).toContainText('100-010');
    await expect(badge(page)).toHaveAttribute('data-state', 'ringing');
  });

  test('a session that the gateway ends brings the form back, with the reason', async ({ page, gateway }) => {
    await signIn(page, gateway);
    await gateway.act('sign-out');
    await expect(signInButton(page)).toBeVisible();
    await expect(page.getByRole('status').first()).not.toHaveText('');
    await expect(page.getByLabel('Agent ID')).toHaveValue(gateway.agentId);
    await expect(page.locator('cec-agent-panel')).toHaveCount(0);
  });

  test('an agent who is signed in elsewhere is asked before that session ends', async ({ page, gateway }) => {
    await openFor(page, gateway);
    await gateway.signIn();
    await signInButton(page).click();
    await expect(page.getByRole('status').first()).toContainText('100-002');
    await page.getByRole('button', { name: 'End the other session and sign in' }).click();
    await expect(badge(page)).toHaveAttribute('data-state', 'idle');
    expect(await gateway.count('force-sign-in')).toBe(1);
  });

  test('without panel.js the portal still works for its agent', async ({ page, gateway, guard }) => {
    guard.allow(/Failed to load resource/);
    await page.route('**/panel.js', (route) => route.fulfill({ status: 404 }));
    await openFor(page, gateway);
    await signInButton(page).click();
    await expect(page.locator('#agent')).toHaveText(gateway.agentId);
    await gateway.act('ring', CALL);
    await expect(page.locator('[data-customer="caller"]')).toHaveText(CALL.caller);
    await page.getByRole('button', { name: 'Answer' }).click();
    await expect(page.locator('#outcome')).toHaveText('Answer: accepted');
  });
});

for (const [framework, path] of [
  ['React', '/react/'],
  ['Vue', '/vue/'],
]) {
  test.describe(`the ${framework} page`, { tag: framework === 'Vue' ? ['@long'] : [] }, () => {
    const button = (page, name) => page.getByRole('button', { name, exact: true });

    /** Opens the page as after a reload: the session stands in the tab's storage. */
    async function open(page, gateway) {
      await gateway.signIn({ state: 'talking', call: CALL });
      await page.addInitScript(
        ([key, session]) => sessionStorage.getItem(key) ?? sessionStorage.setItem(key, session),
        [SESSION_KEY, JSON.stringify({ agentId: gateway.agentId, guid: gateway.guid })],
      );
      await page.goto(gateway.origin + path);
      await expect(badge(page)).toHaveAttribute('data-state', 'talking');
    }

    test('signs in and mounts the panel', async ({ page, gateway }) => {
      await gateway.signIn();
      await gateway.act('sign-out');
      await page.goto(gateway.origin + path);
      await page.getByLabel('Agent ID').fill(gateway.agentId);
      await page.getByLabel('Password').fill('secret');
      await page.getByLabel('Phone number').fill('70092');
      await button(page, 'Sign in').click();
      await expect(badge(page)).toHaveAttribute('data-state', 'idle');
      gateway.guids.add(await storedGuid(page));
      await button(page, 'Sign out').click();
      await expect(page.locator('cec-agent-panel')).toHaveCount(0);
      await expect(button(page, 'Sign in')).toBeVisible();
    });

    test('gets the panel’s events in its handlers, with their details', async ({ page, gateway }) => {
      await open(page, gateway);
      await expect(page.locator('output')).toHaveText(/→ talking$/);
      await gateway.act('hold');
      await expect(page.locator('output')).toHaveText('talking → hold');
      await expect(badge(page)).toHaveAttribute('data-source', 'host');
    });

    test('changes attributes and properties without a remount', async ({ page, gateway }) => {
      await open(page, gateway);
      await mark(page);
      const panel = page.locator('cec-agent-panel');
      await expect(panel).toHaveAttribute('agent-id', gateway.agentId);
      await expect(panel.locator('.panel')).toHaveAttribute('data-theme', 'light');
      await expect(caller(page)).toHaveText(CALL.caller);
      await button(page, 'Theme').click();
      await expect(panel.locator('.panel')).toHaveAttribute('data-theme', 'dark');
      await button(page, 'Mask numbers').click();
      await expect(caller(page)).not.toHaveText(CALL.caller);
      await button(page, 'Mask numbers').click();
      await expect(caller(page)).toHaveText(CALL.caller);
      expect(await stillMarked(page)).toBe(true);
      expect(await gateway.count('sync')).toBe(1);
    });

    test('hands the Guid on as a property, minute by minute', async ({ page, gateway }) => {
      await open(page, gateway);
      await expect(page.locator('cec-agent-panel')).not.toHaveAttribute('guid');
      // Nothing new comes by way of the storage.
      await page.evaluate(() => {
        Storage.prototype.setItem = () => {};
      });
      await expectToOutliveTheGuid(page, gateway);
      expect(await gateway.count('sync')).toBe(1);
    });

    test('moves the panel in the page without a second sync', async ({ page, gateway }) => {
      await open(page, gateway);
      await mark(page);
      await page.evaluate(() => {
        const panel = document.querySelector('cec-agent-panel');
        window.moves = 0;
        new MutationObserver((records) => {
          for (const { removedNodes } of records) window.moves += [...removedNodes].includes(panel) ? 1 : 0;
        }).observe(document.body, { childList: true, subtree: true });
      });
      const moves = () => page.evaluate(() => window.moves);
      await button(page, 'Move').click();
      await expect.poll(moves).toBe(1);
      const before = (await panelRequests(gateway)).length;
      await expect.poll(async () => (await panelRequests(gateway)).length).toBeGreaterThan(before);
      expect(await stillMarked(page)).toBe(true);
      expect(await gateway.count('sync')).toBe(1);
    });

    test('unmounts it, which ends its requests, and mounts it again without a second sync', async ({ page, gateway }) => {
      await open(page, gateway);
      await button(page, 'Unmount').click();
      await expect(page.locator('cec-agent-panel')).toHaveCount(0);
      const before = (await panelRequests(gateway)).length;
      await page.waitForTimeout(LONGER_THAN_A_POLL);
      expect((await panelRequests(gateway)).length).toBe(before);
      await button(page, 'Mount').click();
      await expect(badge(page)).toHaveAttribute('data-state', 'talking');
      await expect.poll(async () => (await panelRequests(gateway)).length).toBeGreaterThan(before);
      expect(await gateway.count('sync')).toBe(1);
    });
  });
}
