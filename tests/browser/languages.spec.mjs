// A language is a file: a page loads the one that it speaks, and no other.
import { Panel } from './support/panel_page.mjs';
import { expect as expectFile, test as withFolder } from './support/folder.mjs';
import { expect, test } from './support/panel.mjs';
import { SCRIPT } from './support/portal_page.mjs';

const IDLE = { en: 'Idle', es: 'Disponible', th: 'ว่าง', 'zh-CN': '空闲' };

for (const [wanted, spoken] of [
  ['en-GB', 'en'],
  ['es-MX', 'es'],
  ['th', 'th'],
  ['zh-TW', 'zh-CN'],
  ['fr-FR', 'en'],
]) {
  test.describe(`a browser in ${wanted}`, () => {
    test.use({ locale: wanted });

    test(`has a panel in ${spoken}, and no other language's file`, async ({ page, open }) => {
      const files = [];
      page.on('request', (request) => files.push(...(/language-[\w-]+(?=-\w{8}\.js)|messages-/.exec(request.url()) ?? [])));
      const panel = await open(page, { setup: { state: 'idle' } });
      await expect(panel.badge.getByRole('status')).toHaveText(IDLE[spoken]);
      await expect(page.locator('#panel')).toHaveAttribute('lang', spoken);
      await expect(page.locator('html')).toHaveAttribute('lang', spoken);
      expect([...new Set(files)]).toEqual([`language-${spoken}`]);
    });
  });
}

test('the language of config.json is the one that is spoken, whatever the browser speaks', async ({ page, open }) => {
  const panel = await open(page, { setup: { state: 'idle' }, config: { locale: 'th-TH' } });
  await expect(panel.badge.getByRole('status')).toHaveText(IDLE.th);
  await panel.reload();
  await expect(panel.badge.getByRole('status')).toHaveText(IDLE.th);
});

test('an element speaks another language as soon as its file has come, and only the last one asked for', async ({ page, portal }) => {
  await portal.open(`<cec-agent-panel id="panel" locale="es"></cec-agent-panel>${SCRIPT}`);
  await portal.signIn({ state: 'idle' });
  const status = portal.panel().badge.getByRole('status');
  await expect(status).toHaveText(IDLE.es);
  let arrive;
  const held = new Promise((resolve) => (arrive = resolve));
  await page.route('**/language-th-*', async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest('**/language-th-*');
  await portal.set({ locale: 'th' });
  await asked;
  await expect(status).toHaveText(IDLE.es);
  await portal.set({ locale: 'zh' });
  await expect(status).toHaveText(IDLE['zh-CN']);
  const came = page.waitForResponse('**/language-th-*');
  arrive();
  await came;
  await expect(status).toHaveText(IDLE['zh-CN']);
  await portal.set({ locale: 'th' });
  await expect(status).toHaveText(IDLE.th);
});

test('an element whose next language cannot be loaded goes on in the one before, and says so in the console', async ({ page, portal, guard }) => {
  guard.allow(/language-th|Failed to load/);
  await portal.open(`<cec-agent-panel id="panel" locale="es"></cec-agent-panel>${SCRIPT}`);
  await portal.signIn({ state: 'idle' });
  const status = portal.panel().badge.getByRole('status');
  await expect(status).toHaveText(IDLE.es);
  await page.route('**/language-th-*', (route) => route.fulfill({ status: 404, body: '' }));
  const told = page.waitForEvent('console', (message) => /locale: missing language-th/.test(message.text()));
  await portal.set({ locale: 'th' });
  await told;
  await expect(status).toHaveText(IDLE.es);
});

withFolder('without the file of its language the page says which one is missing', async ({ page, folder, gateway, guard }) => {
  guard.allow(/Failed to load/);
  const name = await folder.name('language-en-', '.js');
  await folder.remove(name);
  await folder.signIn(page);
  await page.goto(folder.origin);
  const message = page.locator('#panel > [data-boot]');
  await expectFile(message).toHaveAttribute('data-boot', 'missing');
  await expectFile(message).toContainText(name);
  expectFile(await gateway.count('sync')).toBe(0);
});

withFolder('when a page in Spanish dies, it says so in Spanish without any further file', async ({ browser, folder, gateway, guard }) => {
  guard.allow(/./);
  const context = await browser.newContext({ locale: 'es' });
  const page = await context.newPage();
  await folder.signIn(page);
  await page.goto(folder.origin);
  await expectFile(new Panel(page, gateway, guard).badge).toHaveAttribute('data-state', 'idle');
  // It comes with the first state.
  await expectFile.poll(() => folder.asked.some((path) => path.includes('desk-'))).toBe(true);
  folder.asked.length = 0;
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('unreachable');
    const wasm = document.getElementById('panel-wasm').href;
    Object.defineProperty(error, 'stack', { value: wasm });
    dispatchEvent(new ErrorEvent('error', { error }));
  });
  const message = page.locator('#panel > [data-boot="crashed"]');
  await expectFile(message.getByRole('heading')).toHaveText('El panel se ha detenido');
  expectFile(folder.asked.filter((path) => path.endsWith('.js'))).toEqual([]);
  await context.close();
});
