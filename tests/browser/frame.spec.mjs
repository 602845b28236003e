// The panel's page in the iframe of a portal on another origin: what passes between them,
// and that nothing else does.
import { expect, test as base } from './support/panel.mjs';
import { breakable, breakPanel } from './support/crash.mjs';
import { iframeSample, tellGuid } from './support/iframe_sample.mjs';
import { servePage } from './support/portal_page.mjs';
import { startPortal } from './support/portal_server.mjs';
import { look } from './support/visibility.mjs';

const TALK = { state: 'talking', call: { caller: '13800138000' } };

const test = base.extend({
  server: async ({ guard }, use) => {
    const server = await startPortal();
    guard.allowOrigin(server.origin);
    await use(server);
    await server.stop();
  },

  /** Opens a portal with the panel's page in an iframe, and `portal.connect()`. */
  openFrame: async ({ page, gateway, guard, server }, use) => {
    await use(async ({ origins = [server.origin], config = {}, origin = server.origin, path = '/' } = {}) => {
      guard.watch(page);
      const body = JSON.stringify({ parentOrigins: origins, ...config });
      await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body }));
      const html =
        `<iframe id="frame" src="${gateway.origin}/" width="420" height="700"></iframe>` +
        `<script type="module">import { connect } from '/host.js'; window.connect = connect;</script>`;
      server.serve(path, html);
      // What the panel says to the portal, and the events that come of it.
      await page.addInitScript(() => {
        if (window !== window.top) return;
        window.heard = [];
        window.addEventListener('message', ({ data }) => window.heard.push(data));
        window.told = [];
        for (const name of ['ready', 'state', 'limit', 'call', 'connection', 'ringing', 'session-expired', 'crash', 'height']) {
          document.addEventListener(`cec-${name}`, ({ type, detail, target }) => {
            window.told.push({ name: type, detail, id: target.id, frozen: Object.isFrozen(detail) });
          });
        }
      });
      await page.goto(origin + path);
      await page.waitForFunction(() => window.connect);
      const framed = new Framed(page, gateway);
      // Before the panel is there, nobody hears what a test says once.
      await expect(framed.connection).toBeVisible();
      return framed;
    });
  },
});

class Framed {
  #page;
  #gateway;

  constructor(page, gateway) {
    this.#page = page;
    this.#gateway = gateway;
    const frame = page.frameLocator('#frame');
    this.badge = frame.locator('[part="status-badge"]');
    this.connection = frame.locator('[part="connection"]');
    this.caller = frame.locator('[data-field="caller"] bdi');
    this.root = frame.locator('#panel');
  }

  /** Connects by host.js, as `window.panel` of the portal. */
  connect(options = {}) {
    return this.#page.evaluate((options) => {
      window.panel = window.connect(document.getElementById('frame'), options);
    }, options);
  }

  /** The agent's session, as the portal says it. */
  session(gateway = this.#gateway) {
    return { agentId: gateway.agentId, guid: gateway.guid };
  }

  set(properties) {
    return this.#page.evaluate((properties) => Object.assign(window.panel, properties), properties);
  }

  /** Sends a message without host.js. */
  post(message, version = 1) {
    return this.#page.evaluate(
      ([message, version]) => {
        document.getElementById('frame').contentWindow.postMessage({ 'cec-agent-panel': version, ...message }, '*');
      },
      [message, version],
    );
  }

  /** The messages from the panel, of one kind or of all. */
  heard(kind) {
    return this.#page.evaluate(
      (kind) => window.heard.filter((message) => !kind || message.kind === kind),
      kind,
    );
  }

  async expectTold(name, detail = {}) {
    await expect
      .poll(() => this.#page.evaluate((name) => window.told.filter((event) => event.name === name), name))
      .toContainEqual(expect.objectContaining({ id: 'frame', frozen: true, detail: expect.objectContaining(detail) }));
  }
}

test('host.js gives an iframe the properties, methods and events of the element', async ({ page, gateway, openFrame }) => {
  const portal = await openFrame();
  await gateway.signIn(TALK);
  await portal.connect({ ...portal.session(), theme: 'dark' });
  await expect(portal.caller).toHaveText('13800138000');
  await expect(portal.root).toHaveAttribute('data-theme', 'dark');
  await portal.expectTold('cec-ready', { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  await portal.expectTold('cec-call', { caller: '13800138000', agentId: gateway.agentId });
  await portal.expectTold('cec-connection', { new: 'live' });

  await portal.set({ maskNumbers: true, locale: 'zh-CN' });
  await expect(portal.caller).toHaveText(/^\D+8000$/);
  await expect(portal.badge.locator('.badge-name')).toHaveText('通话中');
  await portal.expectTold('cec-call', { caller: await portal.caller.innerText() });
  expect(await page.evaluate(() => [window.panel.theme, window.panel.maskNumbers, window.panel.guid])).toEqual(['dark', true, undefined]);

  const snapshot = await page.evaluate(() => window.panel.snapshot());
  expect(snapshot).toMatchObject({
    agentId: gateway.agentId,
    state: { state: 'talking', fresh: true },
    call: { caller: await portal.caller.innerText() },
    connection: { connection: 'live' },
  });
  expect(snapshot.state.ageMs).toBe(snapshot.at - snapshot.state.asOf);
  const diagnostics = await page.evaluate(() => window.panel.diagnostics());
  expect(Object.keys(diagnostics).length).toBeGreaterThan(0);
  expect(JSON.stringify([snapshot, diagnostics])).not.toContain(gateway.guid);
  expect(await gateway.count('sync')).toBe(1);
});

test('a portal that prevents cec-ringing has nothing shown of the call, and of the next one it has', async ({ page, gateway, openFrame }) => {
  await page.addInitScript(() => {
    window.notified = [];
    window.Notification = class {
      static permission = 'granted';
      constructor(title) {
        window.notified.push(title);
      }
      close() {}
    };
  });
  const portal = await openFrame();
  await gateway.signIn({ state: 'idle' });
  await portal.connect(portal.session());
  await expect(portal.badge).toHaveAttribute('data-state', 'idle');
  const [, frame] = page.frames();
  await look(frame, false);
  const ring = (caller) =>
    page.evaluate(
      ([workNo, caller]) => window.panel.pushEvent({ eventType: 'AgentEvent_Ringing', workNo, content: { caller, callid: `1-${caller}`, feature: 0 } }),
      [gateway.agentId, caller],
    );
  await page.evaluate(() => document.addEventListener('cec-ringing', (event) => event.preventDefault(), { once: true }));
  await gateway.act('ring', { caller: '70001', callId: '1-70001' });
  await ring('70001');
  await portal.expectTold('cec-ringing', { caller: '70001' });
  await page.waitForTimeout(600);
  expect(await frame.evaluate(() => window.notified)).toEqual([]);
  await ring('70002');
  await expect.poll(() => frame.evaluate(() => window.notified)).toEqual(['Call from 70002']);
});

test('the session comes by message, and another one whenever the portal has it', async ({ page, gateway, openFrame }) => {
  const portal = await openFrame({ config: { allowConnectForm: false } });
  await portal.connect();
  await portal.expectTold('cec-ready');
  await gateway.signIn({ state: 'rest' });
  await portal.set(portal.session());
  await expect(portal.badge).toHaveAttribute('data-state', 'rest');
  const other = gateway.another();
  await other.signIn({ state: 'busy' });
  await portal.set(portal.session(other));
  await expect(portal.badge).toHaveAttribute('data-state', 'busy');
  await portal.set({ agentId: null, guid: null });
  await expect(portal.badge).toHaveAttribute('data-source', 'none');
  const stored = await page.frames()[1].evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(stored).toBe('{}');
  for (const entry of [...(await gateway.log()), ...(await other.log())]) expect(entry.guid).toBe('matched');
});

test('limits pass into the iframe, and what is told of them comes out', async ({ page, gateway, openFrame }) => {
  const portal = await openFrame();
  await gateway.signIn({ state: 'rest', sinceMs: 60_000 });
  await portal.connect({ ...portal.session(), limits: { rest: 3_600 } });
  await expect(portal.badge).toHaveAttribute('data-state', 'rest');
  await expect(portal.badge).not.toHaveAttribute('data-limit');
  // As frameworks hand objects over.
  await page.evaluate(() => {
    window.panel.limits = new Proxy({ rest: 30 }, {});
  });
  await expect(portal.badge).toHaveAttribute('data-limit', 'over');
  await portal.expectTold('cec-limit', { agentId: gateway.agentId, state: 'rest', limit: 30, stage: 'over' });
  expect(await page.evaluate(() => window.panel.limits.rest)).toBe(30);
});

test('a page that is loaded again is told everything again', async ({ page, gateway, openFrame }) => {
  const portal = await openFrame();
  await gateway.signIn(TALK);
  await portal.connect({ ...portal.session(), maskNumbers: true });
  await expect(portal.caller).toHaveText(/^\D+8000$/);
  await page.evaluate(() => {
    const frame = document.getElementById('frame');
    frame.src = `${frame.src}?again`;
  });
  await expect.poll(() => page.evaluate(() => window.told.filter(({ name }) => name === 'cec-ready').length)).toBe(2);
  await expect(portal.badge).toHaveAttribute('data-state', 'talking');
  expect(await page.evaluate(() => window.panel.snapshot().state.state)).toBe('talking');
});

test('the sample for a page of the panel’s own origin works with the configuration as it is delivered', async ({ page, gateway, guard }) => {
  guard.watch(page);
  await gateway.signIn(TALK);
  await tellGuid(page, gateway.guid);
  await servePage(page, `${gateway.origin}/around`, await iframeSample(`${gateway.prefix}/`, gateway.agentId), null);
  await page.goto(`${gateway.origin}/around`);
  const frame = page.frameLocator('#panel');
  await expect(frame.locator('[data-field="caller"] bdi')).toHaveText('13800138000');
  await expect(frame.locator('#panel')).toHaveAttribute('data-theme', 'dark');
  // The listener of the sample has taken the panel's height.
  await expect(page.locator('iframe')).toHaveAttribute('style', /height: \d{3}px/);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('session');
});

test('nothing is said or heard before hello', async ({ gateway, openFrame, page }) => {
  const portal = await openFrame();
  await gateway.signIn(TALK);
  await expect(portal.connection).toBeVisible();
  await portal.post({ kind: 'session', ...portal.session() });
  await portal.post({ kind: 'ask', what: 'snapshot', id: 1 });
  await page.waitForTimeout(2_500);
  expect(await portal.heard()).toEqual([]);
  expect(await gateway.log()).toEqual([]);

  await portal.post({ kind: 'hello' });
  await expect.poll(() => portal.heard('welcome')).toHaveLength(1);
  await portal.post({ kind: 'session', ...portal.session() });
  await expect(portal.caller).toHaveText('13800138000');
});

test('another window of an allowed origin than the one around it is not heard', async ({ gateway, openFrame, server, page }) => {
  server.serve('/other', '<p>another frame of the portal</p>');
  const portal = await openFrame();
  await expect(portal.connection).toBeVisible();
  await page.evaluate(async () => {
    const other = document.createElement('iframe');
    other.src = '/other';
    document.body.append(other);
    await new Promise((resolve) => other.addEventListener('load', resolve));
    const script = other.contentDocument.createElement('script');
    script.textContent = `parent.frames[0].postMessage({ 'cec-agent-panel': 1, kind: 'hello' }, '*')`;
    other.contentDocument.body.append(script);
  });
  await page.waitForTimeout(1_000);
  expect(await portal.heard()).toEqual([]);
  expect(await gateway.log()).toEqual([]);
});

test('neither side ever posts to any origin', async ({ page, gateway, guard }) => {
  // On one origin, each window can see to whom the other one posts.
  guard.watch(page);
  await page.route('**/config.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: JSON.stringify({ parentOrigins: [gateway.origin] }) }),
  );
  await page.addInitScript(() => {
    window.targets = [];
    // A window counts as the sender when the function is its own.
    window.watched = (other) => {
      const own = other.postMessage;
      return (message, ...target) => {
        window.targets.push(target);
        own.call(other, message, ...target);
      };
    };
    if (parent !== window) {
      parent.postMessage = window.watched(parent);
      window.postMessage = parent.watched(window);
    }
  });
  await page.route('**/portal/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><iframe id="frame" src="/"></iframe>' }),
  );
  await page.goto(`${gateway.origin}/portal/`);
  await gateway.signIn(TALK);
  await page.evaluate(async ([agentId, guid]) => {
    const { connect } = await import('/host.js');
    window.panel = connect(document.getElementById('frame'), { agentId, guid });
  }, [gateway.agentId, gateway.guid]);
  await expect(page.frameLocator('#frame').locator('[data-field="caller"] bdi')).toHaveText('13800138000');
  await page.evaluate(() => window.panel.diagnostics());
  for (const frame of page.frames()) {
    const targets = await frame.evaluate(() => window.targets);
    expect(targets.length).toBeGreaterThan(2);
    for (const target of targets) expect(target).toEqual([gateway.origin]);
  }
});

test('a portal cannot change what is the operator’s', async ({ gateway, openFrame, page }) => {
  const portal = await openFrame({ config: { credentials: 'same-origin' } });
  await gateway.signIn({ state: 'rest' });
  await portal.post({ kind: 'hello' });
  await portal.post({
    kind: 'configure',
    settings: { gateway: 'http://127.0.0.1:9/', credentials: 'include', parentOrigins: ['*'], theme: 'dark' },
  });
  await portal.post({ kind: 'session', ...portal.session() });
  await expect(portal.badge).toHaveAttribute('data-state', 'rest');
  await expect(portal.root).toHaveAttribute('data-theme', 'dark');
  await page.waitForTimeout(3_500);
  await expect(portal.connection).toHaveAttribute('data-connection', 'live');
});

test('questions are answered, and what is no question of this format is not', async ({ openFrame }) => {
  const portal = await openFrame();
  await expect(portal.connection).toBeVisible();
  await portal.post({ kind: 'hello' }, 2);
  await portal.post({ kind: 'hello' });
  await portal.post({ kind: 'ask', what: 'snapshot', id: 'a' });
  await portal.post({ kind: 'ask', what: 'secrets', id: 'b' });
  await portal.post({ kind: 'constructor' });
  await portal.post({ kind: 'configure', settings: 'dark' });
  await portal.post({ kind: 'session', agentId: { toString: 5 }, guid: 7 });
  await portal.post({ kind: 'ask', what: 'diagnostics', id: 'c' });
  await expect.poll(() => portal.heard('answer')).toHaveLength(2);
  const [snapshot, diagnostics] = await portal.heard('answer');
  expect([snapshot.id, diagnostics.id]).toEqual(['a', 'c']);
  expect(snapshot.value.state.state).toBe('unknown');
  expect(await portal.heard('failed')).toEqual([{ 'cec-agent-panel': 1, kind: 'failed', id: 'b', why: expect.any(String) }]);
  expect(await portal.heard('welcome')).toHaveLength(1);
});

test('the panel tells how high it is, and again when that changes', async ({ gateway, openFrame, page }) => {
  const portal = await openFrame();
  await gateway.signIn(TALK);
  await portal.connect(portal.session());
  await expect(portal.caller).toHaveText('13800138000');
  await portal.expectTold('cec-height');
  const told = () => page.evaluate(() => window.told.filter(({ name }) => name === 'cec-height').at(-1).detail.height);
  const fit = async () => {
    await page.evaluate((height) => (document.getElementById('frame').height = height), await told());
    await page.waitForTimeout(300);
  };
  const full = await told();
  expect(full).toBe(Math.ceil((await portal.root.boundingBox()).height));
  await fit();
  expect(await told(), 'what the portal does with it does not change it').toBe(full);
  await portal.set({ layout: 'badge' });
  await expect.poll(told).toBeLessThan(full);
  const line = await told();
  await fit();
  expect(await told()).toBe(line);
  await portal.set({ layout: 'full' });
  await expect.poll(told).toBe(full);
});

test('when the module dies in the iframe, the portal is told', async ({ gateway, openFrame, page, guard }) => {
  guard.allow(/./);
  await breakable(page);
  const portal = await openFrame();
  await gateway.signIn(TALK);
  await portal.connect(portal.session());
  await expect(portal.caller).toBeVisible();
  await breakPanel(page.frames()[1]);
  await portal.expectTold('cec-crash', { place: expect.any(String) });
  await expect(portal.root.locator('[data-boot="crashed"]')).toBeVisible();
});

test('a portal that has disconnected hears nothing more', async ({ gateway, openFrame, page }) => {
  const portal = await openFrame();
  await gateway.signIn({ state: 'rest' });
  await portal.connect(portal.session());
  await expect(portal.badge).toHaveAttribute('data-state', 'rest');
  await portal.expectTold('cec-state', { new: 'rest' });
  const count = await page.evaluate(async () => {
    window.panel.disconnect();
    await Promise.resolve();
    return window.told.length;
  });
  await gateway.act('busy');
  await expect(portal.badge).toHaveAttribute('data-state', 'busy');
  expect(await page.evaluate(() => window.told.length)).toBe(count);
});
