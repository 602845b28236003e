// The small window with the panel, which stays on top: it shows what the panel shows, and goes with it.
import { violations } from './support/axe.mjs';
import { LAUNCH } from './support/chromium.mjs';
import { breakable, breakPanel } from './support/crash.mjs';
import { countLeftovers, leftovers } from './support/leftovers.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE, POLICY, SCRIPT, servePage } from './support/portal_page.mjs';
import { look } from './support/visibility.mjs';

// The headless shell has no such windows.
test.use({ launchOptions: LAUNCH });

const CALL = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };

/** A browser without windows that stay on top. */
const withoutPictures = (page) => page.addInitScript(() => delete window.documentPictureInPicture);

/** Opens the details, where they are closed, and clicks at the button. */
async function ask(place) {
  const details = place.locator('.connection details');
  if (!(await details.evaluate((it) => it.open))) await details.locator('summary').click();
  await details.getByRole('button', { name: 'Small window' }).click();
}

/** The window that then opens. */
async function openWindow(page, place = page) {
  const [opened] = await Promise.all([page.context().waitForEvent('page'), ask(place)]);
  await expect(opened.locator('.panel > .badge')).toBeVisible();
  return opened;
}

/** Its parts. */
const partsOf = (opened) => ({
  badge: opened.locator('[part="status-badge"]'),
  party: opened.locator('.badge-party'),
  time: opened.locator('.badge-time'),
});

for (const kind of ['a window that stays on top', 'a pop-out window']) {
  test(`${kind} shows state and caller as the panel does, under its policy`, async ({ page, open, gateway }) => {
    if (kind === 'a pop-out window') await withoutPictures(page);
    const panel = await open(page, { setup: { state: 'talking', call: CALL } });
    const opened = await openWindow(page);
    expect(await page.evaluate(() => Boolean(window.documentPictureInPicture?.window))).toBe(kind !== 'a pop-out window');
    const { badge, party, time } = partsOf(opened);
    await expect(badge).toHaveAttribute('data-state', 'talking');
    await expect(party).toHaveText(CALL.caller);
    await expect(party).toBeVisible();
    await expect(opened.locator('.badge')).toHaveCSS('font-family', /^system-ui/);
    await expect(opened).toHaveTitle('Agent panel');
    await expect(opened.locator('html')).toHaveAttribute('lang', 'en');
    await expect(time).toHaveText(/^~?\d\d:\d\d$/);
    const before = await time.innerText();
    await expect(time).not.toHaveText(before);
    expect(await violations(opened)).toEqual([]);
    await gateway.act('hangup');
    await expect(badge).toHaveAttribute('data-state', 'wrap-up');
    await expect(party).toBeEmpty();
    await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
    // Another click closes it.
    await Promise.all([opened.waitForEvent('close'), ask(page)]);
  });
}

test('it has the portal\'s theme and language, follows both, and its details can be read', async ({ page, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'talking', call: CALL });
  await expect(portal.panel().caller).toBeVisible();
  await page.evaluate(() => document.getElementById('panel').style.setProperty('--cec-in-call', 'rgb(1, 2, 3)'));
  const opened = await openWindow(page, portal.panel().element);
  await expect(opened.locator('.badge')).toHaveCSS('background-color', 'rgb(1, 2, 3)');
  await expect(opened.locator('.panel')).toHaveAttribute('data-theme', 'auto');
  await portal.set({ theme: 'dark', locale: 'zh-CN' });
  await expect(opened.locator('.panel')).toHaveAttribute('data-theme', 'dark');
  await expect(opened.locator('.badge-name')).toHaveText('通话中');
  await expect(opened.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await opened.locator('.connection summary').click();
  await expect(opened.locator('.connection details li').first()).toBeInViewport();
  await opened.locator('.connection summary').click();
});

test('while nobody sees its page, the window is asked for as if somebody did', { tag: '@long' }, async ({ page, open, gateway }) => {
  const panel = await open(page, { setup: { state: 'idle' } });
  const opened = await openWindow(page);
  const { badge, time } = partsOf(opened);
  await look(page, false);
  // The timers of a page that is hidden for long stand.
  await page.evaluate(() => {
    window.own = window.setTimeout;
    window.setTimeout = () => 0;
  });
  await page.waitForTimeout(1_500);
  const before = await time.innerText();
  await expect(time).not.toHaveText(before);
  await gateway.change({ state: 'busy' });
  await expect(badge).toHaveAttribute('data-state', 'busy');
  await expect(badge).toHaveAttribute('data-fresh', 'true');
  // Neither is seen.
  await look(opened, false);
  const asked = await gateway.count('status');
  await page.waitForTimeout(4_500);
  expect(await gateway.count('status')).toBeLessThanOrEqual(asked + 1);
  await page.evaluate(() => (window.setTimeout = window.own));
  await look(page, true);
  await expect.poll(() => gateway.count('status')).toBeGreaterThan(asked + 1);
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
});

test('a call that waits is told of by the page as soon as its window is closed', async ({ page, open, gateway }) => {
  // Without notifications the title has it, and keeps it where nobody wants motion.
  await page.addInitScript(() => delete window.Notification);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const panel = await open(page, { setup: { state: 'idle', wrapUpMs: 0 }, config: { locale: 'en' } });
  await expect(page).toHaveTitle('Idle · Agent panel');
  const opened = await openWindow(page);
  await look(page, false);
  await gateway.act('ring', CALL);
  await expect(partsOf(opened).party).toHaveText(CALL.caller, { timeout: 8_000 });
  await expect(page, 'who looks at the window sees it there').toHaveTitle('On a call · Agent panel');
  // Nothing else that is told may have it looked at.
  await gateway.fault({ interface: 'status', kind: 'hang' });
  const asked = await gateway.count('status');
  await expect.poll(() => gateway.count('status')).toBeGreaterThan(asked);
  await Promise.all([opened.waitForEvent('close'), opened.close()]);
  await expect(page).toHaveTitle(`Call from ${CALL.caller}`, { timeout: 2_000 });
  await gateway.clearFaults();
  await look(page, true);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
});

test('it closes with the panel, and with its page', async ({ page, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'idle');
  const first = await openWindow(page, portal.panel().element);
  await Promise.all([first.waitForEvent('close'), page.evaluate(() => document.getElementById('panel').remove())]);
  await page.evaluate(() => {
    delete window.documentPictureInPicture;
    const panel = document.createElement('cec-agent-panel');
    panel.id = 'panel';
    document.body.append(panel);
  });
  await expect(portal.panel().badge).toBeVisible();
  const second = await openWindow(page, portal.panel().element);
  await Promise.all([second.waitForEvent('close'), page.goto('about:blank')]);
});

test('there is one in a browser: the last that was asked for', async ({ page, open, context, gateway }) => {
  await withoutPictures(context);
  await open(page, { setup: { state: 'idle' } });
  const first = await openWindow(page);
  const other = await context.newPage();
  const panel = await open(other, { setup: false, session: { agentId: gateway.agentId, guid: gateway.guid } });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  const [second] = await Promise.all([openWindow(other), first.waitForEvent('close')]);
  await expect(partsOf(second).badge).toHaveAttribute('data-state', 'idle');
  // The first page's may be opened again.
  await page.bringToFront();
  await Promise.all([second.waitForEvent('close'), openWindow(page)]);
});

test('a window of the portal that stays on top is left alone', async ({ page, open }) => {
  await open(page, { setup: { state: 'idle' } });
  await page.evaluate(() => document.addEventListener('click', () => documentPictureInPicture.requestWindow(), { once: true }));
  const [own] = await Promise.all([page.context().waitForEvent('page'), page.locator('.badge').click()]);
  const opened = await openWindow(page);
  expect(own.isClosed()).toBe(false);
  await opened.close();
});

test('where pop-ups are blocked, it says so, where it is seen', async ({ page, open }) => {
  await withoutPictures(page);
  await page.addInitScript(() => (window.open = () => null));
  await open(page, { setup: { state: 'idle' } });
  await ask(page);
  const said = page.locator('.connection details [role="status"]');
  await expect(said).toHaveText(/allows no window here\. Allow pop-ups/);
  expect(await violations(page)).toEqual([]);
});

test('in an iframe that may open none, it says so', async ({ page, gateway, guard }) => {
  guard.allow(/sandbox/);
  await gateway.signIn({ state: 'idle' });
  await page.addInitScript(
    ([session]) => sessionStorage.setItem('cec-agent-panel.session', session),
    [JSON.stringify({ agentId: gateway.agentId, guid: gateway.guid })],
  );
  const iframe = `<iframe id="frame" src="/" sandbox="allow-scripts allow-same-origin" width="400" height="700"></iframe>`;
  await servePage(page, `${gateway.origin}/around/`, iframe, POLICY);
  await page.goto(`${gateway.origin}/around/`);
  const frame = page.frameLocator('#frame');
  await expect(frame.locator('.badge')).toHaveAttribute('data-state', 'idle');
  await ask(frame);
  await expect(frame.locator('.connection details [role="status"]')).toHaveText(/the page around the panel, allows no window/);
});

test('where the browser has forgotten the click, it asks for another one', async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'userActivation', { value: { isActive: false }, configurable: true }));
  await open(page, { setup: { state: 'idle' } });
  await ask(page);
  await expect(page.locator('.connection details [role="status"]')).toHaveText('It is ready now. Click again.');
  await page.evaluate(() => delete navigator.userActivation);
  await openWindow(page);
  await expect(page.locator('.connection details [role="status"]')).toBeEmpty();
});

test('when the module dies, nothing of it is left in the window', async ({ page, open, guard }) => {
  guard.allow(/./);
  await breakable(page);
  await open(page, { setup: { state: 'idle' } });
  const opened = await openWindow(page);
  await Promise.all([opened.waitForEvent('close'), breakPanel(page)]);
  await expect(page.locator('[data-boot="crashed"]')).toBeVisible();
});

test('after 20 times nothing is left', async ({ page, open }) => {
  test.setTimeout(120_000);
  await countLeftovers(page);
  await open(page, { setup: { state: 'talking', call: CALL } });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const measure = async () => {
    for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: value('Nodes'), listeners: value('JSEventListeners'), documents: value('Documents') };
  };
  const times = async (count) => {
    for (let turn = 0; turn < count; turn += 1) {
      const opened = await openWindow(page);
      if (turn % 2) await opened.close();
      else await Promise.all([opened.waitForEvent('close'), ask(page)]);
    }
    await page.waitForTimeout(500);
  };
  await times(4);
  const [before, left] = [await measure(), await leftovers(page)];
  await times(20);
  const after = await measure();
  expect((await leftovers(page)).listeners).toEqual(left.listeners);
  expect(after.documents).toBeLessThanOrEqual(before.documents);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 2);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
});

for (const [width, place] of [[320, 'below the state'], [900, 'beside it']]) {
  test(`the layout for a header names the caller, ${place}, and its details open, at ${width} px`, async ({ page, portal, gateway }) => {
    await page.setViewportSize({ width, height: 720 });
    await portal.open(`<style>body { margin: 0 }</style><header><cec-agent-panel id="panel" layout="badge" mask-numbers></cec-agent-panel></header><main id="below"><h1>Portal</h1></main>${SCRIPT}`, { policy: null });
    await portal.signIn({ state: 'idle' });
    const { element, badge, connection } = portal.panel();
    await expect(badge).toHaveAttribute('data-state', 'idle');
    const party = element.locator('.badge-party');
    await expect(party).toBeEmpty();
    const icon = await element.locator('.badge-icon').boundingBox();
    await gateway.act('ring', CALL);
    await expect(party).toHaveText('•••••••2222');
    const [name, time, box, all] = await Promise.all(
      ['.badge-name', '.badge-time', '.badge-party', '.badge'].map((part) => element.locator(part).boundingBox()),
    );
    expect(await party.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
    if (width < 480) expect(box.y).toBeGreaterThanOrEqual(name.y + name.height - 1);
    else expect(box.x).toBeGreaterThanOrEqual(name.x + name.width);
    expect(box.x + box.width).toBeLessThanOrEqual(all.x + all.width);
    expect(time.x + time.width).toBeLessThanOrEqual(all.x + all.width);
    expect(Math.abs((await element.locator('.badge-icon').boundingBox()).y - icon.y)).toBeLessThan(0.5);
    expect((await element.boundingBox()).height).toBe(40);

    const [below, summary] = [page.locator('#below'), connection.locator('summary')];
    const before = [await below.boundingBox(), await all];
    await summary.click();
    const save = element.getByRole('button', { name: 'Save diagnostics' });
    await expect(save).toBeInViewport();
    await save.click({ trial: true });
    expect([await below.boundingBox(), await badge.boundingBox()]).toEqual(before);
    const { height, width: target } = await summary.boundingBox();
    expect(Math.min(height, target)).toBeGreaterThanOrEqual(24);
    expect(await violations(page)).toEqual([]);
    await summary.click();
    await expect(save).toBeHidden();
  });
}
