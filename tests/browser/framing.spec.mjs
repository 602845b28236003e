// Who may show the panel's page in a frame: its own origin, and those that config.json names.
// Anybody else gets a message in the place of a panel, which has read no session and asked
// nobody. (A server says the same with `frame-ancestors`; here nothing does.)
import { readFile } from 'node:fs/promises';
import { expect, test as base } from './support/panel.mjs';
import { servePage } from './support/portal_page.mjs';
import { startPortal } from './support/portal_server.mjs';

const KEY = 'cec-agent-panel.session';

const test = base.extend({
  /** Two portals of different origins. */
  portals: async ({ guard, context }, use) => {
    const portals = [await startPortal(), await startPortal()];
    for (const portal of portals) guard.allowOrigin(portal.origin);
    await use(portals);
    // A panel that still asks would be refused.
    for (const page of context.pages()) await page.goto('about:blank');
    for (const portal of portals) await portal.stop();
  },

  /** Opens `url`, around which the panel's page has `parentOrigins`, or `config` as a whole;
   *  in its storage stands a session that is good. */
  openAround: async ({ page, gateway }, use) => {
    await use(async (url, parentOrigins, config = { parentOrigins }) => {
      await gateway.signIn({ state: 'rest' });
      const body = typeof config === 'string' ? config : JSON.stringify(config);
      await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body }));
      await page.addInitScript(
        ([origin, key, session]) => {
          if (location.origin === origin) {
            sessionStorage.setItem(key, session);
            window.read = [];
            const { getItem } = Storage.prototype;
            Storage.prototype.getItem = function (name) {
              window.read.push(name);
              return getItem.call(this, name);
            };
          }
          window.heard = [];
          window.addEventListener('message', ({ data }) => window.heard.push(data));
        },
        [gateway.origin, KEY, JSON.stringify({ agentId: gateway.agentId, guid: gateway.guid })],
      );
      await page.goto(url);
      return page;
    });
  },
});

/** The innermost frame, which holds the panel's page. */
async function innermost(page, gateway) {
  const isPanel = (frame) => frame.url() === `${gateway.origin}/`;
  await expect.poll(() => page.frames().some(isPanel)).toBe(true);
  return page.frames().find(isPanel);
}

async function expectPanel(page, gateway) {
  const frame = await innermost(page, gateway);
  await expect(frame.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'rest');
  await expect(frame.locator('[data-boot]')).toHaveCount(0);
}

/** Expects the message, with the origin that config.json does not name, and nothing else. */
async function expectRefused(page, gateway, stranger) {
  const frame = await innermost(page, gateway);
  const message = frame.locator('#panel > [data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'framed');
  await expect(message.getByRole('heading')).toHaveText('This page may not show the panel');
  await expect(message.locator('.code')).toHaveText(`parentOrigins: ${stranger}`);
  // Longer than a panel takes to ask for the first time.
  await page.waitForTimeout(1_500);
  await expect(frame.locator('[part]')).toHaveCount(0);
  // The ring of diagnostics holds no secret.
  expect(await frame.evaluate(() => window.read), 'what was read of the storage').not.toContain(KEY);
  for (const other of page.frames()) expect(await other.evaluate(() => window.heard)).toEqual([]);
  expect((await gateway.control('GET', '/control/log')).requests).toEqual([]);
}

const frameOf = (url) => `<iframe src="${url}" width="420" height="700"></iframe>`;

test('a page of its own origin shows the panel without being named', async ({ page, gateway, openAround }) => {
  await servePage(page, `${gateway.origin}/portal/`, frameOf('/'), null);
  await openAround(`${gateway.origin}/portal/`, []);
  await expectPanel(page, gateway);
});

test('a page of an origin that is named shows it', async ({ page, gateway, portals: [portal], openAround }) => {
  portal.serve('/', frameOf(`${gateway.origin}/`));
  await openAround(`${portal.origin}/`, ['https://other.example', portal.origin]);
  await expectPanel(page, gateway);
});

test('any other page does not, and the message names it', async ({ page, gateway, portals: [portal, other], openAround }) => {
  portal.serve('/', frameOf(`${gateway.origin}/`));
  await openAround(`${portal.origin}/`, [other.origin]);
  await expectRefused(page, gateway, portal.origin);
});

for (const [name, config] of [
  ['names nobody', {}],
  ['is missing or broken', 'not json'],
  ['names everybody', { parentOrigins: ['*', 'null', 'http://*', 'http://127.0.0.1:*'] }],
  ['names one in another type', { parentOrigins: { 0: 'ORIGIN', length: 1 } }],
  ['names one as a text', { parentOrigins: 'ORIGIN' }],
  ['names one with a path', { parentOrigins: ['ORIGIN/'] }],
  ['names one in a prototype', '{"__proto__":{"parentOrigins":["ORIGIN"]}}'],
]) {
  test(`where config.json ${name}, no page of another origin shows it`, async ({ page, gateway, portals: [portal], openAround }) => {
    portal.serve('/', frameOf(`${gateway.origin}/`));
    const text = typeof config === 'string' ? config : JSON.stringify(config);
    await openAround(`${portal.origin}/`, undefined, text.replace('ORIGIN', portal.origin));
    await expectRefused(page, gateway, portal.origin);
  });
}

test('every window around it counts, not the nearest alone', async ({ page, gateway, portals: [portal, evil], openAround }) => {
  portal.serve('/inner', frameOf(`${gateway.origin}/`));
  evil.serve('/', frameOf(`${portal.origin}/inner`));
  await openAround(`${evil.origin}/`, [portal.origin]);
  await expectRefused(page, gateway, evil.origin);
});

test('nor the outermost alone', async ({ page, gateway, portals: [portal, evil], openAround }) => {
  evil.serve('/inner', frameOf(`${gateway.origin}/`));
  portal.serve('/', frameOf(`${evil.origin}/inner`));
  await openAround(`${portal.origin}/`, [portal.origin]);
  await expectRefused(page, gateway, evil.origin);
});

test('a page of its own origin between the two does not help', async ({ page, gateway, portals: [evil], openAround }) => {
  await servePage(page, `${gateway.origin}/portal/`, frameOf('/'), null);
  evil.serve('/', frameOf(`${gateway.origin}/portal/`));
  await openAround(`${evil.origin}/`, []);
  await expectRefused(page, gateway, evil.origin);
});

test('two that are named, one in the other, show it', async ({ page, gateway, portals: [portal, other], openAround }) => {
  portal.serve('/inner', frameOf(`${gateway.origin}/`));
  other.serve('/', frameOf(`${portal.origin}/inner`));
  await openAround(`${other.origin}/`, [portal.origin, other.origin]);
  await expectPanel(page, gateway);
});

test('a frame whose part of the script is missing has no panel', async ({ page, gateway, portals: [portal], openAround, guard }) => {
  guard.allow(/Failed to load|404/);
  await page.route('**/frame-*.js', (route) => route.fulfill({ status: 404 }));
  portal.serve('/', frameOf(`${gateway.origin}/`));
  await openAround(`${portal.origin}/`, [portal.origin]);
  const frame = await innermost(page, gateway);
  await expect(frame.locator('#panel > [data-boot]')).toHaveAttribute('data-boot', 'missing');
  await page.waitForTimeout(1_500);
  expect(await frame.evaluate(() => window.read)).not.toContain(KEY);
  expect((await gateway.control('GET', '/control/log')).requests).toEqual([]);
});

test.describe('in a browser that does not list the windows around a page', () => {
  const OWN = 'https://panel.example';

  /** The function of the panel's script; Node.js takes a module from there only as data. */
  async function load() {
    const text = await readFile(new URL('../../src/boot/ancestors.js', import.meta.url), 'utf8');
    return import(`data:text/javascript,${encodeURIComponent(text)}`);
  }

  /** The page's own window in windows of these origins, the nearest first. */
  function windowIn(origins) {
    const windows = [OWN, ...origins].map((origin) => ({
      location: {
        get origin() {
          if (origin !== OWN) throw new DOMException('Blocked', 'SecurityError');
          return origin;
        },
      },
    }));
    windows.forEach((window, index) => {
      window.parent = windows[index + 1] ?? window;
      window.top = windows.at(-1);
    });
    return windows[0];
  }

  for (const [name, around, referrer, expected] of [
    ['a page by itself is in none', [], '', []],
    ['its own origin is seen', [OWN, OWN], '', [OWN, OWN]],
    ['the one around it is known by the referrer', ['https://portal.example'], 'https://portal.example/path?x=1', ['https://portal.example']],
    ['without a referrer it is nobody', ['https://portal.example'], '', [null]],
    ['a referrer that is no address is nobody', ['https://portal.example'], 'about:blank', ['null']],
    ['of two, the referrer tells nothing', ['https://portal.example', 'https://evil.example'], 'https://portal.example/', [null, null]],
    ['nor of one behind its own origin', [OWN, 'https://evil.example'], `${OWN}/`, [OWN, null]],
  ]) {
    test(name, async () => {
      const { ancestors } = await load();
      expect(ancestors(windowIn(around), { referrer })).toEqual(expected);
    });
  }
});
