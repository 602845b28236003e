// A portal that has put something of its own in the place of `fetch` or `XMLHttpRequest`.
// Where requests still get through, the panel works; where they do not, it says so, shows no
// status that it does not know, and throws nothing into the page.
import { breakable, breakPanel } from '../support/crash.mjs';
import { expect, test } from './portal.mjs';

/** Wrapped before panel.js, as text of a classic script; `native` is the browser's own. */
const wrap = (body) => `<script>{ const native = window.fetch.bind(window); ${body} }</script>`;
const isGateway = `const isGateway = (input) => String(input?.url ?? input).includes('/agentgateway/');`;

const WORKING = {
  'adds a header by way of Request': wrap(`window.fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set('X-Trace', '1');
    return native(request);
  };`),
  'adds a header to the options, as many do': wrap(`window.fetch = (input, init = {}) =>
    native(input, { ...init, headers: { ...init.headers, 'X-Trace': '1' } });`),
  'takes the address for a text': wrap(`window.fetch = (url, options) => {
    if (url.startsWith('/nowhere')) return native('/somewhere');
    return native(url, options);
  };`),
  'is an async function that looks at a clone of the answer': wrap(`window.fetch = async (...args) => {
    const response = await native(...args);
    const copy = response.clone();
    copy.text().catch(() => {});
    return response;
  };`),
  'is a Proxy': wrap('window.fetch = new Proxy(window.fetch, {});'),
  'gives a thenable that is no Promise': wrap(`window.fetch = (...args) => {
    const answer = native(...args);
    return { then: (yes, no) => { answer.then(yes, no); } };
  };`),
  'gives a look-alike of a response': wrap(`window.fetch = async (...args) => {
    const response = await native(...args);
    const text = await response.text();
    return { ok: response.ok, status: response.status, headers: { get: (name) => response.headers.get(name) }, text: async () => text, json: async () => JSON.parse(text) };
  };`),
  'gives a look-alike with the body of the response': wrap(`window.fetch = async (...args) => {
    const { status, headers, body } = await native(...args);
    return { status, headers, body };
  };`),
  'gives a Proxy of the response': wrap(`window.fetch = async (...args) => {
    const response = await native(...args);
    return new Proxy(response, { get: (target, name) => { const value = target[name]; return typeof value === 'function' ? value.bind(target) : value; } });
  };`),
};

const FAILING = {
  'rejects with a text': wrap(`window.fetch = () => Promise.reject('no');`),
  'rejects with nothing': wrap('window.fetch = () => Promise.reject();'),
  'throws at once': wrap(`window.fetch = () => { throw 'no'; };`),
  'gives nothing': wrap('window.fetch = () => {};'),
  'gives a text': wrap(`window.fetch = async () => 'ok';`),
  'gives a look-alike whose parts throw': wrap(`window.fetch = async () => ({ get ok() { throw 1; }, get status() { throw null; }, text() { throw 2; } });`),
  'gives a look-alike of a success with nothing in it': wrap('window.fetch = async () => ({ ok: true, status: 200 });'),
  'gives a look-alike whose text never comes': wrap('window.fetch = async () => ({ ok: true, status: 200, headers: { get: () => null }, text: () => new Promise(() => {}) });'),
  'gives a look-alike of a stream of no bytes': wrap(`${isGateway} window.fetch = async (...args) => isGateway(args[0])
    ? { ok: true, status: 200, body: new ReadableStream({ start(to) { to.enqueue('{"retcode":"0"}'); to.close(); } }) }
    : native(...args);`),
  'gives a Proxy of a response that throws when it is asked': wrap(`${isGateway} window.fetch = async (...args) => {
    const response = await native(...args);
    return isGateway(args[0]) ? new Proxy(response, { get(target, name) { if (name === 'then') return undefined; throw name; } }) : response;
  };`),
  'gives an answer that somebody else reads': wrap(`${isGateway} window.fetch = async (...args) => {
    const response = await native(...args);
    if (isGateway(args[0])) response.body.getReader();
    return response;
  };`),
  'gives an answer that has been read already': wrap(`window.fetch = async (...args) => { const response = await native(...args); await response.text(); return response; };`),
  'is not there any more': wrap('window.fetch = undefined;'),
  'never settles for the gateway': wrap(`${isGateway} window.fetch = (...args) => isGateway(args[0]) ? new Promise(() => {}) : native(...args);`),
  'rejects for the gateway with an object of another kind': wrap(`${isGateway} window.fetch = (...args) => isGateway(args[0]) ? Promise.reject(Object.create(null)) : native(...args);`),
};

for (const [name, before] of Object.entries(WORKING)) {
  test(`where fetch ${name}, the panel works`, async ({ page, portal, gateway }) => {
    portal.serve('/', { before });
    const panel = await portal.open(page, { setup: { state: 'hold', call: { caller: '13800138000' } } });
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
    await expect(panel.value('caller')).toHaveText('13800138000');
    await gateway.act('unhold');
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
    expect(await gateway.count('sync')).toBe(1);
    for (const { interface: name, guid } of await gateway.log()) {
      expect(`${name} ${guid}`).toBe(`${name} matched`);
    }
  });
}

for (const [name, before] of Object.entries(FAILING)) {
  test(`where fetch ${name}, the panel says that it has no connection`, async ({ page, portal }) => {
    portal.serve('/', { before });
    const panel = await portal.open(page, { setup: { state: 'hold' } });
    await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
    await expect(panel.connection).toHaveAttribute('data-connection', 'retrying', { timeout: 14_000 });
    await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
    await expect(panel.badge).not.toHaveAttribute('data-source', /status|sync/);
    await expect(panel.notice).toBeVisible({ timeout: 25_000 });
    expect((await page.evaluate(() => document.querySelector('cec-agent-panel').snapshot())).state.state).toBe('unknown');
  });
}

test('where fetch turns bad later, the status grows old and then unknown, and comes back', async ({ page, portal, gateway }) => {
  portal.serve('/', {});
  const panel = await portal.open(page, { setup: { state: 'busy' } });
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await page.evaluate(() => {
    window.native = window.fetch;
    window.fetch = () => Promise.reject('no');
  });
  await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
  await gateway.change({ state: 'rest' });
  await expect(panel.badge).toHaveAttribute('data-fresh', 'false', { timeout: 9_000 });
  await page.evaluate(() => {
    window.fetch = window.native;
  });
  await expect(panel.badge).toHaveAttribute('data-state', 'rest', { timeout: 30_000 });
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
});

test('what a look-alike says of the wait is obeyed', { tag: '@long' }, async ({ page, portal, gateway }) => {
  portal.serve('/', {
    before: wrap(`${isGateway} window.sent = []; window.fetch = (...args) => {
      if (!isGateway(args[0])) return native(...args);
      window.sent.push(performance.now());
      const headers = { get: (name) => (name.toLowerCase() === 'retry-after' ? '7' : null) };
      return Promise.resolve({ ok: false, status: 503, headers, text: async () => '' });
    };`),
  });
  await portal.open(page, { setup: { state: 'hold' } });
  await expect.poll(() => page.evaluate(() => window.sent.length), { timeout: 20_000 }).toBe(2);
  const [first, second] = await page.evaluate(() => window.sent);
  expect(second - first).toBeGreaterThan(6_900);
  expect(await gateway.count('sync')).toBe(0);
});

test('a panel that goes aborts its request, and hears of it no more', async ({ page, portal }) => {
  portal.serve('/', {
    before: wrap(`${isGateway} window.sent = []; window.fetch = (...args) => {
      if (!isGateway(args[0])) return native(...args);
      return new Promise((yes) => { window.sent.push({ signal: args[1].signal, yes }); });
    };`),
  });
  await portal.open(page, { setup: { state: 'hold' } });
  await expect.poll(() => page.evaluate(() => window.sent.length)).toBe(1);
  await page.evaluate(async () => {
    document.querySelector('cec-agent-panel').remove();
    await new Promise((later) => setTimeout(later));
    window.sent[0].yes(new Response('{"retcode":"0"}'));
    await new Promise((later) => setTimeout(later, 50));
  });
  expect(await page.evaluate(() => window.sent[0].signal.aborted)).toBe(true);
});

test('when the module dies, its request is aborted', async ({ page, portal, guard }) => {
  guard.allow(/unreachable/);
  await breakable(page);
  portal.serve('/', {
    before: wrap(`${isGateway} window.sent = []; window.fetch = (...args) => {
      if (!isGateway(args[0])) return native(...args);
      window.sent.push(args[1].signal);
      return new Promise(() => {});
    };`),
  });
  await portal.open(page, { setup: { state: 'hold' } });
  await expect.poll(() => page.evaluate(() => window.sent.length)).toBe(1);
  await breakPanel(page);
  await expect(page.locator('[data-boot]')).toHaveAttribute('data-boot', 'crashed');
  expect(await page.evaluate(() => window.sent.map((signal) => signal.aborted))).toEqual([true]);
});

test('where XMLHttpRequest is wrapped, the panel does not care', async ({ page, portal }) => {
  portal.serve('/', {
    before: `<script>
      XMLHttpRequest.prototype.open = () => { throw 'no'; };
      XMLHttpRequest.prototype.send = () => { throw 'no'; };
    </script>`,
  });
  const panel = await portal.open(page, { setup: { state: 'rest' } });
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
});

test('where neither fetch nor XMLHttpRequest brings a file, a message says so', async ({ page, portal }) => {
  portal.serve('/', {
    before: `${FAILING['rejects with a text']}<script>
      XMLHttpRequest.prototype.open = () => { throw 'no'; };
    </script>`,
  });
  await portal.open(page);
  const message = page.locator('[data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'network');
});
