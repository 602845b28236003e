// Libraries that have extended or replaced what every page has, before the panel's script
// came and after.
import { LIBRARIES } from './libraries.mjs';
import { expect, test } from './portal.mjs';

/** Whatever the page has become, all of this holds. */
async function expectWorks({ page, panel, gateway }) {
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.value('caller')).toHaveText('13800138000');
  await gateway.act('hangup');
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');

  // What the portal pushes, and what it is told.
  const told = await page.evaluate(async (agent) => {
    const element = document.querySelector('cec-agent-panel');
    const told = new window.NativePromise((resolve) => {
      element.addEventListener('cec-state', ({ detail }) => detail.new === 'rest' && resolve(detail));
    });
    element.pushEvent({ eventType: 'AgentState_SetRest_Success', workNo: agent, content: { list: [1, 'two', { three: 3 }] } });
    element.maskNumbers = true;
    element.locale = 'zh-CN';
    return told;
  }, gateway.agentId);
  expect(told).toMatchObject({ agentId: gateway.agentId, old: 'idle', new: 'rest', source: 'host' });
  await gateway.change({ state: 'rest' });
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  await expect(panel.stateName).toHaveText(/\p{Script=Han}/u);
  await expect(panel.value('caller')).toHaveText(/•/);

  const snapshot = await page.evaluate(() => {
    const { state, call, agentId } = document.querySelector('cec-agent-panel').snapshot();
    return [agentId, state.state, call.stage].join();
  });
  expect(snapshot).toBe(`${gateway.agentId},rest,ended`);
  expect(await gateway.count('sync')).toBe(1);

  const left = await page.evaluate(() => {
    const element = document.querySelector('cec-agent-panel');
    element.remove();
    return new window.NativePromise((resolve) => { setTimeout(() => resolve(element.shadowRoot.childElementCount), 100); });
  });
  expect(left).toBe(0);
}

const SETUP = { state: 'hold', wrapUpMs: 0, call: { caller: '13800138000' } };
const NATIVE = '<script>window.NativePromise = Promise;</script>';

for (const [name, library] of Object.entries(LIBRARIES)) {
  test(`where ${name} before the panel comes, it works`, async ({ page, portal, gateway }) => {
    portal.serve('/', { before: `${NATIVE}<script>${library}</script>` });
    const panel = await portal.open(page, { setup: SETUP });
    await expectWorks({ page, panel, gateway });
  });

  test(`where ${name} after the panel has come, it works on`, async ({ page, portal, gateway }) => {
    portal.serve('/', { before: NATIVE });
    portal.file('/library.js', library);
    const panel = await portal.open(page, { setup: SETUP });
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
    await page.addScriptTag({ url: '/library.js' });
    await expectWorks({ page, panel, gateway });
  });
}

test('all of it together, and the panel in an iframe: host.js works as in any page', async ({ page, portal, gateway }) => {
  portal.file('/config.json', JSON.stringify({ pollIntervalMs: 1_000, parentOrigins: [portal.origin] }), { 'Content-Type': 'application/json' });
  const { 'all that is built in is frozen': frozen, 'Promise is a polyfill': polyfill, ...others } = LIBRARIES;
  const libraries = [...Object.values(others), polyfill, frozen].map((text) => `<script>${text}</script>`).join('');
  portal.serve('/portal', {
    script: null,
    before: `${NATIVE}${libraries}<script>window.fetch = () => { throw 'no'; };</script><style>* { all: revert !important }</style>`,
    body: '<iframe id="panel" src="/index.html" style="width: 400px; height: 600px"></iframe><script type="module" src="/connect.js"></script>',
  });
  portal.file('/connect.js', `
    import { connect } from './host.js';
    const iframe = document.getElementById('panel');
    window.told = [];
    iframe.addEventListener('cec-state', ({ detail }) => window.told.push([detail.old, detail.new, detail.source].join()));
    window.panel = connect(iframe, {});`);
  await gateway.signIn(SETUP);
  await page.goto(`${portal.origin}/portal`);
  await page.evaluate(([agentId, guid]) => {
    window.panel.agentId = agentId;
    window.panel.guid = guid;
  }, [gateway.agentId, gateway.guid]);
  const badge = page.frameLocator('#panel').locator('[part="status-badge"]');
  await expect(badge).toHaveAttribute('data-state', 'hold');
  await gateway.act('hangup');
  await expect(badge).toHaveAttribute('data-state', 'idle');
  await page.evaluate((workNo) => window.panel.pushEvent({ eventType: 'AgentState_SetRest_Success', workNo, content: { list: [1] } }), gateway.agentId);
  await expect.poll(() => page.evaluate(() => window.told.join(' '))).toContain('idle,rest,host');
  expect(await page.evaluate(() => window.told.join(' '))).toContain('hold,idle,status');
  expect(await gateway.count('sync')).toBe(1);
});
