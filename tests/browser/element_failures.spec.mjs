// <cec-agent-panel> where its module dies or does not come, or others have tampered with the
// page.
import { breakable, breakPanel } from './support/crash.mjs';
import { GLUE, WASM } from './support/module_files.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE, POLICY, SCRIPT } from './support/portal_page.mjs';

const TALK = { state: 'talking', call: { caller: '13800138000' } };

test.describe('when the module dies', () => {
  test('all panels say so and nothing that they showed stays', async ({ page, gateway, portal, guard }) => {
    guard.allow(/./);
    await breakable(page);
    await portal.open(`<cec-agent-panel id="panel"></cec-agent-panel><cec-agent-panel id="second"></cec-agent-panel>${SCRIPT}`);
    await portal.signIn(TALK);
    await portal.signIn(TALK, { gateway: gateway.another(), id: 'second' });
    for (const id of ['panel', 'second']) await expect(portal.panel(id).caller).toBeVisible();
    await breakPanel(page);
    for (const id of ['panel', 'second']) {
      await expect(portal.panel(id).message).toHaveAttribute('data-boot', 'crashed');
      await expect(portal.panel(id).element).not.toContainText('13800138000');
      expect(await portal.told('cec-crash', id)).toEqual([{ place: expect.any(String) }]);
    }
    const early = await page.evaluate(() => document.getElementById('panel').snapshot().state.state);
    expect(early, 'nothing old is told').toBe('unknown');
    // One that comes later cannot do better.
    await page.evaluate(() => {
      const late = document.createElement('cec-agent-panel');
      late.id = 'late';
      document.body.append(late);
    });
    await expect(portal.panel('late').message).toHaveAttribute('data-boot', 'crashed');
    await expect(page).toHaveTitle('Portal');
    await portal.panel().message.getByRole('button', { name: 'Reload' }).click();
    await portal.expectTold('cec-ready');
  });

  test('a trap of somebody else’s wasm is not ours', async ({ page, gateway, portal, guard }) => {
    guard.allow(/unreachable/);
    await portal.open(ONE);
    await portal.signIn({ state: 'rest' });
    const { badge, message } = portal.panel();
    await expect(badge).toHaveAttribute('data-state', 'rest');
    // (module (func (export "trap") unreachable))
    await page.evaluate(async () => {
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
      setTimeout(instance.exports.trap, 0);
      Promise.resolve().then(instance.exports.trap);
    });
    await page.waitForTimeout(500);
    await expect(message).toHaveCount(0);
    const asked = await gateway.count('status');
    await expect.poll(() => gateway.count('status')).toBeGreaterThan(asked);
  });
});

test('in a page that is only being prepared it asks nothing before somebody sees it', async ({ page, gateway, portal }) => {
  await page.addInitScript(() => {
    window.prepared = true;
    Object.defineProperty(document, 'prerendering', { get: () => window.prepared });
  });
  await portal.open(ONE);
  await portal.signIn({ state: 'rest' });
  await page.waitForTimeout(1_500);
  expect(await gateway.log()).toEqual([]);
  await expect(portal.panel().message).toHaveCount(0);
  await page.evaluate(() => {
    window.prepared = false;
    document.dispatchEvent(new Event('prerenderingchange'));
  });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'rest');
  expect(await gateway.count('sync')).toBe(1);
});

test.describe('when the module cannot be loaded', () => {
  for (const [name, file] of [['wasm file', WASM], ['script', GLUE]]) {
    test(`for want of the ${name}: it says so, and an element put in anew tries again`, async ({ page, portal, guard }) => {
      guard.allow(/Failed to load|wasm|WebAssembly/);
      await page.route(file, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: 'no' }));
      await portal.open(ONE);
      const { message, badge } = portal.panel();
      await expect(message).toHaveAttribute('data-boot', 'missing');
      await expect(message.getByRole('button', { name: 'Reload' })).toBeVisible();
      await expect(page).toHaveTitle('Portal');
      await page.unroute(file);
      await page.evaluate(() => {
        document.getElementById('panel').remove();
        const again = document.createElement('cec-agent-panel');
        again.id = 'panel';
        document.body.append(again);
      });
      await portal.signIn({ state: 'rest' });
      await expect(badge).toHaveAttribute('data-state', 'rest');
    });
  }

  for (const [name, from, to, code] of [
    ['wasm', " 'wasm-unsafe-eval'", '', "script-src 'wasm-unsafe-eval'"],
    ['its requests', "connect-src 'self'", "connect-src 'none'", 'connect-src'],
  ]) {
    test(`because the portal’s policy forbids ${name}: it names the policy and the iframe`, async ({ portal, guard }) => {
      guard.allow(/./);
      await portal.open(ONE, { policy: POLICY.replace(from, to) });
      const { message } = portal.panel();
      await expect(message).toHaveAttribute('data-boot', 'blocked');
      await expect(message).toContainText('iframe');
      await expect(message.locator('.code')).toHaveText(code);
    });
  }

  test('the message is in the language that the portal has set', async ({ page, portal, guard }) => {
    guard.allow(/./);
    await page.route(WASM, (route) => route.abort());
    await portal.open(`<cec-agent-panel id="panel" locale="zh-CN" layout="badge"></cec-agent-panel>${SCRIPT}`);
    const { message } = portal.panel();
    await expect(message).toHaveAttribute('data-boot', 'network');
    await expect(message.getByRole('heading')).toHaveText('面板加载失败');
  });
});

test.describe('in a page that has been tampered with', () => {
  for (const [name, tamper] of [
    ['fetch rejects with a text', () => { window.fetch = () => Promise.reject('offline'); }],
    ['fetch throws', () => { window.fetch = () => { throw 'no'; }; }],
    ['fetch gives a look-alike', () => {
      window.fetch = async () => ({ ok: true, status: 200, headers: new Map(), json: async () => ({}), text: async () => '' });
    }],
  ]) {
    test(`${name}: the module comes all the same`, async ({ page, portal, guard }) => {
      guard.allow(/./);
      await page.addInitScript(tamper);
      await portal.open(ONE);
      await portal.expectTold('cec-ready');
      await expect(portal.panel().badge).toBeVisible();
    });
  }

  test('libraries have extended what every page has: the panel works', async ({ page, gateway, portal }) => {
    await page.addInitScript(() => {
      Array.prototype.toJSON = function () { return this.join(); };
      for (const prototype of [Object.prototype, Array.prototype, String.prototype, Promise.prototype]) {
        prototype.extended = () => 'by a library';
        prototype.locale = prototype.locale ?? undefined;
      }
    });
    await portal.open(ONE);
    await portal.signIn(TALK);
    await expect(portal.panel().caller).toHaveText('13800138000');
    expect(await gateway.count('sync')).toBe(1);
    await portal.expectTold('cec-connection', { new: 'live' });
  });
});
