// What is not obeyed of config.json: a line in the console, a mark on the connection line, and in the
// details what it is and what it may be. (hostile_config.spec.mjs has what is made to do harm.)
import { violations } from './support/axe.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

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
