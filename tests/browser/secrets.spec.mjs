// Where the Guid is while the panel works, and that it is nowhere else: not in what pages say
// to each other, what browsers keep, what they tell servers beside its header, or what the
// help desk gets. (That it is in no address, title, document, console, local storage or
// history, support/guard.mjs looks at in every test.)
import { expect, test } from './support/panel.mjs';
import { test as withPortal } from './hostile/portal.mjs';
import { SCRIPT, servePage } from './support/portal_page.mjs';

const KEY = 'cec-agent-panel.session';
const CALL = { state: 'hold', sinceMs: 65_000, call: { caller: '13800138000' } };

/** Has every page note what it says to others and what it puts where. */
async function listenIn(context) {
  await context.addInitScript(() => {
    window.noted = [];
    const note = (place, ...what) => window.noted.push(`${place}: ${what.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))).join(' ')}`);
    const watch = (object, name, place) => {
      const own = object[name];
      object[name] = function (...given) {
        note(place, ...given);
        return own.apply(this, given);
      };
    };
    watch(window, 'postMessage', 'message');
    watch(MessagePort.prototype, 'postMessage', 'port');
    watch(BroadcastChannel.prototype, 'postMessage', 'channel');
    if (window.LockManager) watch(LockManager.prototype, 'request', 'lock');
    watch(IDBFactory.prototype, 'open', 'database');
    watch(History.prototype, 'pushState', 'history');
    watch(History.prototype, 'replaceState', 'history');
    watch(Navigator.prototype, 'sendBeacon', 'beacon');
    watch(XMLHttpRequest.prototype, 'open', 'XMLHttpRequest');
    watch(EventTarget.prototype, 'dispatchEvent', 'event');
    const { BroadcastChannel: Own } = window;
    window.BroadcastChannel = class extends Own {
      constructor(name) {
        note('name of a channel', name);
        super(name);
      }
    };
    document.addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => note('title', document.title)).observe(document.head, { subtree: true, childList: true, characterData: true });
      new MutationObserver(() => note('document', document.documentElement.outerHTML)).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  });
}

/** All that a browser keeps for the page, by its place, but for the session's own entry. */
function kept(page) {
  return page.evaluate(async (key) => {
    const session = { ...sessionStorage };
    delete session[key];
    const cached = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
    return JSON.stringify({
      session,
      local: { ...localStorage },
      cookies: document.cookie,
      databases: indexedDB.databases ? await indexedDB.databases() : [],
      caches: window.caches ? await Promise.all((await caches.keys()).map(cached)) : [],
      workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
      entries: performance.getEntries().map(({ name }) => name),
      history: history.state,
      name: window.name,
      globals: Object.getOwnPropertyNames(window).filter((name) => typeof window[name] === 'string').map((name) => window[name]),
    });
  }, KEY);
}

/** Expects none of the test's Guids in any of the texts; says where the first one stands. */
function expectNoGuid(gateway, ...texts) {
  for (const guid of gateway.guids) {
    for (const text of texts) {
      const at = text.indexOf(guid);
      expect(at === -1 ? 'nowhere' : text.slice(Math.max(0, at - 200), at + 100)).toBe('nowhere');
    }
  }
}

test('in a shift of two tabs with new Guids, refusals and the end, the Guid is nowhere but in header and session', async ({ page, context, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  await listenIn(context);
  const first = await open(page, { setup: CALL });
  await expect(first.value('caller')).toHaveText('13800138000');
  const other = await context.newPage();
  const second = await open(other, { setup: false, session: { agentId: gateway.agentId, guid: gateway.guid } });
  await expect(second.connection).toHaveAttribute('data-connection', 'following');
  for (let turn = 0; turn < 2; turn += 1) {
    await gateway.rotateGuid({ oldValidMs: 60_000 });
    await first.putSession();
    await second.putSession();
    await page.waitForTimeout(3_500);
  }
  await gateway.act('unhold');
  await expect(first.badge).toHaveAttribute('data-state', 'talking', { timeout: 10_000 });
  // The message of a gateway may repeat what it was sent.
  await gateway.fault({ interface: 'status', kind: 'retcode', retcode: '999-001', message: `no ${gateway.guid} here`, times: 1 });
  await page.waitForTimeout(4_000);
  await gateway.act('expire-guid');
  await expect(first.connection).toHaveAttribute('data-connection', 'expired', { timeout: 20_000 });
  await first.connection.locator('summary').click();

  expect(gateway.guids.size).toBe(3);
  for (const tab of [page, other]) {
    const noted = await tab.evaluate(() => window.noted.join('\n'));
    expect(noted).toContain('document: ');
    expect(noted).toMatch(/channel: .*13800138000/s);
    expectNoGuid(gateway, noted, await kept(tab), await tab.content());
  }
  // The dead one is not in the session's entry either.
  await expect.poll(() => page.evaluate((key) => sessionStorage.getItem(key), KEY)).toBeNull();
});

test('what is typed into the form goes into the session, and stays in no field', async ({ page, context, gateway, open }) => {
  await listenIn(context);
  await gateway.signIn({ state: 'rest' });
  const panel = await open(page, { setup: false });
  await panel.openForm();
  await panel.form.getByLabel('Agent ID').fill(gateway.agentId);
  const field = panel.form.getByLabel('Guid');
  await field.fill(gateway.guid);
  await expect(field).toHaveAttribute('autocomplete', 'off');
  const input = await field.elementHandle();
  await field.press('Enter');
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  expect(await input.evaluate((element) => [element.value, element.isConnected])).toEqual(['', false]);
  expectNoGuid(gateway, await page.evaluate(() => window.noted.join('\n')), await kept(page));
  expect(JSON.parse(await page.evaluate((key) => sessionStorage.getItem(key), KEY))).toEqual({ agentId: gateway.agentId, guid: gateway.guid });
});

test('with a host that sets it, it is in no storage at all, nor in what the host is told', async ({ page, context, gateway, guard }) => {
  guard.watch(page);
  await listenIn(context);
  await gateway.signIn(CALL);
  await servePage(page, `${gateway.origin}/portal/`, `${SCRIPT}<cec-agent-panel id="panel"></cec-agent-panel>`);
  await page.goto(`${gateway.origin}/portal/`);
  const told = await page.evaluate(
    async ([agentId, guid]) => {
      const panel = document.getElementById('panel');
      const told = [];
      for (const name of ['ready', 'state', 'call', 'command', 'connection', 'session-expired']) {
        panel.addEventListener(`cec-${name}`, ({ detail }) => told.push(detail));
      }
      Object.assign(panel, { agentId, guid });
      panel.pushEvent({ eventType: 'AgentState_Ready', workNo: agentId, content: null, guid });
      await new Promise((later) => setTimeout(later, 4_000));
      return JSON.stringify([told, panel.snapshot(), panel.diagnostics(), panel.guid, panel.outerHTML, panel.shadowRoot.innerHTML, Object.keys(panel)]);
    },
    [gateway.agentId, gateway.guid],
  );
  expect(told).toContain('13800138000');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(gateway.guid);
  expectNoGuid(gateway, told, await page.evaluate(() => window.noted.join('\n')), await kept(page));
});

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'guid, content-type',
  'Access-Control-Allow-Methods': 'GET, POST',
};

withPortal('a gateway elsewhere is told neither cookies nor on which page the panel stands', async ({ page, portal, gateway }) => {
  const elsewhere = await portal.another();
  elsewhere.headers = CORS;
  try {
    const secret = 'a-secret-in-the-address';
    // The page itself tells everybody where it is.
    portal.serve('/', {
      before: '<meta name="referrer" content="unsafe-url">',
      body: portal.element().replace('gateway="/"', `gateway="${elsewhere.origin}"`),
      headers: { 'Set-Cookie': `portal=${secret}` },
    });
    const panel = await portal.open(page, { path: `/?guid=${secret}`, setup: CALL });
    await expect(panel.value('caller')).toHaveText('13800138000');
    const asked = elsewhere.asked.filter(({ path }) => path.startsWith('/agentgateway/'));
    expect(asked.some(({ headers }) => headers.guid === gateway.guid)).toBe(true);
    for (const { path, headers: { guid, ...headers } } of asked) {
      expect(headers.referer).toBeUndefined();
      expect(headers.cookie).toBeUndefined();
      expect(path + JSON.stringify(headers)).not.toMatch(new RegExp(`${secret}|${gateway.guid}`));
    }
  } finally {
    await page.goto('about:blank');
    await elsewhere.stop();
  }
});
