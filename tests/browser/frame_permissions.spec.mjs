// What the page around a frame may keep from the panel, by `sandbox` and `allow`: what the sample in
// docs/embedding.md has is enough, and without it the agent is told, or has another way.
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.mjs';
import { expect, test } from './support/framed.mjs';
import { holdBack } from './support/module_files.mjs';
import { ONE, servePage } from './support/portal_page.mjs';

const CALL = { state: 'talking', call: { caller: '13800138000' } };
const DOCUMENT = await readFile(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
/** What the sample for a portal on another origin has. */
const [, ALLOW] = DOCUMENT.match(/\sallow="([^"]+)"/);
const [, SANDBOX] = DOCUMENT.match(/\ssandbox="([^"]+)"/);
const SAMPLE = `allow="${ALLOW}" sandbox="${SANDBOX}"`;

/** The tokens of the sample's sandbox without one of them. */
const without = (token) => `sandbox="${SANDBOX.split(' ').filter((other) => other !== token).join(' ')}"`;

/** Saves the diagnostics by the button in the details. */
async function save(panel) {
  await panel.connection.locator('summary').click();
  await panel.connection.getByRole('button', { name: 'Save diagnostics' }).click();
}

async function expectMarked(panel, text) {
  await expect(panel.text).toBeFocused();
  const marked = await panel.text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(marked).toEqual(text);
}

const isDiagnostics = expect.stringContaining('"cec-agent-panel-diagnostics"');

test('with what the sample has, the panel copies, saves and opens its window', async ({ page, context, guard, openFrame }) => {
  // Chromium says so where frame and page are of one site, and sees that now and then here, too.
  guard.allow(/can escape its sandboxing/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const panel = await openFrame({ setup: CALL, attributes: SAMPLE });
  await panel.caller.getByRole('button').click();
  await expect(panel.caller.getByRole('button')).toHaveText('Copied');
  await expect(panel.byHand).toHaveCount(0);
  await Promise.all([page.waitForEvent('download'), save(panel)]);
  const small = panel.connection.getByRole('button', { name: 'Small window' });
  const [opened] = await Promise.all([context.waitForEvent('page'), small.click()]);
  await expect(opened.locator('.badge')).toHaveAttribute('data-state', 'talking');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('13800138000');
});

test('in any frame the text of the diagnostics stands beside the file, for no page is told whether that was saved', async ({ page, guard, openFrame }) => {
  // Axe asks every frame without knowing its origin.
  guard.allow(/does not match the recipient/);
  const panel = await openFrame({ attributes: without('allow-downloads') });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  let isSaved = false;
  page.on('download', () => (isSaved = true));
  await save(panel);
  await expect(panel.byHand).toContainText('copy this text');
  await expectMarked(panel, isDiagnostics);
  const file = JSON.parse(await panel.text.inputValue());
  expect(file).toMatchObject({ format: 'cec-agent-panel-diagnostics', page: { framed: true, as: 'frame' } });
  await page.waitForTimeout(1_000);
  expect(isSaved).toBe(false);
  // The portal's own page is no part of the panel.
  expect((await violations(page)).filter((complaint) => complaint.includes('#frame,'))).toEqual([]);
  await panel.byHand.getByRole('button', { name: 'Close' }).click();
  await expect(panel.byHand).toHaveCount(0);
  await expect(panel.connection.getByRole('button', { name: 'Save diagnostics' })).toBeFocused();
});

test('an element in a portal that is in a frame itself has the text beside the file, too', async ({ page, gateway, guard }) => {
  guard.allow(/can escape its sandboxing/);
  await servePage(page, `${gateway.origin}/portal/`, ONE);
  await servePage(page, `${gateway.origin}/around`, '<iframe id="frame" src="/portal/" sandbox="allow-scripts allow-same-origin"></iframe>');
  await page.goto(`${gateway.origin}/around`);
  const element = page.frameLocator('#frame').locator('cec-agent-panel');
  const panel = { connection: element.locator('[part="connection"]'), text: element.locator('.by-hand').getByRole('textbox') };
  await save(panel);
  await expectMarked(panel, isDiagnostics);
  expect(await element.locator('.by-hand textarea').evaluate((area) => getComputedStyle(area).resize)).toBe('vertical');
});

test('where the frame may not copy, the text is marked in a field, in the agent’s language', async ({ page, guard, openFrame }) => {
  guard.allow(/Clipboard API has been blocked/);
  const panel = await openFrame({ setup: CALL });
  const copy = panel.caller.getByRole('button');
  await copy.click();
  await expectMarked(panel, '13800138000');
  await expect(panel.byHand).toContainText('does not allow copying');
  await expect(copy).toHaveText('Not copied');
  await panel.byHand.getByRole('button', { name: 'Close' }).click();
  await expect(copy).toBeFocused();
  await page.evaluate(() => (window.panel.locale = 'zh-CN'));
  await expect(panel.badge.locator('.badge-name')).toHaveText('通话中');
  await copy.click();
  await expect(panel.byHand).toContainText('请自行复制');
  await expect(panel.byHand).toHaveCount(1);
});

test('what stands there for one agent to copy is gone for the next one', async ({ page, guard, gateway, openFrame }) => {
  guard.allow(/Clipboard API has been blocked/);
  const panel = await openFrame({ setup: CALL });
  await panel.caller.getByRole('button').click();
  await expectMarked(panel, '13800138000');
  // A poll of the same agent leaves it there.
  await page.waitForTimeout(3_500);
  await expect(panel.byHand).toBeVisible();
  const other = gateway.another();
  await other.signIn({ state: 'busy' });
  await page.evaluate((session) => Object.assign(window.panel, session), { agentId: other.agentId, guid: other.guid });
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  await expect(panel.byHand).toHaveCount(0);
});

test('a message in the panel’s place offers its text and the diagnostics likewise', async ({ guard, openFrame }) => {
  guard.allow(/Clipboard API has been blocked/);
  const panel = await openFrame({ origins: [], setup: false });
  await expect(panel.message).toHaveAttribute('data-boot', 'framed');
  await panel.message.getByRole('button', { name: 'Copy' }).click();
  await expectMarked(panel, expect.stringMatching(/^This page may not show the panel\nparentOrigins: http/));
  await panel.message.getByRole('button', { name: 'Save diagnostics' }).click();
  await expectMarked(panel, isDiagnostics);
});

test('a message whose words come later leaves what is to be copied where it is', async ({ page, guard, openFrame }) => {
  guard.allow(/Clipboard API has been blocked/);
  const release = await holdBack(page, '**/messages-*.js');
  const panel = await openFrame({ origins: [], setup: false });
  await panel.message.getByRole('button', { name: 'Copy' }).click();
  await expectMarked(panel, expect.stringMatching(/parentOrigins: http/));
  const come = page.waitForResponse(/messages-/);
  await release();
  await come;
  await page.waitForTimeout(500);
  await expectMarked(panel, expect.stringMatching(/parentOrigins: http/));
});

test('in the layout `badge` the portal is told how much room the text needs', async ({ page, openFrame }) => {
  const panel = await openFrame();
  await page.evaluate(() => {
    window.panel.layout = 'badge';
    const frame = document.getElementById('frame');
    frame.addEventListener('cec-height', ({ detail }) => (frame.height = detail.height));
  });
  await expect(panel.frame.locator('#panel')).toHaveAttribute('data-layout', 'badge');
  await save(panel);
  const bottom = () =>
    panel.byHand.evaluate((it) => it.getBoundingClientRect().bottom - it.closest('#panel').getBoundingClientRect().top);
  const isRoom = async () => (await panel.told('cec-height')).at(-1).height >= (await bottom());
  await expect.poll(isRoom).toBe(true);
  await expect(panel.byHand.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
});

test('without allow-popups the small window says why there is none', async ({ guard, openFrame }) => {
  guard.allow(/allow-popups/);
  const panel = await openFrame({ attributes: without('allow-popups') });
  await panel.connection.locator('summary').click();
  const small = panel.connection.getByRole('button', { name: 'Small window' });
  await small.click();
  await small.click();
  await expect(panel.connection.getByRole('status')).toContainText('the page around the panel, allows no window');
});

test('without allow-forms the connect form does nothing', async ({ page, gateway, guard, openFrame }) => {
  guard.allow(/allow-forms/);
  await gateway.signIn({ state: 'rest' });
  const connect = async (attributes) => {
    const panel = await openFrame({ setup: false, attributes });
    await panel.frame.locator('details.connect summary').click();
    await panel.frame.getByLabel('Agent ID').fill(gateway.agentId);
    await panel.frame.getByRole('textbox', { name: 'Guid' }).fill(gateway.guid);
    await panel.frame.getByRole('button', { name: 'Connect' }).click();
    return panel;
  };
  const dumb = await connect(without('allow-forms'));
  await page.waitForTimeout(2_000);
  await expect(dumb.badge).toHaveAttribute('data-state', 'unknown');
  const panel = await connect(`sandbox="${SANDBOX} allow-forms"`);
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
});

for (const [token, allowed] of [
  ['allow-scripts', /allow-scripts|preload/],
  ['allow-same-origin', /CORS|ERR_FAILED|Integrity|does not match the recipient|preload/],
]) {
  test(`without ${token} the page says that it has not started`, async ({ guard, openFrame }) => {
    guard.allow(allowed);
    const panel = await openFrame({ setup: false, attributes: without(token) });
    await expect(panel.frame.getByText('The agent panel has not started')).toBeVisible();
  });
}
