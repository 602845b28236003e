// An iframe whose page is not always there and not always answers: moved, hidden, silent.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/framed.mjs';
import { servePage } from './support/portal_page.mjs';

const TALK = { state: 'talking', call: { caller: '13800138000' } };

test('a frame that is moved is told the session again, and what the portal has said meanwhile', async ({ page, gateway, openFrame }) => {
  const panel = await openFrame({ setup: TALK });
  await expect(panel.caller).toContainText('13800138000');
  // The page in it is another one from here on, and what is sent at once has nobody to take it.
  const format = await page.evaluate(async () => {
    const place = document.body.appendChild(document.createElement('div'));
    place.append(document.getElementById('frame'));
    return (await window.panel.diagnostics()).format;
  });
  expect(format).toBe('cec-agent-panel-diagnostics');
  await expect(panel.caller).toContainText('13800138000');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  expect(await panel.told('cec-ready')).toHaveLength(2);
  for (const entry of await gateway.log()) expect(entry.guid).toBe('matched');
});

test('one that is moved before it has answered, and away for a while, is told all when it is back', async ({ page, openFrame }) => {
  const panel = await openFrame({ setup: TALK });
  await page.evaluate(() => {
    const place = document.body.appendChild(document.createElement('div'));
    place.append(document.getElementById('frame'));
  });
  await expect(panel.caller).toContainText('13800138000');
  await page.evaluate(() => {
    window.frame = document.getElementById('frame');
    window.frame.remove();
    window.panel.theme = 'dark';
  });
  await page.waitForTimeout(1_000);
  await page.evaluate(() => document.body.append(window.frame));
  await expect(panel.caller).toContainText('13800138000');
  await expect(panel.frame.locator('#panel')).toHaveAttribute('data-theme', 'dark');
});

test('a frame that is hidden tells of no height, and tells its own when it is seen', async ({ page, openFrame }) => {
  const panel = await openFrame({ attributes: 'style="display: none"' });
  const show = (display) => page.evaluate((display) => (document.getElementById('frame').style.display = display), display);
  const heights = async () => (await panel.told('cec-height')).map(({ height }) => height);
  await expect.poll(() => panel.told('cec-ready')).toHaveLength(1);
  await page.waitForTimeout(500);
  expect(await heights()).toEqual([]);
  await show('block');
  await expect.poll(heights).not.toEqual([]);
  const [seen] = (await heights()).slice(-1);
  expect(seen).toBe(Math.ceil((await panel.frame.locator('#panel').boundingBox()).height));
  await show('none');
  await page.waitForTimeout(500);
  await show('block');
  await page.waitForTimeout(500);
  expect(Math.min(...(await heights()))).toBeGreaterThan(0);
  expect((await heights()).at(-1)).toBe(seen);
});

test('once disconnected, nothing is sent, and who asks for the diagnostics is told at once', async ({ page, openFrame }) => {
  const panel = await openFrame({ setup: TALK });
  await expect(panel.caller).toContainText('13800138000');
  const [sent, why, tookMs] = await page.evaluate(async () => {
    const { panel } = window;
    const frame = document.getElementById('frame');
    const sent = [];
    // What goes to a window of another origin cannot be listened to there.
    Object.defineProperty(frame, 'contentWindow', { get: () => ({ postMessage: (data) => sent.push(data.kind) }) });
    panel.disconnect();
    panel.guid = 'another';
    panel.theme = 'dark';
    panel.pushEvent({ eventType: 'AgentState_Ready', content: null });
    panel.showCommand(30);
    panel.refresh();
    const begun = performance.now();
    const why = await panel.diagnostics().catch(({ message }) => message);
    const tookMs = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 200));
    frame.dispatchEvent(new Event('load'));
    return [sent, why, tookMs];
  });
  expect(sent).toEqual([]);
  expect(why).toBe('disconnected');
  expect(tookMs).toBeLessThan(100);
});

test('where nobody answers, the console names the setting and the origin, once', async ({ page, guard, server, gateway, openFrame }) => {
  guard.allow(/no answer from/);
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.clock.install();
  const panel = await openFrame({ origins: [], attributes: 'sandbox="allow-scripts allow-same-origin"', setup: false });
  await expect(panel.message).toHaveAttribute('data-boot', 'framed');
  await page.clock.runFor(9_000);
  expect(warnings).toEqual([]);
  await page.clock.runFor(2_000);
  await expect.poll(() => warnings).toHaveLength(1);
  for (const part of [`${gateway.origin}/`, '"parentOrigins"', server.origin, '"sandbox"']) expect(warnings[0]).toContain(part);
  expect(warnings[0]).not.toContain('slash');
  expect(warnings[0]).toContain('If it shows a message of its own, that one says why.');
  await page.evaluate(() => (document.getElementById('frame').src += '?again'));
  await expect.poll(() => page.frames()[1].url()).toContain('again');
  await expect(panel.message).toHaveAttribute('data-boot', 'framed');
  await page.clock.runFor(30_000);
  expect(warnings).toHaveLength(1);
});

test('at the folder’s address without its last slash the page says that it has not started, and host.js names the slash', async ({ page, guard, gateway, openFrame }) => {
  guard.allow(/no answer from|Failed to load|MIME/);
  const warning = page.waitForEvent('console', (message) => /no answer from/.test(message.text()));
  const body = await readFile(join(process.env.DIST, 'index.html'), 'utf8');
  // A server that answers with the page where it should send the browser on.
  await page.route(`${gateway.origin}/portals/agent-panel`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.clock.install();
  const panel = await openFrame({ path: '/portals/agent-panel', setup: false });
  await expect(panel.frame.getByText('The agent panel has not started')).toBeVisible();
  await page.clock.runFor(11_000);
  expect((await warning).text()).toContain('must end in a slash');
});

test('a page of the portal’s own origin that is silent is not said to need the setting', async ({ page, guard, gateway }) => {
  guard.allow(/no answer from/);
  await servePage(page, `${gateway.origin}/other.html`, '<p>another page');
  await servePage(page, `${gateway.origin}/around`, '<iframe src="/other.html"></iframe>', null);
  await page.clock.install();
  await page.goto(`${gateway.origin}/around`);
  const warning = page.waitForEvent('console', (message) => /no answer from/.test(message.text()));
  await page.evaluate(async () => (await import('/host.js')).connect(document.querySelector('iframe')));
  await page.clock.runFor(11_000);
  expect((await warning).text()).toMatch(/\/other\.html in the iframe\. Is that the panel's page\? If it shows a message of its own, that one says why\.$/);
});
