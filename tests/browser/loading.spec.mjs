// From the first byte of the page to a running panel, and what stands there when that
// fails: the page is never blank.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { breakable, breakPanel, scrambleMemory } from './support/crash.mjs';
import { GLUE, holdBack, WASM } from './support/module_files.mjs';
import { expect, test } from './support/panel.mjs';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

test('the panel works under a sub-path and asks for its files there', async ({ page, gateway, open }) => {
  const paths = [];
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (protocol.startsWith('http')) paths.push(pathname);
  });
  const panel = await open(page, { path: gateway.prefix, setup: { state: 'idle' } });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  const files = paths.filter((path) => !path.startsWith('/agentgateway/'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((path) => !path.startsWith(`${gateway.prefix}/`))).toEqual([]);
});

test.describe('config.json', () => {
  test('sets where the gateway is', async ({ page, open }) => {
    await page.route('**/behind/proxy/agentgateway/**', (route) =>
      route.continue({ url: route.request().url().replace('/behind/proxy', '') }),
    );
    const asked = page.waitForRequest('**/behind/proxy/agentgateway/**/syncagentinfo');
    const panel = await open(page, { config: { gateway: '/behind/proxy/' } });
    await asked;
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  });

  test('sets language, theme and masked numbers', async ({ page, open }) => {
    const panel = await open(page, {
      setup: { state: 'talking', call: { caller: '13800138000', callId: '1456401416-3' } },
      config: { locale: 'zh-CN', theme: 'dark', maskNumbers: true },
    });
    await expect(panel.stateName).toHaveText('通话中');
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.locator('#panel')).toHaveCSS('color-scheme', 'dark');
    await expect(panel.value('caller')).toHaveText(/^\D+8000$/);
    expect(await page.content()).not.toContain('13800138000');
    await expect(panel.field('caller').getByRole('button')).toHaveCount(0);
    await expect(panel.value('call-id')).toHaveText('1456401416-3');
  });

  test('turns the connect form off', async ({ page, open }) => {
    const panel = await open(page, { setup: false, config: { allowConnectForm: false } });
    await expect(panel.notice).toBeVisible();
    await expect(panel.form).toHaveCount(0);
  });

  test('reports what it cannot obey, and goes on with the defaults', async ({ page, open, gateway, guard }) => {
    guard.allow(/cec-agent-panel \w+ (wrong-value|out-of-range|unknown-key)/);
    const panel = await open(page, {
      driven: true,
      config: {
        gateway: 5,
        theme: 'pink',
        locale: 'fr',
        maskNumbers: 'yes',
        pollIntervalMs: 'often',
        hiddenPollIntervalMs: 5,
        parentOrigins: 'https://portal.example',
        colour: 'red',
      },
    });
    await panel.connection.locator('summary').click();
    const lines = panel.connection.getByRole('listitem');
    const wrong = 'not a value of this setting, default used';
    for (const [key, problem] of [
      ['gateway', wrong],
      ['theme', wrong],
      ['locale', wrong],
      ['maskNumbers', wrong],
      ['pollIntervalMs', wrong],
      ['hiddenPollIntervalMs', 'out of range, nearest value used'],
      ['parentOrigins', wrong],
      ['colour', 'no such setting'],
    ]) {
      await expect(lines.filter({ hasText: `config.json ${key}: ${problem}` })).toBeVisible();
    }
    const before = await gateway.count('status');
    await panel.advance(9_000);
    expect((await gateway.count('status')) - before).toBe(3);
  });

  for (const [name, answer, complaint] of [
    ['is missing', { status: 404, contentType: 'text/html', body: '<h1>Not Found</h1>' }, false],
    ['is a page of the server', { contentType: 'text/html', body: '<!doctype html><p>Hello' }, true],
    ['is huge', { contentType: 'application/json', body: `{"theme":"${'x'.repeat(100_000)}"}` }, true],
    ['is not an object', { contentType: 'application/json', body: '[1, 2]' }, true],
    ['is empty', { contentType: 'application/json', body: '' }, true],
    ['is refused', { status: 403, contentType: 'text/plain', body: 'no' }, true],
  ]) {
    test(`${name}: the defaults are used`, async ({ page, open, guard }) => {
      guard.allow(/Failed to load resource|cec-agent-panel .*not-json/);
      await page.route('**/config.json', (route) => route.fulfill(answer));
      const panel = await open(page, { setup: { state: 'idle' } });
      await expect(panel.badge).toHaveAttribute('data-state', 'idle');
      await panel.connection.locator('summary').click();
      const lines = panel.connection.getByRole('listitem').filter({ hasText: 'config.json' });
      await expect(lines).toHaveCount(complaint ? 1 : 0);
    });
  }
});

test.describe('when the module cannot be loaded', () => {
  /** Opens a page that is not going to have a panel. */
  async function openBroken({ page, gateway, guard }, url = gateway.origin) {
    guard.allow(/./);
    await gateway.signIn();
    await page.goto(url);
  }

  /** Expects a message of a kind in the place of the panel, with a button to reload. */
  async function expectMessage(page, kind) {
    const message = page.locator('#panel > [data-boot]');
    await expect(message).toHaveAttribute('data-boot', kind, { timeout: 10_000 });
    await expect(message.getByRole('heading')).toBeVisible();
    await expect(message.getByRole('button', { name: 'Reload' })).toBeVisible();
    await expect(page.locator('#panel > *')).toHaveCount(1);
    expect((await page.title()).length).toBeGreaterThan(3);
  }

  const html = { contentType: 'text/html', body: '<!doctype html><p>Welcome' };
  for (const [name, file, answer, kind] of [
    ['the wasm file is missing', WASM, { ...html, status: 404 }, 'missing'],
    ['a page comes in the place of the wasm file', WASM, html, 'missing'],
    ['the wasm file is damaged', WASM, { contentType: 'application/wasm', body: 'not wasm' }, 'damaged'],
    ['the wasm file is empty', WASM, { contentType: 'application/wasm', body: '' }, 'damaged'],
    ['the server fails at the wasm file', WASM, { ...html, status: 500 }, 'missing'],
    ['the script is missing', GLUE, { ...html, status: 404 }, 'missing'],
    ['a page comes in the place of the script', GLUE, html, 'missing'],
    ['the script has the wrong type', GLUE, { contentType: 'text/plain', body: 'export {}' }, 'type'],
    ['the script is damaged', GLUE, { contentType: 'text/javascript', body: 'export {' }, 'damaged'],
    ['the script cannot be fetched', GLUE, null, 'network'],
    ['the wasm file cannot be fetched', WASM, null, 'network'],
  ]) {
    test(`${name}: the page says so`, async ({ page, gateway, guard }) => {
      await page.route(file, (route) => (answer ? route.fulfill(answer) : route.abort()));
      await openBroken({ page, gateway, guard });
      await expectMessage(page, kind);
      expect(await gateway.count('sync')).toBe(0);
    });
  }

  test('the wasm file has the wrong type: the panel works all the same', async ({ page, open, guard }) => {
    guard.allow(/application\/wasm/);
    await page.route(WASM, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { 'Content-Type': 'application/octet-stream' } });
    });
    const panel = await open(page, { setup: { state: 'idle' } });
    await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  });

  test('the wasm file is cut off: the page says so', async ({ page, gateway, guard }) => {
    const files = await page.request.get(gateway.origin).then((response) => response.text());
    const name = files.match(/[\w-]+_bg\.wasm/)[0];
    const half = (await readFile(join(process.env.DIST, name))).subarray(0, 100_000);
    await page.route(WASM, (route) => route.fulfill({ contentType: 'application/wasm', body: half }));
    await openBroken({ page, gateway, guard });
    await expectMessage(page, 'damaged');
  });

  test('the security policy forbids wasm: the page says so', async ({ page, gateway, guard }) => {
    await page.route(`${gateway.origin}/`, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': POLICY };
      await route.fulfill({ response, headers });
    });
    await openBroken({ page, gateway, guard });
    await expectMessage(page, 'blocked');
  });

  test('the page is opened as a file: it says so', async ({ page, gateway, guard }) => {
    const file = pathToFileURL(join(process.env.DIST, 'index.html')).href;
    await openBroken({ page, gateway, guard }, file);
    // No script runs there, because nothing vouches for its bytes.
    const message = page.locator('#panel > .late');
    await expect(message).toBeVisible();
    await expect(message).toContainText('It needs JavaScript, a web server and the last slash of its address.');
  });

  test('the browser has no WebAssembly: the page says so', async ({ page, gateway, guard }) => {
    await page.addInitScript(() => {
      delete window.WebAssembly;
    });
    await openBroken({ page, gateway, guard });
    await expectMessage(page, 'off');
    const message = page.locator('#panel > [data-boot]');
    await expect(message.getByRole('heading')).toHaveText('WebAssembly is switched off in this browser');
    await expect(message).toContainText('enhanced security mode, a lockdown mode, or a policy');
    expect(await gateway.log()).toEqual([]);
  });

  for (const [name, error, kind, code] of [
    ['the embedder forbids wasm', 'WebAssembly.instantiate(): Wasm code generation disallowed by embedder', 'blocked', 'disallowed by embedder'],
    ['the wasm is newer than the browser', 'WebAssembly.instantiate(): invalid opcode 0xfd @+123', 'old', '_bg.wasm'],
  ]) {
    test(`${name}: that is no damaged file`, async ({ page, gateway, guard }) => {
      await page.addInitScript((error) => {
        const fail = () => Promise.reject(new WebAssembly.CompileError(error));
        Object.assign(WebAssembly, { instantiate: fail, instantiateStreaming: fail, compile: fail, compileStreaming: fail });
      }, error);
      await openBroken({ page, gateway, guard });
      await expectMessage(page, kind);
      await expect(page.locator('#panel .code')).toContainText(code);
    });
  }

  test('a page that is only being prepared asks nothing before somebody sees it', async ({ page, gateway, open }) => {
    await page.addInitScript(() => {
      window.prepared = true;
      Object.defineProperty(document, 'prerendering', { get: () => window.prepared });
    });
    await gateway.signIn({ state: 'rest' });
    const opened = open(page, {
      setup: false,
      session: { agentId: gateway.agentId, guid: gateway.guid },
    });
    await page.waitForLoadState('load');
    await page.waitForTimeout(1_500);
    expect(await gateway.log(), 'nothing is taken from the queue').toEqual([]);
    await page.evaluate(() => {
      window.prepared = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    });
    const panel = await opened;
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    expect(await gateway.count('sync')).toBe(1);
  });

  test('the wasm file comes very late: the page says so, and then the panel', async ({ page, gateway, open }) => {
    await page.clock.install();
    const arrive = await holdBack(page, WASM);
    // The script asks for it once it has begun to count.
    const begun = page.waitForRequest('**/config.json');
    const opened = open(page, { setup: { state: 'idle' } });
    await begun;
    await page.clock.runFor(16_000);
    await expectMessage(page, 'slow');
    arrive();
    const panel = await opened;
    await expect(panel.badge).toHaveAttribute('data-state', 'idle');
    await expect(page.locator('[data-boot]')).toHaveCount(0);
    expect(await gateway.count('sync')).toBe(1);
  });

  test('the message is in the language of the browser', async ({ browser, gateway, guard }) => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    guard.watch(page);
    await page.route(WASM, (route) => route.fulfill({ ...html, status: 404 }));
    await openBroken({ page, gateway, guard });
    await expect(page.locator('[data-boot="missing"]').getByRole('heading')).toHaveText('无法显示面板');
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'zh-CN');
    await context.close();
  });

  test('while its words are on their way a message is in English, and then in the language of the browser', async ({ browser, gateway, guard }) => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    guard.watch(page);
    await page.clock.install();
    const messages = await holdBack(page, /\/messages-/);
    let fail;
    const failed = new Promise((resolve) => (fail = resolve));
    await page.route(WASM, async (route) => {
      await failed;
      await route.fulfill({ ...html, status: 404 });
    });
    const begun = page.waitForRequest('**/config.json');
    await openBroken({ page, gateway, guard });
    await begun;
    await page.clock.runFor(16_000);
    await expectMessage(page, 'slow');
    await expect(page.locator('[data-boot]')).toHaveAttribute('lang', 'en');
    fail();
    await expectMessage(page, 'missing');
    messages();
    await expect(page.locator('[data-boot="missing"]').getByRole('heading')).toHaveText('无法显示面板');
    await expect(page).toHaveTitle('无法显示面板');
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'zh-CN');
    await context.close();
  });
});

test.describe('when the module dies', () => {
  const setup = { state: 'talking', call: { caller: '13800138000' } };
  for (const [name, kill] of [
    ['a trap', breakPanel],
    ['an overwritten memory', scrambleMemory],
  ]) {
    test(`after ${name} nothing that it showed stays, and a reload brings it back`, async ({ page, gateway, open, guard }) => {
      guard.allow(/./);
      await breakable(page);
      const panel = await open(page, { setup });
      await expect(panel.value('caller')).toHaveText('13800138000');
      await kill(page);
      const message = page.locator('#panel > [data-boot="crashed"]');
      await expect(message).toBeVisible();
      await expect(page.locator('#panel > *')).toHaveCount(1);
      await expect(page.locator('body')).not.toContainText('13800138000');
      await expect(page).toHaveTitle('The panel has stopped');

      const asked = await gateway.count('status');
      await page.waitForTimeout(4_500);
      expect(await gateway.count('status')).toBe(asked);
      await expect(message).toBeVisible();

      await panel.reloadBy(() => message.getByRole('button', { name: 'Reload' }).click());
      await expect(panel.badge).toHaveAttribute('data-state', 'talking');
      expect(await gateway.count('sync')).toBe(2);
    });
  }
});

test.describe('the layout does not shift', () => {
  /** What words move within a line when the word before them is another; a page whose
   *  parts move scores a tenth and more. */
  const WITHIN_A_LINE = 0.01;

  /** Records all layout shifts from the first frame on. */
  async function watchShifts(page) {
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.shifts.push(value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
  }

  async function expectNoShift(page) {
    const shifts = await page.evaluate(() => window.shifts);
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(WITHIN_A_LINE);
  }

  /** The places of the panel's fixed parts. */
  function places(page) {
    return page.evaluate(() =>
      ['.badge', '.call', '.command', '.connection'].map((part) => {
        const { x, y, width, height } = document.querySelector(part).getBoundingClientRect();
        return { part, x, y, width, height };
      }),
    );
  }

  for (const width of [320, 420, 1280]) {
    for (const locale of ['en', 'zh-CN']) {
      test(`from the skeleton to the panel, ${width} px, ${locale}`, async ({ page, open }) => {
        await page.setViewportSize({ width, height: 720 });
        await watchShifts(page);
        const arrive = await holdBack(page, WASM);
        const opened = open(page, { setup: { state: 'idle' }, config: { locale } });
        await page.locator('.bone').first().waitFor();
        const skeleton = await places(page);
        await page.waitForTimeout(100);
        arrive();
        const panel = await opened;
        await expect(panel.badge).toHaveAttribute('data-state', 'idle');
        expect(await places(page)).toEqual(skeleton);
        await expectNoShift(page);
      });
    }
  }

  for (const [width, locale] of [[320, 'en'], [420, 'zh-CN']]) {
    test(`when the state changes, ${width} px, ${locale}`, async ({ page, gateway, open }) => {
      await page.setViewportSize({ width, height: 720 });
      await watchShifts(page);
      const config = { pollIntervalMs: 1_000, locale };
      const panel = await open(page, { setup: { state: 'idle', wrapUpMs: null }, config });
      const before = await places(page);
      for (const [action, state] of [
        ['ring', 'ringing'],
        ['answer', 'talking'],
        ['hangup', 'wrap-up'],
        ['wrapup-end', 'idle'],
        ['busy', 'busy'],
      ]) {
        await gateway.act(action);
        // The poll's one word for a waiting and an answered call is "talking".
        const shown = state === 'ringing' ? 'talking' : state;
        await expect(panel.badge).toHaveAttribute('data-state', shown);
        expect(await places(page), state).toEqual(before);
      }
      await expectNoShift(page);
    });
  }
});
