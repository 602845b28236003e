// What is not obeyed of config.json: a line in the console, a mark on the connection line, and in the
// details what it is and what it may be. (hostile_config.spec.mjs has what is made to do harm.)
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE, servePage } from './support/portal_page.mjs';

const CONFIG = {
  theme: 'purple', pollIntervalMs: 100, colour: 'red', guid: 'A-Guid-By-Mistake', sessionKey: 41001,
  parentOrigins: ['https://portal.example', '*'], limits: { rest: 0, lunch: 60 }, maskNumbers: 'A-Secret-9f8e7d6c5b4a39281706',
};
const TOLD = /^cec-agent-panel (?=\S* ([a-z-]+:|unknown-key|not-json))/;

/** Takes what the console says. */
function listen(page, guard) {
  const told = [];
  guard.allow(/^console warning: (cec-agent-panel|<cec-agent-panel>)/);
  page.on('console', (message) => message.type() === 'warning' && told.push(message.text()));
  return told;
}

test('is a line in the console, a mark, and a line in the details, with the value and what is allowed', async ({ page, open, guard }) => {
  const told = listen(page, guard);
  const panel = await open(page, { setup: { state: 'idle' }, config: { ...CONFIG, locale: 'en' } });
  const mark = panel.connection.getByRole('img', { name: 'Wrong settings: see the details' });
  await expect(mark, 'while the details are closed').toBeVisible();
  await expect(panel.connection).toHaveAttribute('data-settings', 'wrong');
  await expect(mark).toHaveAttribute('title', 'Wrong settings: see the details');
  await expect.poll(() => told.length).toBe(9);
  expect(told.every((line) => TOLD.test(line)), told.join('\n')).toBe(true);
  const lines = told.map((line) => line.replace('cec-agent-panel ', ''));
  expect(lines).toEqual(expect.arrayContaining([
    'theme wrong-value: "purple"; allowed: auto, light, dark',
    'pollIntervalMs out-of-range: 100; allowed: 1000–60000',
    'sessionKey wrong-value: 41001; allowed: "…"',
    'parentOrigins wrong-value: ["https://portal.example", ?]; allowed: [https://…, http://…]',
    'limits.rest out-of-range: 0; allowed: 1–86400',
    'maskNumbers wrong-value: ?; allowed: true, false',
  ]));
  expect(lines.find((line) => line.startsWith('colour'))).toMatch(/^colour unknown-key; allowed: gateway, credentials, .*keyboard, fields, heading$/);
  expect(lines.find((line) => line.startsWith('limits.lunch'))).toMatch(/^limits\.lunch unknown-key; allowed: idle, wrap-up, rest, /);
  await panel.connection.locator('summary').click();
  const list = panel.connection.getByRole('listitem').filter({ hasText: 'config.json' });
  await expect(list).toHaveCount(9);
  await expect(list.filter({ hasText: 'theme' }).first()).toHaveText(
    'config.json theme: not a value of this setting, default used here "purple"; allowed: auto, light, dark',
  );
  for (const secret of ['A-Guid-By-Mistake', 'A-Secret']) {
    expect(told.join('\n')).not.toContain(secret);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(secret);
  }
  expect(await violations(page)).toEqual([]);
});

for (const [locale, words] of [['es', 'Ajustes incorrectos'], ['th', 'การตั้งค่าไม่ถูกต้อง'], ['zh-CN', '配置有误']]) {
  test(`is marked in ${locale}`, async ({ page, open, guard }) => {
    listen(page, guard);
    const panel = await open(page, { setup: { state: 'idle' }, config: { locale, theme: 'purple' } });
    await expect(panel.connection.getByRole('img', { name: words })).toBeVisible();
    await panel.connection.locator('summary').click();
    await expect(panel.connection.getByRole('listitem').filter({ hasText: 'theme' })).toContainText('"purple"');
  });
}

test('a file that is no JSON says what would be; good settings have no mark and load nothing for it', async ({ page, open, guard }) => {
  const told = listen(page, guard);
  const panel = await open(page, { setup: { state: 'idle' }, config: '{"theme":' });
  await expect.poll(() => told).toEqual(['cec-agent-panel  not-json; allowed: {"…": …}']);
  await expect(panel.connection.locator('.settings-wrong')).toBeVisible();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.route('**/config.json', (route) => route.fulfill({ json: { theme: 'dark' } }));
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.connection.locator('.settings-wrong')).toHaveCount(0);
  expect(asked.filter((url) => url.includes('extras'))).toEqual([]);
});

/** The panel in a frame of its own origin, of which the portal sets a theme at once; `config` answers for config.json. */
async function openFramed(page, gateway, config) {
  await page.route('**/config.json', (route) => route.fulfill(config));
  await servePage(page, `${gateway.origin}/around`, '<iframe src="/" width="420" height="700"></iframe>', null);
  await page.goto(`${gateway.origin}/around`);
  await page.evaluate(async () => {
    const { connect } = await import('/host.js');
    window.panel = connect(document.querySelector('iframe'), { locale: 'en', theme: 'dark' });
    await window.panel.ready;
  });
  const frame = page.frameLocator('iframe');
  return {
    connection: frame.locator('.connection'),
    mark: frame.locator('.settings-wrong'),
    lines: frame.getByRole('listitem').filter({ has: frame.locator('.setting-wrong') }),
  };
}

for (const [name, config] of [
  ['is no JSON', { body: '{"maskNumbers": true' }],
  ['cannot be had', { status: 500, body: '' }],
  ['is too large', { body: JSON.stringify({ heading: 'x'.repeat(65_536) }) }],
]) {
  test(`a file that ${name} is said to be so in a frame too, whatever the portal sets`, async ({ page, gateway, guard }) => {
    const told = listen(page, guard);
    guard.allow(/Failed to load resource/);
    const { connection, mark, lines } = await openFramed(page, gateway, config);
    const line = '<cec-agent-panel>: config.json: not-json; allowed: {"…": …}';
    await expect.poll(() => told).toContain(line);
    await expect(mark).toBeVisible();
    await page.evaluate(() => (window.panel.theme = 'light'));
    await expect(page.frameLocator('iframe').locator('#panel')).toHaveAttribute('data-theme', 'light');
    await expect(mark).toBeVisible();
    await connection.locator('summary').click();
    await expect(lines).toHaveText(['config.json: cannot be read, defaults used allowed: {"…": …}']);
    // What a portal sets while the file that explains is on its way is complained of in short.
    expect(told.filter((it) => !line.startsWith(it))).toEqual([]);
  });
}

test('a wrong setting of the file is said in a frame too, where the portal has set its own before', async ({ page, gateway, guard }) => {
  const told = listen(page, guard);
  const { connection, mark, lines } = await openFramed(page, gateway, { json: { layout: 'huge' } });
  await expect.poll(() => told).toContain('<cec-agent-panel>: layout: wrong-value: "huge"; allowed: full, compact, badge');
  await page.evaluate(() => (window.panel.theme = 'light'));
  await expect(page.frameLocator('iframe').locator('#panel')).toHaveAttribute('data-theme', 'light');
  await expect(mark).toBeVisible();
  await connection.locator('summary').click();
  await expect(lines).toHaveText(['config.json layout: not a value of this setting, default used here "huge"; allowed: full, compact, badge']);
});

test('what the rows are called, and how long a heading may be, stands there; a portal’s own settings are no file’s', async ({ page, portal, guard }) => {
  const told = listen(page, guard);
  await portal.open(ONE);
  await portal.set({ locale: 'en', fields: ['phone'], heading: 'x'.repeat(81) });
  await portal.signIn({ state: 'idle' });
  // As a portal's developer finds them.
  const types = await readFile(`${process.env.DIST}/panel.d.ts`, 'utf8');
  const [, fields] = types.match(/type CallField =([^;]*);/);
  const names = [...fields.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  await expect.poll(() => told.sort()).toEqual([
    `<cec-agent-panel>: fields: wrong-value: ["phone"]; allowed: [${names.join(', ')}]`,
    '<cec-agent-panel>: heading: wrong-value: ?; allowed: "…" (≤ 80)',
  ]);
  const { connection } = portal.panel();
  await connection.locator('summary').click();
  await expect(connection.getByRole('listitem').filter({ hasText: 'heading:' })).toHaveText(/^heading: not a value/);
  await expect(connection).not.toContainText('config.json');
});

test('in an element the mark goes when the portal mends it', async ({ page, portal, guard }) => {
  const told = listen(page, guard);
  await portal.open(ONE);
  await portal.set({ locale: 'en', theme: 'purple' });
  await portal.signIn({ state: 'idle' });
  const { element } = portal.panel();
  await expect(element.locator('.settings-wrong')).toBeVisible();
  expect(told).toEqual(['<cec-agent-panel>: theme: wrong-value: "purple"; allowed: auto, light, dark']);
  await portal.set({ theme: 'dark' });
  await expect(element.locator('.settings-wrong')).toHaveCount(0);
  await portal.set({ layout: 'huge' });
  await expect(element.locator('.settings-wrong')).toBeVisible();
  await expect(element.locator('.setting-wrong')).toHaveText(['here "huge"; allowed: full, compact, badge']);
});

test('what was wrong with settings that are no longer in force is not said of those that are', async ({ page, portal, guard }) => {
  const told = listen(page, guard);
  let arrive;
  const asked = new Promise((resolve) => {
    page.route(/\/extras-/, async (route) => {
      resolve();
      await new Promise((go) => {
        arrive = go;
      });
      await route.continue();
    });
  });
  await portal.open(ONE);
  await portal.set({ locale: 'en', theme: 'purple', limits: { rest: 0 } });
  await portal.signIn({ state: 'idle' });
  await asked;
  await portal.set({ theme: 'dark', limits: null });
  arrive();
  await expect.poll(() => told).toEqual(['<cec-agent-panel>: theme: wrong-value', '<cec-agent-panel>: limits.rest: out-of-range']);
  const { element } = portal.panel();
  await element.locator('.connection summary').click();
  await expect(element.locator('.small-window')).toBeVisible();
  await expect(element.locator('.settings-wrong, .setting-wrong')).toHaveCount(0);
});

test('without the file that says it, the console names the setting', async ({ page, open, guard }) => {
  const told = listen(page, guard);
  guard.allow(/Failed to load resource/);
  await page.route(/\/extras-/, (route) => route.fulfill({ status: 404 }));
  const panel = await open(page, { setup: { state: 'idle' }, config: { theme: 'purple', locale: 'en' } });
  await expect.poll(() => told).toContain('cec-agent-panel theme wrong-value');
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
});
