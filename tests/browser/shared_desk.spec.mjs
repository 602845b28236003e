// A desk that agents share, one after the other, in the same tab: what the end of one's
// session, and the next one's sign-in, leave behind.
import { expect, test } from './support/panel.mjs';
import { SCRIPT, servePage } from './support/portal_page.mjs';

const KEY = 'cec-agent-panel.session';
const CALLER = '13800138000';
const TALK = { state: 'talking', call: { caller: CALLER, data: 'account 4711' } };

/** The entry of the session; null when there is none. */
const stored = (page) => page.evaluate((key) => sessionStorage.getItem(key), KEY);

/** Expects nothing of the first agent's call in the page, its title, or a new panel. */
async function expectNothingOfTheCall(page, agentId) {
  const shown = await page.evaluate(() => document.title + document.documentElement.outerHTML);
  for (const text of [CALLER, 'account 4711', ...(agentId ? [agentId] : [])]) expect(shown).not.toContain(text);
}

for (const [name, end] of [
  ['has ended', 'sign-out'],
  ['is refused for good', 'expire-guid'],
]) {
  test(`a session that ${name} is removed from the storage, and the panel says why`, async ({ page, gateway, open }) => {
    const panel = await open(page, { driven: true, setup: TALK });
    await panel.advance(1_000);
    await gateway.act(end);
    await panel.advanceUntil(async () => (await panel.connection.getAttribute('data-connection')) === 'expired');
    expect(await stored(page)).toBeNull();
    const title = await panel.notice.getByRole('heading').innerText();
    await panel.advance(10_000);
    await expect(panel.connection, 'it goes on saying so').toHaveAttribute('data-connection', 'expired');
    await expect(panel.notice.getByRole('heading')).toHaveText(title);
    const asked = (await gateway.log()).length;
    await panel.advance(60_000, { step: 2_000 });
    expect((await gateway.log()).length).toBe(asked);
    await expectNothingOfTheCall(page);
  });
}

test('a session that the portal has replaced by then stays', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: TALK });
  await panel.advance(2_500);
  await gateway.act('sign-out');
  await gateway.fault({ interface: 'status', kind: 'latency', ms: 300, times: 1 });
  await panel.advance(500, { hanging: true });
  // The refusal is on its way while the portal signs in anew.
  await gateway.signIn({ state: 'rest' });
  await panel.putSession();
  const written = await stored(page);
  await panel.settle();
  await panel.advance(3_000);
  expect(await stored(page)).toBe(written);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
});

test('a session that was typed into the form is removed as well', async ({ page, gateway, open }) => {
  await gateway.signIn({ state: 'rest' });
  const panel = await open(page, { driven: true, setup: false });
  await panel.openForm();
  await panel.form.getByLabel('Agent ID').fill(gateway.agentId);
  await panel.form.getByLabel('Guid').fill(gateway.guid);
  await panel.form.getByRole('button').click();
  await panel.advance(1_000);
  expect(await stored(page)).toContain(gateway.guid);
  await gateway.act('sign-out');
  await panel.advanceUntil(async () => panel.formOffer.isVisible());
  expect(await stored(page)).toBeNull();
  // The same form takes the next session.
  await gateway.signIn({ state: 'busy' });
  await panel.openForm();
  await panel.form.getByLabel('Agent ID').fill(gateway.agentId);
  await panel.form.getByLabel('Guid').fill(gateway.guid);
  await panel.form.getByRole('button').click();
  await panel.advance(2_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
});

test('of a session that a host has set, the storage’s copy goes, and nothing else of the storage', async ({ page, gateway, guard }) => {
  guard.watch(page);
  await gateway.signIn(TALK);
  await servePage(page, `${gateway.origin}/portal/`, `${SCRIPT}<cec-agent-panel id="panel"></cec-agent-panel>`);
  await page.goto(`${gateway.origin}/portal/`);
  await page.evaluate(
    ([key, agentId, guid]) => {
      sessionStorage.setItem(key, JSON.stringify({ agentId, guid }));
      sessionStorage.setItem('portal', 'its own');
      Object.assign(document.getElementById('panel'), { agentId, guid });
    },
    [KEY, gateway.agentId, gateway.guid],
  );
  await expect(page.locator('[data-field="caller"] bdi')).toHaveText(CALLER);
  await gateway.act('sign-out');
  await expect(page.locator('[part="connection"]')).toHaveAttribute('data-connection', 'expired', { timeout: 8_000 });
  const left = await page.evaluate(() => Object.keys(sessionStorage));
  expect(left).toContain('portal');
  expect(left).not.toContain(KEY);
  await expectNothingOfTheCall(page);
  const facts = await page.evaluate(() => JSON.stringify(document.getElementById('panel').snapshot()));
  expect(facts).not.toContain(CALLER);
});

test('in an iframe, the storage of the panel’s page is cleared', async ({ page, gateway, guard }) => {
  guard.watch(page);
  await gateway.signIn(TALK);
  await servePage(page, `${gateway.origin}/portal/`, '<iframe id="frame" src="/" width="420" height="700"></iframe>', null);
  await page.goto(`${gateway.origin}/portal/`);
  await page.evaluate(([key, session]) => sessionStorage.setItem(key, session), [KEY, JSON.stringify({ agentId: gateway.agentId, guid: gateway.guid })]);
  const frame = page.frameLocator('#frame');
  await expect(frame.locator('[data-field="caller"] bdi')).toHaveText(CALLER);
  await gateway.act('sign-out');
  await expect(frame.locator('[part="connection"]')).toHaveAttribute('data-connection', 'expired', { timeout: 8_000 });
  expect(await stored(page)).toBeNull();
  await expect(frame.locator('body')).not.toContainText(CALLER);
});

test('a sign-out leaves nothing of the agent on the screen, in the title or for other tabs', async ({ page, context, gateway, open, guard }) => {
  // The listener's page has no icon.
  guard.allow(/Failed to load resource/);
  const panel = await open(page, { setup: TALK });
  await expect(panel.value('caller')).toHaveText(CALLER);
  await expect(page).toHaveTitle(/Talking|call/i);
  await panel.removeSession();
  await expect(panel.notice.getByRole('heading')).toHaveText('Nobody is signed in here');
  await expectNothingOfTheCall(page, gateway.agentId);
  await expect(page).not.toHaveTitle(/Talking|On a call/i);
  expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);

  // Who asks the agent's channel now gets no answer.
  const listener = await context.newPage();
  await listener.goto(`${gateway.origin}/config.json`);
  const heard = await listener.evaluate(async (name) => {
    const heard = [];
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => heard.push(data);
    channel.postMessage('["hello"]');
    await new Promise((later) => setTimeout(later, 2_500));
    return heard;
  }, `cec-agent-panel.6  ${gateway.agentId}`);
  expect(heard).toEqual([]);
});

test('the next agent in the same tab sees nothing of the one before', async ({ page, gateway, open }) => {
  const panel = await open(page, { setup: TALK });
  await expect(panel.value('caller')).toHaveText(CALLER);
  const next = gateway.another();
  await next.signIn({ state: 'idle' });
  await page.evaluate(() => {
    window.seen = [];
    const look = () => window.seen.push(document.title + document.body.outerHTML);
    window.watch = () => new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await panel.removeSession();
  await expect(panel.notice).toBeVisible();
  await page.evaluate(() => window.watch());
  await panel.putSession({ agentId: next.agentId, guid: next.guid });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await page.waitForTimeout(4_000);
  // At no moment, however short.
  const seen = await page.evaluate(() => window.seen.join('\n'));
  expect(seen.length).toBeGreaterThan(100);
  for (const text of [CALLER, 'account 4711', gateway.agentId]) expect(seen).not.toContain(text);
});
