// Another version is copied over the folder while pages, caches and portals hold this one.
import { Panel } from './support/panel_page.mjs';
import { holdBack } from './support/module_files.mjs';
import { expect, hashedFiles, isOfEnglishVisit, POLICY, test } from './support/folder.mjs';

const html = (body) => `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,"><body>${body}`;
const SCRIPT = '<script type="module" src="/panel.js"></script>';
const HOUR = 'max-age=3600';

test.describe('with the old files beside the new', () => {
  test('a page goes on, and a reload brings the new version', async ({ page, folder, gateway, guard }) => {
    await folder.signIn(page);
    const panel = new Panel(page, gateway, guard);
    await page.goto(folder.origin);
    await expect(panel.badge).toHaveAttribute('data-state', 'idle');
    const old = await folder.upgrade();
    await gateway.act('busy');
    await expect(panel.badge).toHaveAttribute('data-state', 'busy');
    folder.asked.length = 0;
    await page.reload();
    await expect(panel.badge).toHaveAttribute('data-state', 'busy');
    expect(folder.asked.filter((path) => old.includes(path.slice(1)))).toEqual([]);
    expect(folder.asked).toContain(`/${await newName(folder, old, 'boot-')}`);
  });

  test('a page that was loaded before still loads what it needs later', async ({ page, folder, gateway }) => {
    await folder.signIn(page);
    await folder.write('portal.html', html(SCRIPT));
    await page.goto(`${folder.origin}/portal.html`);
    const old = await folder.upgrade();
    folder.asked.length = 0;
    await page.evaluate((agentId) => {
      const panel = document.createElement('cec-agent-panel');
      panel.setAttribute('agent-id', agentId);
      panel.setAttribute('gateway', '/');
      document.body.append(panel);
    }, gateway.agentId);
    await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'idle');
    await expect(page.locator('.day')).toBeVisible();
    expect(folder.asked.filter((path) => old.includes(path.slice(1)))).toHaveLength(4);
  });

  test('a stale page in an iframe works with its own files, the one for iframes among them', async ({ page, folder }) => {
    await folder.signIn(page);
    await folder.write('portal.html', html('<iframe id="frame" src="/index.html" width="400" height="600"></iframe>'));
    const stale = await folder.read('index.html');
    const old = await folder.upgrade();
    await folder.write('index.html', stale);
    await page.goto(`${folder.origin}/portal.html`);
    const badge = page.frameLocator('#frame').locator('[part="status-badge"]');
    await expect(badge).toHaveAttribute('data-state', 'idle');
    await expect(page.frameLocator('#frame').locator('.day')).toBeVisible();
    expect(folder.asked.map((path) => path.slice(1))).toEqual(expect.arrayContaining(old.filter(isOfEnglishVisit)));
  });
});

test.describe('without the old files', () => {
  test.beforeEach(({ guard }) => guard.allow(/integrity|SRI|Failed to (load|fetch)|preload|MIME type|did not parse/));

  /** Visits the page once, so that a cache keeps it for an hour; then the folder is upgraded
   *  and of the old files only those stay whose name begins with one of `kept`. */
  async function haveStalePage({ page, folder, kept = [] }) {
    folder.caching = (name) => (name === 'index.html' ? HOUR : 'no-store');
    await folder.signIn(page);
    await page.goto(folder.origin);
    await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'idle');
    const old = await folder.upgrade();
    await folder.remove(...old.filter((name) => !kept.some((start) => name.startsWith(start))));
    folder.asked.length = 0;
  }

  async function expectFreshAfter(page, folder, click) {
    expect(folder.asked, 'the page came from the cache').not.toContain('/');
    await click();
    await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'idle', { timeout: 10_000 });
    expect(folder.asked).toContain('/');
  }

  for (const [name, policy] of [['under a strict policy', POLICY], ['without a policy', null]]) {
    test(`a stale page that finds none of its files says so at once, ${name}`, async ({ page, folder }) => {
      folder.policy = policy;
      await haveStalePage({ page, folder });
      await page.goto(folder.origin);
      const message = page.locator('.late');
      await expect(message).toBeVisible({ timeout: 1_000 });
      await expect(message).toContainText('It may have been updated');
      await expectFreshAfter(page, folder, () => message.getByRole('link', { name: 'reload' }).click());
    });
  }

  test('one that lacks its script alone says so after a while, over the skeleton', async ({ page, folder }) => {
    await haveStalePage({ page, folder, kept: ['panel-', 'cec-'] });
    await page.goto(folder.origin);
    const message = page.locator('.late');
    await expect(page.locator('.bone').first()).toBeVisible();
    await expect(message).toBeHidden();
    await expect(message).toBeVisible({ timeout: 8_000 });
    const { width } = await message.boundingBox();
    expect(width).toBeGreaterThan(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    await expectFreshAfter(page, folder, () => message.getByRole('link', { name: '重新加载' }).click());
  });

  for (const [what, kept] of [
    ['its style sheet', ['boot-', 'cec-']],
    ['the module and its glue', ['boot-', 'panel-']],
  ]) {
    test(`one that lacks ${what} says that a file is missing, and its button helps`, async ({ page, folder }) => {
      await haveStalePage({ page, folder, kept });
      await page.goto(folder.origin);
      const message = page.locator('#panel > [data-boot="missing"]');
      await expect(message).toBeVisible();
      await expect(message).toContainText('It may have been updated');
      await expectFreshAfter(page, folder, () => message.getByRole('button', { name: 'Reload' }).click());
    });
  }

  test('a stale panel.js in a portal says the same, and one reload helps', async ({ page, folder, gateway }) => {
    const element = `<cec-agent-panel agent-id="${gateway.agentId}" gateway="/" locale="en"></cec-agent-panel>`;
    folder.caching = (name) => (name === 'panel.js' ? HOUR : 'no-store');
    await folder.signIn(page);
    await folder.write('portal.html', html(element + SCRIPT));
    await page.goto(`${folder.origin}/portal.html`);
    const badge = page.locator('[part="status-badge"]');
    await expect(badge).toHaveAttribute('data-state', 'idle');
    await folder.remove(...(await folder.upgrade()));
    await page.goto('about:blank');
    await page.goto(`${folder.origin}/portal.html`);
    const message = page.locator('cec-agent-panel [data-boot="missing"]');
    await expect(message).toContainText('It may have been updated');
    await message.getByRole('button', { name: 'Reload' }).click();
    await expect(badge).toHaveAttribute('data-state', 'idle');
  });
});

test.describe('the message that nothing has started', () => {
  test('does not show while the module takes its time', async ({ page, folder }) => {
    await folder.signIn(page);
    const arrive = await holdBack(page, '**/*.wasm');
    await page.goto(folder.origin, { waitUntil: 'commit' });
    await page.locator('.bone').first().waitFor();
    await expect(page.locator('.boot-message')).toHaveCount(0);
    arrive();
    await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'idle');
  });

  test('is never painted before a script that comes in time', async ({ page, folder }) => {
    await folder.signIn(page);
    await page.route('**/boot-*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.addInitScript(() => {
      window.looks = [];
      const look = () => {
        const message = document.querySelector('.late');
        if (message) window.looks.push(message.checkVisibility({ visibilityProperty: true }));
        requestAnimationFrame(look);
      };
      look();
    });
    await page.goto(folder.origin);
    await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'idle', { timeout: 10_000 });
    const looks = await page.evaluate(() => window.looks);
    expect(looks.length).toBeGreaterThan(10);
    expect(looks).not.toContain(true);
    await expect(page.locator('.late')).toHaveCount(0);
  });

  test('shows at once in a browser without JavaScript', async ({ browser, folder }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(folder.origin);
    await expect(page.locator('.late')).toBeVisible({ timeout: 1_000 });
    await expect(page.locator('.late')).toContainText('JavaScript');
    await context.close();
  });
});

/** The file that begins so and is none of the old ones. */
async function newName(folder, old, start) {
  return (await hashedFiles(folder.path)).find((name) => name.startsWith(start) && !old.includes(name));
}
