// What a portal's own code may do with the element: wrong values, at wrong moments.
import { expect, test } from './portal.mjs';

const SETUP = { state: 'hold', call: { caller: '13800138000' } };

test('a listener may take the element out, move it, or throw, at every event', async ({ page, portal, gateway, guard }) => {
  guard.allow(/page error: thrown by a listener|console error: .*thrown by a listener/);
  portal.serve('/', {
    body: `<div id="a">${portal.element('id="panel"')}</div><div id="b"></div>`,
    before: `<script>
      window.seen = [];
      for (const name of ['ready', 'state', 'call', 'command', 'connection']) {
        document.addEventListener('cec-' + name, ({ target }) => {
          window.seen.push(name);
          const number = window.seen.length;
          if (number > 12) return;
          if (number % 3 === 0) { target.remove(); setTimeout(() => document.getElementById('a').append(target)); }
          else if (number % 3 === 1) document.getElementById('b').append(target);
          else throw new Error('thrown by a listener');
        });
      }
    </script>`,
  });
  const panel = await portal.open(page, { setup: SETUP });
  await expect.poll(() => page.evaluate(() => window.seen.length)).toBeGreaterThan(12);
  await gateway.act('unhold');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  // Taken out while it was under way, the sync may not have reached the gateway; it is not
  // sent again even so.
  expect(await gateway.count('sync')).toBeLessThanOrEqual(1);
});

test('a listener may take the element out for good', async ({ page, portal, gateway }) => {
  portal.serve('/', {
    before: `<script>document.addEventListener('cec-state', ({ target }) => { window.gone = target; target.remove(); });</script>`,
  });
  await portal.open(page, { setup: SETUP });
  await page.waitForFunction(() => window.gone && window.gone.shadowRoot.childElementCount === 0);
  const before = (await gateway.log()).length;
  await page.waitForTimeout(2_500);
  expect(await gateway.log()).toHaveLength(before);
});

test('what is no event and no command changes nothing, and the panel goes on', async ({ page, portal, gateway, guard }) => {
  // The portal's developer is told of the commands.
  guard.allow(/<cec-agent-panel>: showCommand: wrong-value$/);
  portal.serve('/', {});
  const panel = await portal.open(page, { setup: SETUP });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  const took = await page.evaluate(() => {
    const element = document.querySelector('cec-agent-panel');
    const cyclic = { eventType: 'AgentEvent_Talking' };
    for (let turn = 0; turn < 30; turn += 1) cyclic[`me${turn}`] = cyclic;
    const wide = [];
    wide.length = 4_000_000_000;
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const values = [
      undefined, null, true, NaN, -1, 1e300, 12n, '', 'null', '{', '[]', '"x"', Symbol('x'), () => {}, {}, [], [[]],
      cyclic, [cyclic], wide, window, document, document.body, new Event('x'), new Map([[1, 2]]), new Date(NaN), proxy,
      Object.create(null), new Proxy({}, { get() { throw new Error('no'); }, ownKeys: () => ['eventType'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }),
      { get eventType() { throw new Error('no'); } }, { eventType: 12n }, { eventType: { toString: null } }, { eventType: 'x'.repeat(1e6) },
      'x'.repeat(5e6), new Uint8Array(1e6), { command: {} }, { command: '١' }, { eventType: 'AgentEvent_Ringing', workNo: '0', content: 7 },
      '\\ud800', '{"eventType":"\\ud800"}', { eventType: '\ud800\u0000' },
    ];
    const begun = performance.now();
    for (const value of values) {
      element.pushEvent(value);
      element.showCommand(value);
    }
    return performance.now() - begun;
  });
  expect(took).toBeLessThan(2_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await gateway.act('unhold');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.value('caller')).toHaveText('13800138000');
  await expect(page.locator('[data-boot]')).toHaveCount(0);
});

test('what is no Guid is none: nothing is asked with it, and the next one counts', async ({ page, portal, gateway, guard }) => {
  const reports = [];
  guard.allow(/<cec-agent-panel>: guid: wrong-value$/);
  page.on('console', (message) => reports.push(message.text()));
  portal.serve('/', {});
  const panel = await portal.open(page, { setup: false, session: null });
  await page.evaluate(() => customElements.whenDefined('cec-agent-panel'));
  await expect(panel.badge).toBeVisible();
  await page.evaluate(async () => {
    const element = document.querySelector('cec-agent-panel');
    const odd = [
      {}, [], 0, 1, true, Symbol('x'), () => {}, NaN, 12n, Object.create(null), { toString() { throw new Error('no'); } },
      ' ', '\n', 'a\r\nX: y', 'a b', '座席', '\u0000', '\ud800', 'x'.repeat(1e6), new String('x'), document,
    ];
    for (const guid of odd) {
      element.guid = guid;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  expect(await gateway.log()).toEqual([]);
  expect(reports).toContain('<cec-agent-panel>: guid: wrong-value');
  const guid = await gateway.signIn(SETUP);
  await page.evaluate((guid) => {
    document.querySelector('cec-agent-panel').guid = guid;
  }, guid);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  expect((await gateway.log()).every((request) => request.guid === 'matched')).toBe(true);
});

test('garbage in attributes is reported and changes nothing else', async ({ page, portal, gateway, guard }) => {
  const reports = [];
  guard.allow(/<cec-agent-panel>: /);
  page.on('console', (message) => reports.push(message.text()));
  portal.serve('/', {});
  const panel = await portal.open(page, { setup: SETUP });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  const garbage = ['', ' ', '0', '-1', '1e999', 'NaN', 'null', '{}', '<b>', 'javascript:alert(1)', '//evil.example', '../..', '\u0000', '\ud800', '座席', 'x'.repeat(1e5)];
  for (const name of ['poll-interval', 'locale', 'theme', 'layout', 'credentials', 'mask-numbers']) {
    for (const value of garbage) {
      await page.evaluate(([name, value]) => {
        document.querySelector('cec-agent-panel').setAttribute(name, value);
      }, [name, value]);
    }
    await page.evaluate((name) => document.querySelector('cec-agent-panel').removeAttribute(name), name);
  }
  await page.evaluate(() => Object.assign(document.querySelector('cec-agent-panel'), { pollInterval: 1_000, locale: 'en' }));
  await gateway.act('unhold');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.stateName).toHaveText('On a call');
  expect(reports.some((text) => text.includes('theme'))).toBe(true);
  expect(reports.some((text) => text.includes('pollIntervalMs'))).toBe(true);

  // Neither goes the Guid anywhere else.
  for (const value of garbage) {
    await page.evaluate((value) => document.querySelector('cec-agent-panel').setAttribute('gateway', value), value);
    await page.waitForTimeout(10);
  }
  await page.evaluate((id) => {
    const element = document.querySelector('cec-agent-panel');
    element.gateway = '/';
    for (const value of ['', ' ', '-1', '4100x', '<b>', '41001 ', '\u0000', '9'.repeat(99)]) element.setAttribute('agent-id', value);
    element.agentId = id;
  }, gateway.agentId);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(1);
});

test('an element from before the script came, changed and moved in the meantime, works', async ({ page, portal, gateway }) => {
  portal.serve('/', { script: null, body: `<div id="a">${portal.element()}</div><div id="b"></div>` });
  const panel = await portal.open(page, { setup: SETUP });
  await page.evaluate(() => {
    const element = document.querySelector('cec-agent-panel');
    document.getElementById('b').append(element);
    element.maskNumbers = true;
    element.guid = null;
    element.layout = Object.freeze({ toString: () => 'compact' });
    const script = Object.assign(document.createElement('script'), { type: 'module', src: '/panel.js' });
    document.head.append(script);
  });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.value('caller')).toHaveText(/•/);
  await expect(page.locator('.panel')).toHaveAttribute('data-layout', 'compact');
  expect(await gateway.count('sync')).toBe(1);
});
