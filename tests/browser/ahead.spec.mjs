// The sync that leaves before the module is there: what the load before has written down for
// it, and each doubt in which nothing leaves (R1, R7, R9). The module is held back, so that what
// has come to the gateway by then was sent without it.
import { breakable, breakPanel } from './support/crash.mjs';
import { expect, test } from './support/panel.mjs';
import { holdBack, WASM } from './support/module_files.mjs';

const SESSION = 'cec-agent-panel.session';
const LEFT = 'cec-agent-panel.next-load';
const CALL = {
  state: 'talking',
  sinceMs: 40_000,
  call: { caller: '13800138000', callId: '1456401416-3', talkingForMs: 90_000 },
};
/** Longer than a sync takes that leaves ahead. */
const WHILE_MS = 700;

/** What the last load has left. */
const left = (page) => page.evaluate((key) => JSON.parse(sessionStorage.getItem(key)), LEFT);

/** Waits until the panel has said what may be asked at once. */
async function leavesSomething(page) {
  await expect.poll(async () => (await left(page))?.ask?.agentId).toBeTruthy();
}

/** Reloads with the module held back; gives the function that lets it come. */
async function reloadHeld(panel, page) {
  const letCome = await holdBack(page, WASM);
  let come;
  await new Promise((loaded) => {
    come = panel.reloadBy(() => page.reload().then(loaded)).catch(() => {});
  });
  return () => {
    letCome();
    return come;
  };
}

/** Expects that nothing leaves while the module is away. */
async function expectNothing(panel, page, gateway) {
  const before = await gateway.count('sync');
  await reloadHeld(panel, page);
  await page.waitForTimeout(WHILE_MS);
  expect(await gateway.count('sync'), 'a sync left').toBe(before);
}

/** Has code run in the page at each of its next loads, before all else. */
const atLoad = (page, code, value) => page.addInitScript(code, value);

test.beforeEach(({ guard }) => guard.allow(/preload/));

test('on a reload the sync leaves before the module, and what it told is shown with its true times', async ({ page, gateway, open }) => {
  const panel = await open(page, { setup: CALL });
  await leavesSomething(page);
  const arrive = await reloadHeld(panel, page);
  await expect.poll(() => gateway.count('sync')).toBe(2);
  await page.waitForTimeout(4_000);
  await arrive();
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  const { stateSince } = await gateway.truth();
  const seconds = Math.round((Date.now() - stateSince) / 1_000);
  await panel.expectTime(panel.stateTime, seconds);
  await expect(panel.value('caller')).toHaveText('13800138000');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(2);
  await expect(panel.recoveryNotice).toHaveCount(0);
});

test('a computer that sleeps while it is under way shows the time of now all the same', async ({ page, gateway, open }) => {
  const panel = await open(page, { setup: CALL });
  await leavesSomething(page);
  await gateway.fault({ interface: 'sync', kind: 'latency', ms: 2_500, times: 1 });
  await panel.reloadBy(() => page.reload());
  await expect(panel.connection).toHaveAttribute('data-connection', 'recovering');
  // The wall clock jumps, and the other one stood still.
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 5_000;
  });
  await expect(panel.badge).toHaveAttribute('data-source', /sync|status/, { timeout: 15_000 });
  const { stateSince } = await gateway.truth();
  await panel.expectTime(panel.stateTime, Math.round((await page.evaluate(() => performance.timeOrigin + performance.now()) - stateSince) / 1_000));
});

test('it has the Guid that stands in the session by then, and what is left has none', async ({ page, gateway, open }) => {
  const panel = await open(page, { setup: CALL });
  await leavesSomething(page);
  const former = gateway.guid;
  await gateway.rotateGuid();
  await panel.putSession();
  expect(JSON.stringify(await left(page))).not.toContain(former);
  const [request, arrive] = await Promise.all([page.waitForRequest('**/syncagentinfo'), reloadHeld(panel, page)]);
  expect((await request.allHeaders()).guid).toBe(gateway.guid);
  await arrive();
  await expect(panel.value('caller')).toHaveText('13800138000');
});

test('each load leaves it to the next one', async ({ page, gateway, open }) => {
  const panel = await open(page, { setup: CALL });
  for (const syncs of [2, 3, 4]) {
    await leavesSomething(page);
    const arrive = await reloadHeld(panel, page);
    await expect.poll(() => gateway.count('sync')).toBe(syncs);
    await arrive();
    await expect(panel.badge).toHaveAttribute('data-source', /sync|status/);
    await page.waitForTimeout(1_000);
  }
});

test.describe('nothing leaves', () => {
  test('on a first visit', async ({ page, gateway, open }) => {
    const arrive = await holdBack(page, WASM);
    const opened = open(page, { setup: CALL });
    await page.waitForLoadState('load');
    await page.waitForTimeout(WHILE_MS);
    expect(await gateway.log()).toEqual([]);
    arrive();
    await opened;
  });

  const DOUBTS = [
    ['for another agent', ([key]) => sessionStorage.setItem(key, '{"agentId":"41999","guid":"a-b-c"}')],
    ['without a session', ([key]) => sessionStorage.removeItem(key)],
    ['with a session that cannot be read', ([key]) => sessionStorage.setItem(key, '{')],
    ['with a Guid that would have to be cleaned', ([key]) => {
      const session = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...session, guid: `JSESSIONID=${session.guid}; Path=/` }));
    }],
    ['in another build', ([, key]) => {
      const left = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...left, build: left.build.replace(/.wasm$/, '0.wasm') }));
    }],
    ['in a page that is not seen', () => Object.defineProperty(document, 'hidden', { get: () => true })],
    ['without a network', () => Object.defineProperty(navigator, 'onLine', { get: () => false })],
    ['in a page that is only being prepared', () => Object.defineProperty(document, 'prerendering', { get: () => true })],
    ['in a frame', () => Object.defineProperty(window, 'parent', { value: {} })],
    ['where the browser has no locks', () => Object.defineProperty(navigator, 'locks', { get: () => undefined })],
    ['where the browser refuses locks', () => {
      navigator.locks.request = () => Promise.reject(new DOMException('', 'SecurityError'));
    }],
  ];
  for (const [doubt, make] of DOUBTS) {
    test(doubt, async ({ page, gateway, open }) => {
      const panel = await open(page, { setup: CALL });
      await leavesSomething(page);
      await atLoad(page, make, [SESSION, LEFT]);
      await expectNothing(panel, page, gateway);
    });
  }

  test('where another tab has the lead', async ({ page, context, gateway, open }) => {
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    const session = { agentId: gateway.agentId, guid: gateway.guid };
    const other = await open(await context.newPage(), { setup: false, session });
    await expect(other.connection).toHaveAttribute('data-connection', 'following');
    await expectNothing(panel, page, gateway);
    await expect(other.connection).toHaveAttribute('data-connection', 'live');
  });

  test('when the session was over', async ({ page, gateway, open }) => {
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    await gateway.act('sign-out');
    await expect(panel.connection).toHaveAttribute('data-connection', 'expired', { timeout: 15_000 });
    expect((await left(page)).ask).toBeUndefined();
    await gateway.signIn(CALL);
    await panel.putSession();
    await expectNothing(panel, page, gateway);
  });

  test('after a crash', async ({ page, gateway, open, guard }) => {
    guard.allow(/unreachable/);
    await breakable(page);
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    await breakPanel(page);
    await expect(page.locator('[data-boot]')).toBeVisible();
    expect(await left(page)).toBeNull();
    await expectNothing(panel, page, gateway);
  });

  test('where the server lets nothing be kept', async ({ page, gateway, open }) => {
    await page.route('**/config.json', (route) =>
      route.fulfill({ json: {}, headers: { 'Cache-Control': 'no-store' } }),
    );
    const panel = await open(page, { setup: CALL });
    await page.waitForTimeout(WHILE_MS);
    expect(await left(page)).toBeNull();
    await expectNothing(panel, page, gateway);
  });
});

test.describe('what left is given up', () => {
  test('when the module cannot come, and the lead with it', async ({ page, gateway, open, guard }) => {
    guard.allow(/Failed to load|integrity|Failed to fetch/);
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    await gateway.fault({ interface: 'sync', kind: 'hang' });
    await page.route(WASM, (route) => route.abort());
    await page.waitForTimeout(1_000);
    const [request] = await Promise.all([page.waitForRequest('**/syncagentinfo'), page.reload()]);
    await expect(page.locator('[data-boot]')).toBeVisible();
    await expect.poll(() => request.failure()?.errorText).toBe('net::ERR_ABORTED');
    expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);
    expect(await left(page)).toBeNull();
  });

  test('for another agent who signs in meanwhile, and is not sent again', async ({ page, gateway, open }) => {
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    await gateway.fault({ interface: 'sync', kind: 'hang' });
    const other = gateway.another();
    await other.signIn({ state: 'rest' });
    const arrive = await reloadHeld(panel, page);
    await expect.poll(() => gateway.count('sync')).toBe(2);
    await panel.putSession({ agentId: other.agentId, guid: other.guid });
    await arrive();
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    await panel.putSession();
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.recoveryNotice).toHaveCount(1);
    expect(await gateway.count('sync')).toBe(2);
    expect(await other.count('sync')).toBe(1);
  });

  test('when another tab takes the lead', async ({ page, context, gateway, open }) => {
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    await gateway.fault({ interface: 'sync', kind: 'hang' });
    const { ask } = await left(page);
    const arrive = await reloadHeld(panel, page);
    await expect.poll(() => gateway.count('sync')).toBe(2);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.evaluate((name) => {
      navigator.locks.request(name, { steal: true }, () => new Promise((end) => setTimeout(end, 500)));
    }, ask.lead);
    await page.waitForTimeout(WHILE_MS);
    await arrive();
    await expect(panel.badge).toHaveAttribute('data-source', 'status');
    await expect(panel.recoveryNotice).toHaveCount(1);
    expect(await gateway.count('sync')).toBe(2);
  });

  /** Reloads while config.json takes its time and then has `now`, and gives the sync that left before. */
  async function reloadInto(page, open, gateway, now) {
    let config = {};
    await page.route('**/config.json', async (route) => {
      await new Promise((later) => setTimeout(later, WHILE_MS));
      await route.fulfill({ json: config });
    });
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    await gateway.fault({ interface: 'sync', kind: 'hang' });
    config = now;
    const [request] = await Promise.all([page.waitForRequest('**/syncagentinfo'), panel.reloadBy(() => page.reload())]);
    return { panel, request };
  }

  test('when config.json names another way to the gateway by now', async ({ page, gateway, open }) => {
    const { panel } = await reloadInto(page, open, gateway, { credentials: 'include' });
    await expect(panel.badge).toHaveAttribute('data-source', 'status');
    await expect(panel.recoveryNotice).toHaveCount(1);
    expect(await gateway.count('sync')).toBe(2);
  });

  for (const now of [{ gateway: '/elsewhere' }, { guidFrom: 'proxy' }, { sessionKey: 'elsewhere' }]) {
    test(`when config.json sets ${Object.keys(now)} otherwise by now`, async ({ page, gateway, open, guard }) => {
      guard.allow(/Failed to load resource/);
      const { panel, request } = await reloadInto(page, open, gateway, now);
      await expect.poll(() => request.failure()?.errorText).toBe('net::ERR_ABORTED');
      await expect(panel.badge).not.toHaveAttribute('data-state', 'talking');
      await page.waitForTimeout(WHILE_MS);
      expect((await left(page))?.ask?.agentId).toBeUndefined();
    });
  }
});

test.describe('the settings of the load before', () => {
  /** A panel whose config.json is `config.now` at each load, and does not come while `held`. */
  async function openWith(page, open, first) {
    const config = { now: first, held: undefined };
    await page.route('**/config.json', async (route) => {
      await config.held;
      await (typeof config.now === 'string'
        ? route.fulfill({ contentType: 'application/json', body: config.now })
        : route.fulfill({ json: config.now }));
    });
    const panel = await open(page, { setup: CALL });
    await leavesSomething(page);
    return { panel, config };
  }

  test('are used at once, and what differs is applied when it has come', async ({ page, open }) => {
    const { panel, config } = await openWith(page, open, { locale: 'en' });
    let arrive;
    config.held = new Promise((resolve) => {
      arrive = resolve;
    });
    config.now = { locale: 'zh-CN', theme: 'dark' };
    await panel.reloadBy(() => page.reload());
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'en');
    arrive();
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.locator('#panel')).toHaveAttribute('data-theme', 'dark');
    await expect.poll(async () => JSON.parse((await left(page)).config).theme).toBe('dark');
  });

  test('are not those of a file that is broken', async ({ page, open, guard }) => {
    guard.allow(/cec-agent-panel .*not-json/);
    const { panel, config } = await openWith(page, open, { locale: 'zh-CN' });
    config.now = '{"locale": "zh-CN"';
    await panel.reloadBy(() => page.reload());
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'en-GB'.slice(0, 2));
    expect(await left(page)).toBeNull();
  });

  test('stay in force where the file cannot be had', async ({ page, open, guard }) => {
    guard.allow(/Failed to load resource/);
    const { panel } = await openWith(page, open, { locale: 'zh-CN' });
    await page.route('**/config.json', (route) => route.fulfill({ status: 502, body: 'no' }));
    await panel.reloadBy(() => page.reload());
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect.poll(() => left(page)).toBeNull();
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'zh-CN');
  });
});
