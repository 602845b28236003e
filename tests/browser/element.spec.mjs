// <cec-agent-panel> in a portal's page: what a portal's developer relies on.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countLeftovers, leftovers } from './support/leftovers.mjs';
import { GLUE, holdBack, WASM } from './support/module_files.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE, SCRIPT } from './support/portal_page.mjs';

const TALK = { state: 'talking', call: { caller: '13800138000' } };

/** Marks the panel's badge, and tells whether it is still the same node. */
const mark = (page) =>
  page.evaluate(() => {
    document.getElementById('panel').shadowRoot.querySelector('[part="status-badge"]').marked = true;
  });
const isMarked = (page) =>
  page.evaluate(
    () => document.getElementById('panel').shadowRoot.querySelector('[part="status-badge"]')?.marked === true,
  );

test('one line shows the agent of the session that the portal has written', async ({ page, gateway, portal }) => {
  await gateway.signIn({ state: 'busy' });
  await portal.store(gateway);
  await portal.open(ONE);
  const panel = portal.panel();
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await portal.expectTold('cec-state', { agentId: gateway.agentId, new: 'busy', source: 'sync' });
  const names = await page.evaluate(() => window.told.map(({ name }) => name));
  expect(names[0]).toBe('cec-ready');
  expect(names.filter((name) => name === 'cec-ready')).toHaveLength(1);
  await expect(page, 'the title is the portal’s').toHaveTitle('Portal');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('two elements with an agent each share one download', async ({ page, gateway, portal }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await portal.open(`<cec-agent-panel id="panel"></cec-agent-panel><cec-agent-panel id="second"></cec-agent-panel>${SCRIPT}`);
  const other = gateway.another();
  await portal.signIn({ state: 'rest' });
  await portal.signIn({ state: 'busy' }, { gateway: other, id: 'second' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'rest');
  await expect(portal.panel('second').badge).toHaveAttribute('data-state', 'busy');
  expect(asked.filter((url) => GLUE.test(url))).toHaveLength(1);
  expect(asked.filter((url) => WASM.test(url))).toHaveLength(1);
  expect(asked.filter((url) => url.endsWith('config.json'))).toHaveLength(0);
  expect([await gateway.count('sync'), await other.count('sync')]).toEqual([1, 1]);
  const shared = await page.evaluate(() => {
    const [one, two] = document.querySelectorAll('cec-agent-panel');
    return one.shadowRoot.adoptedStyleSheets[0] === two.shadowRoot.adoptedStyleSheets[0];
  });
  expect(shared, 'one style sheet').toBe(true);
});

test('properties that were set before there was an element count', async ({ page, gateway, portal }) => {
  await gateway.signIn({ state: 'rest' });
  await portal.open('<cec-agent-panel id="panel"></cec-agent-panel>');
  const early = { agentId: gateway.agentId, guid: gateway.guid, locale: 'zh-CN', maskNumbers: true, pollInterval: 5_000 };
  await portal.set(early);
  await page.evaluate(() => import('/panel.js'));
  const { element, badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-state', 'rest');
  await expect(badge.locator('.badge-name')).toHaveText('休息');
  await expect(element).toHaveAttribute('agent-id', gateway.agentId);
  await expect(element).toHaveAttribute('mask-numbers', '');
  const seen = await page.evaluate(() => {
    const panel = document.getElementById('panel');
    return { own: Object.keys(panel), guid: panel.guid, pollInterval: panel.pollInterval };
  });
  expect(seen).toEqual({ own: [], guid: undefined, pollInterval: 5_000 });
});

test('the Guid cannot be read from the element in any way', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'busy' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'busy');
  const text = await page.evaluate(() => {
    const panel = document.getElementById('panel');
    const read = [...new Set(Object.getOwnPropertyNames(Object.getPrototypeOf(panel)))].map((name) => String(panel[name]));
    return [panel.outerHTML, panel.shadowRoot.innerHTML, JSON.stringify(panel.snapshot()), ...read].join();
  });
  expect(text).toContain(gateway.agentId);
  expect(text).not.toContain(gateway.guid);
});

test('settings change at any time, and the panel stays the same', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn(TALK);
  const { element, badge, caller } = portal.panel();
  await expect(caller).toHaveText('13800138000');
  await mark(page);
  const root = element.locator('.panel');

  await element.evaluate((panel) => panel.setAttribute('theme', 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await portal.set({ locale: 'zh-CN', maskNumbers: true });
  await expect(badge.locator('.badge-name')).toHaveText('通话中');
  await expect(caller).toHaveText(/^\D+8000$/);
  await portal.expectTold('cec-call', { caller: await caller.innerText() });
  await portal.set({ layout: 'compact' });
  await expect(root).toHaveAttribute('data-layout', 'compact');
  await element.evaluate((panel) => panel.removeAttribute('theme'));
  await expect(root).toHaveAttribute('data-theme', 'auto');
  await portal.set({ pollInterval: 1_000 });
  const before = await gateway.count('status');
  await expect.poll(() => gateway.count('status'), { timeout: 4_500 }).toBeGreaterThanOrEqual(before + 3);

  expect(await isMarked(page)).toBe(true);
  expect(await gateway.count('sync')).toBe(1);
});

test('the portal chooses the rows of the card, their order, and what the panel is called', async ({ page, gateway, portal }) => {
  const call = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };
  await portal.open(ONE.replace('id="panel"', `id="panel" locale="en" fields='["call-id","caller"]' heading="Telephony"`));
  await portal.signIn({ state: 'talking', call });
  const { element } = portal.panel();
  const shown = () => element.locator('.call-rows > .row').evaluateAll((rows) => rows.map(({ dataset }) => dataset.field));
  const isNamed = async (name) => {
    await expect(element.getByRole('region', { name, exact: true })).toHaveCount(1);
    await expect(element.getByRole('heading', { level: 1 })).toHaveText(name);
  };
  await expect.poll(shown).toEqual(['call-id', 'caller']);
  await isNamed('Telephony');
  await portal.set({ fields: ['caller'], heading: 'Phone', locale: 'zh-CN' });
  await expect.poll(shown).toEqual(['caller']);
  await isNamed('Phone');
  // Hosts are told all of it.
  expect(await element.evaluate((panel) => panel.snapshot().call)).toMatchObject(call);
  await portal.set({ fields: null, heading: null });
  await expect.poll(async () => (await shown()).length).toBeGreaterThan(3);
  await isNamed('座席面板');
});

test('another agent and Guid, set together, take effect together', async ({ page, gateway, portal }) => {
  await portal.open(ONE);
  await portal.signIn(TALK);
  const { badge, caller } = portal.panel();
  await expect(caller).toHaveText('13800138000');
  await mark(page);
  const other = gateway.another();
  await portal.signIn({ state: 'rest' }, { gateway: other });
  await expect(badge).toHaveAttribute('data-state', 'rest');
  await expect(caller).toHaveCount(0);
  expect(await isMarked(page)).toBe(true);
  expect([await gateway.count('sync'), await other.count('sync')]).toEqual([1, 1]);
  // No Guid has ever gone with the other one's ID.
  for (const entry of [...(await gateway.log()), ...(await other.log())]) expect(entry.guid).toBe('matched');
});

test('the host’s agent is never asked for with another session of the storage', async ({ page, gateway, portal }) => {
  const other = gateway.another();
  await other.signIn({ state: 'busy' });
  await gateway.signIn({ state: 'rest' });
  await portal.store(other);
  await portal.open(`<cec-agent-panel id="panel" agent-id="${gateway.agentId}"></cec-agent-panel>${SCRIPT}`);
  await portal.expectTold('cec-ready');
  await page.waitForTimeout(2_500);
  expect(await other.log()).toEqual([]);
  expect(await gateway.log()).toEqual([]);
  await portal.set({ guid: gateway.guid });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'rest');
  expect(await other.log()).toEqual([]);
  const agents = await page.evaluate(() => window.told.map(({ detail }) => detail.agentId));
  expect(agents).not.toContain(other.agentId);
});

test('a moved element neither syncs again nor restarts', async ({ page, gateway, portal }) => {
  await portal.open(`${ONE}<div id="place"></div>`);
  await portal.signIn({ state: 'rest' });
  const { badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-state', 'rest');
  await mark(page);
  await page.evaluate(() => {
    const [panel, place] = ['panel', 'place'].map((id) => document.getElementById(id));
    place.append(panel);
    document.body.prepend(panel);
    document.body.moveBefore?.(panel, place);
  });
  await page.waitForTimeout(1_500);
  expect(await isMarked(page)).toBe(true);
  expect(await portal.told('cec-ready')).toHaveLength(1);
  const asked = await gateway.count('status');
  await expect.poll(() => gateway.count('status')).toBeGreaterThan(asked);
  expect(await gateway.count('sync')).toBe(1);
});

test('a removed element stops at once and leaves nothing; put in again, it goes on without a sync', async ({ page, gateway, portal, guard }) => {
  // The request under way is given up.
  guard.allow(/Failed to load resource/);
  await countLeftovers(page);
  await portal.open(`${SCRIPT}<cec-agent-panel id="panel"></cec-agent-panel>`);
  await portal.signIn({ state: 'rest', sinceMs: 65_000 });
  const { badge } = portal.panel();
  await expect(badge).toHaveAttribute('data-state', 'rest');
  await gateway.fault({ interface: 'status', kind: 'latency', ms: 3_000, times: 1 });
  const failed = page.waitForEvent('requestfailed', { timeout: 8_000 });
  await page.waitForRequest('**/agentstatus');
  const after = await page.evaluate(async () => {
    window.removed = document.getElementById('panel');
    window.removed.remove();
    // One task later.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage('');
    });
    return { ...window.leftovers(), nodes: window.removed.shadowRoot.childNodes.length };
  });
  await failed;
  expect(after).toEqual({ listeners: expect.not.arrayContaining([expect.stringMatching(/^window|visibility/)]), timers: 0, nodes: 0 });
  const asked = (await gateway.log()).length;
  await page.waitForTimeout(4_000);
  expect((await gateway.log()).length).toBe(asked);
  expect((await leftovers(page)).timers).toBe(0);

  await page.evaluate(() => document.body.append(window.removed));
  await expect(badge).toHaveAttribute('data-state', 'rest');
  await expect.poll(() => gateway.count('status')).toBeGreaterThan(1);
  expect(await gateway.count('sync')).toBe(1);
});

test('a second copy of the script is harmless', async ({ page, gateway, portal }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const script = await readFile(join(process.env.DIST, 'panel.js'));
  await page.route('**/elsewhere/panel.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await portal.open(`${ONE}<script type="module" src="/elsewhere/panel.js"></script>`);
  await portal.signIn({ state: 'rest' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'rest');
  expect(asked.some((url) => url.endsWith('/elsewhere/panel.js'))).toBe(true);
  expect(asked.filter((url) => WASM.test(url))).toHaveLength(1);
  expect(await gateway.count('sync')).toBe(1);
});

for (const name of ['cec-ready', 'cec-state', 'cec-connection']) {
  test(`a listener of ${name} may remove the element`, async ({ page, gateway, portal, guard }) => {
    guard.allow(/Failed to load resource/);
    await page.addInitScript((name) => {
      document.addEventListener(name, (event) => event.target.remove());
    }, name);
    await gateway.signIn({ state: 'rest' });
    await portal.store(gateway);
    await portal.open(ONE);
    await expect.poll(() => portal.told(name)).toHaveLength(1);
    await expect(portal.panel().element).toHaveCount(0);
    const asked = (await gateway.log()).length;
    await page.waitForTimeout(3_500);
    expect((await gateway.log()).length).toBe(asked);
    expect(await portal.told('cec-crash')).toEqual([]);
  });
}

test('events bubble out of shadow roots, and their details are frozen', async ({ page, gateway, portal }) => {
  await portal.open(`<div id="outer"></div>${SCRIPT}`);
  await page.evaluate(() => {
    window.changed = [];
    const panel = document.createElement('cec-agent-panel');
    panel.id = 'panel';
    panel.addEventListener('cec-call', (event) => {
      const { detail } = event;
      window.changed.push(Object.isFrozen(detail), Reflect.set(detail, 'caller', 'x'), Reflect.deleteProperty(detail, 'caller'));
      window.bubbles = [event.bubbles, event.composed, event.cancelable];
    });
    document.getElementById('outer').attachShadow({ mode: 'open' }).append(panel);
    window.inner = panel;
  });
  await portal.expectTold('cec-ready');
  await gateway.signIn(TALK);
  await page.evaluate(([agentId, guid]) => Object.assign(window.inner, { agentId, guid }), [gateway.agentId, gateway.guid]);
  await portal.expectTold('cec-call', { caller: '13800138000' });
  expect(await page.evaluate(() => window.changed.slice(0, 3))).toEqual([true, false, false]);
  expect(await page.evaluate(() => window.bubbles)).toEqual([true, true, false]);
});

test('a snapshot has one shape, before the module has come and after', async ({ page, gateway, portal }) => {
  const arrive = await holdBack(page, WASM);
  await portal.open(ONE);
  await gateway.signIn(TALK);
  await portal.set({ agentId: gateway.agentId, guid: gateway.guid });
  const snapshot = () => page.evaluate(() => document.getElementById('panel').snapshot());
  const shape = (value) =>
    Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, part && typeof part === 'object' ? Object.keys(part).sort() : '']),
    );
  const early = await snapshot();
  expect(early).toMatchObject({
    agentId: gateway.agentId,
    state: { state: 'unknown', source: 'none', fresh: false, ageMs: null },
    call: { stage: 'none', caller: null },
    command: { command: 0, verdict: 'none' },
    connection: { connection: 'connecting' },
  });
  arrive();
  await expect(portal.panel().caller).toBeVisible();
  const now = await snapshot();
  expect(shape(now)).toEqual(shape(early));
  expect(now.version).toBe(early.version);
  expect(now).toMatchObject({
    agentId: gateway.agentId,
    state: { state: 'talking', fresh: true },
    call: { caller: '13800138000' },
    connection: { connection: 'live' },
  });
  expect(Math.abs(now.at - Date.now())).toBeLessThan(5_000);
  expect(now.state.ageMs).toBeGreaterThanOrEqual(0);
  expect(now.state.ageMs).toBe(now.at - now.state.asOf);
});

test('before the module has come, the element holds what the page holds', async ({ page, portal }) => {
  await page.route(WASM, () => {});
  await portal.open(ONE, { policy: null });
  const [element, own] = await page.evaluate(async () => {
    const shape = ({ localName, className, dataset, children }) =>
      [localName, className, { ...dataset }, [...children].map(shape)];
    const shapes = (root) => [...root.children].filter((child) => !child.matches('.boot-message')).map(shape);
    const html = await (await fetch('/')).text();
    const index = new DOMParser().parseFromString(html, 'text/html');
    const { shadowRoot } = document.getElementById('panel');
    return [shapes(shadowRoot.querySelector('.panel')), shapes(index.getElementById('panel'))];
  });
  expect(own.length).toBe(6);
  expect(element).toEqual(own);
});

test('what the portal pushes before the module has come is shown when it has', async ({ page, gateway, portal }) => {
  const arrive = await holdBack(page, WASM);
  await portal.open(ONE);
  await gateway.signIn({ state: 'idle' });
  await page.evaluate(
    ([agentId, guid]) => {
      const panel = document.getElementById('panel');
      Object.assign(panel, { agentId, guid });
      panel.pushEvent({ eventType: 'AgentEvent_Ringing', workNo: agentId, content: { caller: '13800138000', callid: '1-2' } });
      panel.showCommand(30);
      panel.pushEvent(undefined);
      panel.pushEvent(() => {});
    },
    [gateway.agentId, gateway.guid],
  );
  arrive();
  await portal.expectTold('cec-command', { command: 30, verdict: 'running' });
  await portal.expectTold('cec-state', { new: 'ringing', source: 'host' });
  await portal.expectTold('cec-call', { stage: 'live', caller: '13800138000', callId: '1-2' });
});
