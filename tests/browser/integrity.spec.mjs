// Every file that the page or the element loads is taken as it was built or not at all: one
// changed byte gives a message, never a blank page and never a panel of other code.
import { Panel } from './support/panel_page.mjs';
import { expect, hashedFiles, isOfEnglishVisit, test } from './support/folder.mjs';

const portal = (address) => `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,"><body>${address}`;
const ELEMENT = portal('<cec-agent-panel id="panel" locale="en"></cec-agent-panel><script type="module" src="/panel.js"></script>');
const FRAME = portal('<iframe id="frame" src="/index.html" width="400" height="600"></iframe>');

test.beforeEach(({ guard }) => guard.allow(/integrity|SRI|Failed to (load|fetch)|preload/));

for (const [what, start, end] of [
  ['style sheet', 'panel-', '.css'],
  ['glue', 'cec-agent-panel-', '.js'],
  ['module', 'cec-agent-panel-', '.wasm'],
  ['language', 'language-en-', '.js'],
]) {
  test(`a ${what} with one changed byte: the page says that it is damaged`, async ({ page, folder, gateway }) => {
    const name = await folder.name(start, end);
    await folder.damage(name);
    await folder.signIn(page);
    await page.goto(folder.origin);
    const message = page.locator('#panel > [data-boot]');
    await expect(message).toHaveAttribute('data-boot', 'damaged');
    await expect(message).toContainText(name);
    await expect(page.locator('#panel > *')).toHaveCount(1);
    expect(await gateway.count('sync')).toBe(0);
  });
}

test('a boot script with one changed byte: the page says that nothing has started', async ({ page, folder, gateway }) => {
  await folder.damage(await folder.name('boot-'));
  await folder.signIn(page);
  await page.goto(folder.origin);
  await expect(page.locator('.late')).toBeVisible({ timeout: 8_000 });
  expect(await gateway.count('sync')).toBe(0);
});

test("the frame's script with one changed byte: the page in an iframe says that it is damaged", async ({ page, folder, gateway }) => {
  const name = await folder.name('frame-');
  await folder.damage(name);
  await folder.write('portal.html', FRAME);
  await folder.signIn(page);
  await page.goto(`${folder.origin}/portal.html`);
  const message = page.frameLocator('#frame').locator('#panel > [data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'damaged');
  await expect(message).toContainText(name);
  expect(await gateway.count('sync')).toBe(0);
});

for (const [what, end] of [['glue', '.js'], ['module', '.wasm']]) {
  test(`a ${what} with one changed byte: the element says that it is damaged, and a second one too`, async ({ page, folder }) => {
    const name = await folder.name('cec-agent-panel-', end);
    await folder.damage(name);
    await folder.write('portal.html', ELEMENT);
    await page.goto(`${folder.origin}/portal.html`);
    const message = page.locator('#panel [data-boot]');
    await expect(message).toHaveAttribute('data-boot', 'damaged');
    await expect(message).toContainText(name);
    // What has failed once is asked for anew, and no less checked.
    await page.evaluate(() => {
      document.getElementById('panel').remove();
      document.body.append(Object.assign(document.createElement('cec-agent-panel'), { id: 'again' }));
    });
    await expect(page.locator('#again [data-boot]')).toHaveAttribute('data-boot', 'damaged');
    await expect(page.locator('link[rel=modulepreload]')).toHaveCount(0);
  });
}

test('a portal whose fetch checks nothing gets no damaged module either', async ({ page, folder }) => {
  await folder.damage(await folder.name('cec-agent-panel-', '.wasm'));
  await folder.write('portal.html', ELEMENT);
  await page.addInitScript(() => {
    window.fetch = () => Promise.reject('no fetch here');
  });
  await page.goto(`${folder.origin}/portal.html`);
  await expect(page.locator('#panel [data-boot]')).toHaveAttribute('data-boot', 'damaged');
});

test('a portal may pin panel.js by the integrity of the manifest', async ({ page, folder, gateway }) => {
  const { files } = JSON.parse(await folder.read('manifest.json'));
  const { integrity } = files.find(({ name }) => name === 'panel.js');
  const pinned = ELEMENT.replace('type="module"', `type="module" integrity="${integrity}"`);
  await folder.write('portal.html', pinned.replace('locale', `agent-id="${gateway.agentId}" gateway="/" locale`));
  await folder.signIn(page);
  await page.goto(`${folder.origin}/portal.html`);
  await expect(page.locator('#panel [part="status-badge"]')).toHaveAttribute('data-state', 'idle');

  await folder.damage('panel.js');
  const refused = page.waitForEvent('console', (message) => /integrity/.test(message.text()));
  await page.reload();
  await refused;
  expect(await page.evaluate(() => customElements.get('cec-agent-panel') === undefined)).toBe(true);
});

test('nothing is loaded twice, cold, and nothing that lasts is loaded again, warm', async ({ page, folder, gateway, guard }) => {
  await folder.signIn(page);
  const badge = new Panel(page, gateway, guard).badge;
  const visit = async () => {
    folder.asked.length = 0;
    await page.goto(folder.origin);
    await expect(badge).toHaveAttribute('data-state', 'idle');
    // It comes last.
    await expect(page.locator('.day')).toBeVisible();
    return folder.asked.filter((path) => !path.startsWith('/agentgateway/')).sort();
  };
  const lasting = (await hashedFiles(folder.path)).filter((name) => !name.startsWith('frame-') && isOfEnglishVisit(name));
  expect(await visit()).toEqual(['', 'config.json', ...lasting].map((name) => `/${name}`).sort());
  expect(await visit()).toEqual(['/', '/config.json']);
});

test('the same for a server that forbids caches to keep anything', async ({ page, folder, gateway, guard }) => {
  folder.caching = () => 'no-store';
  await folder.signIn(page);
  await page.goto(folder.origin);
  await expect(new Panel(page, gateway, guard).badge).toHaveAttribute('data-state', 'idle');
  await expect(page.locator('.day')).toBeVisible();
  const files = folder.asked.filter((path) => !path.startsWith('/agentgateway/'));
  expect(files.length).toBe(8);
  expect(new Set(files).size).toBe(files.length);
});
