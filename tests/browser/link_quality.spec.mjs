// How fast the gateway answers: on the connection line in a word, in its details as a picture with
// its words; and what a message offers to the agent and to the help desk.
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.mjs';
import { status } from './support/faults.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';
import { SCENARIOS } from './support/scenarios.mjs';

const LANGUAGES = { en: 'For the help desk', es: 'Para soporte técnico', th: 'สำหรับฝ่ายช่วยเหลือ', 'zh-CN': '供技术支持查看' };

const latency = (panel) => panel.connection.locator('.connection-latency');
const quality = (panel) => panel.connection.locator('.link-quality');
const summary = (panel) => panel.connection.locator('summary');

/** An idle agent's panel, in driven time, whose polls take `window.takesMs` of it longer. */
async function idle(open, page, config) {
  await page.addInitScript(() => {
    const own = window.fetch;
    window.takesMs = 0;
    window.fetch = async (...request) => {
      const answer = await own.apply(window, request);
      if (window.takesMs > 0 && /agentstatus/.test(String(request[0]))) {
        const { status, headers } = answer;
        const text = await answer.text();
        await new Promise((come) => setTimeout(come, window.takesMs));
        return new Response(text, { status, headers });
      }
      return answer;
    };
  });
  return open(page, { driven: true, setup: { state: 'idle' }, config: { locale: 'en', ...config } });
}

/** Lets so many polls take so long. */
async function polls(panel, page, ms, times) {
  await page.evaluate((ms) => (window.takesMs = ms), ms);
  for (let poll = 0; poll < times; poll += 1) {
    await panel.nextRequest();
    await panel.advance(ms);
  }
  await page.evaluate(() => (window.takesMs = 0));
}

test('slow answers are said in a word, a sign and a colour, one that was held up is not', async ({ page, gateway, open }) => {
  const panel = await idle(open, page);
  await panel.advance(15_000);
  await polls(panel, page, 4_000, 1);
  await expect(latency(panel)).toHaveText(/^(< )?\d+ ms$/);
  await expect(latency(panel)).not.toHaveAttribute('data-slow');
  const colour = await latency(panel).evaluate((element) => getComputedStyle(element).color);

  await polls(panel, page, 4_000, 3);
  await expect(latency(panel)).toHaveText(/^slow, (4\.0|4\.5) s$/);
  await expect(latency(panel)).toHaveAttribute('data-slow', '');
  const slow = await latency(panel).evaluate((element) => [
    getComputedStyle(element).color,
    getComputedStyle(element, '::before').content,
  ]);
  expect(slow[0]).not.toBe(colour);
  expect(slow[1]).toContain('▲');
  await expect(panel.connection, 'it is live all the same').toHaveAttribute('data-connection', 'live');
});

test('the details show the last answers, their trend and the gateway\'s clock', async ({ page, gateway, open }) => {
  const panel = await idle(open, page);
  await panel.advance(3_500);
  await summary(panel).click();
  await expect(quality(panel)).toHaveText(/^Last [1-9] answers: median \d+ ms, slowest \d+ ms$/);
  await panel.advance(30_000);
  await expect(quality(panel)).toContainText('Trend: steady');
  await expect(quality(panel)).not.toContainText('clock');
  const look = () =>
    quality(panel).getByText('Trend').evaluate((text) => [getComputedStyle(text).color, getComputedStyle(text, '::before').content]);
  const steady = await look();

  await polls(panel, page, 4_000, 3);
  await expect(quality(panel)).toContainText(/Last 1\d answers: median \d+ ms, slowest 4\.\d s/);
  await expect(quality(panel)).toContainText('Trend: slower');
  const slower = await look();
  expect(slower[0]).not.toBe(steady[0]);
  expect([steady[1], slower[1]]).toEqual(['none', expect.stringContaining('▲')]);
  const bars = (await quality(panel).locator('path').getAttribute('d')).match(/M/g);
  expect(bars.length).toBe(Number((await quality(panel).innerText()).match(/Last (\d+)/)[1]));
  await panel.advance(90_000);
  await expect(quality(panel)).toContainText('Last 20 answers');
  await expect(quality(panel)).toContainText('Trend: steady');
  expect(await look()).toEqual(steady);

  await gateway.clock({ advance: 180_000 });
  await panel.advance(6_000);
  await expect(quality(panel)).toContainText(/The gateway’s clock is (03:00|02:59) ahead of this computer’s/);
});

test('one answer alone is no history', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  await gateway.signIn({ state: 'idle' });
  await gateway.fault(status({ kind: 'http', status: 502 }));
  const session = { agentId: gateway.agentId, guid: gateway.guid };
  const panel = await open(page, { driven: true, setup: false, session, config: { locale: 'en' } });
  await summary(panel).click();
  await expect(panel.connection.locator('.small-window')).toBeVisible();
  const answers = () => page.evaluate(() => document.querySelectorAll('.link-quality p:not([hidden])').length);
  expect(await answers()).toBe(0);
  await expect(quality(panel).locator('svg')).toBeHidden();
  await gateway.clearFaults();
  await panel.advance(30_000);
  await expect(quality(panel)).toHaveText(/^Last \d+ answers: /);
  await expect(quality(panel).locator('svg')).toBeVisible();
});

test('axe finds nothing in what the details show of it', async ({ page, open }) => {
  const panel = await open(page, { setup: { state: 'idle' } });
  await summary(panel).click();
  await expect(quality(panel)).toContainText(/^Last \d answer/);
  expect(await violations(page)).toEqual([]);
});

test('what shows it comes when the details are opened, and touches nothing while they are closed', async ({ page, gateway, open }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const named = () => asked.filter((url) => /extras-|messages-/.test(url)).length;
  const panel = await idle(open, page);
  await panel.advance(15_000);
  expect(named(), 'nobody has asked for it').toBe(0);
  await summary(panel).click();
  await expect(quality(panel)).not.toBeEmpty();
  expect(named()).toBe(2);
  await summary(panel).click();
  await page.evaluate(() => {
    window.changes = 0;
    const count = (records) => (window.changes += records.length);
    new MutationObserver(count).observe(document.querySelector('.link-quality'), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await polls(panel, page, 3_000, 5);
  expect(await page.evaluate(() => window.changes)).toBe(0);
  await summary(panel).click();
  await expect(quality(panel)).toContainText(/slowest 3\.\d s/);
  expect(await page.evaluate(() => window.changes)).toBeGreaterThan(0);
  expect(named(), 'it is there').toBe(2);
});

test('one that does not come is asked for again, and the details are there without it', async ({ page, open, guard }) => {
  guard.allow(/extras|Failed to load/);
  let broken = true;
  await page.route('**/extras-*', (route) => (broken ? route.fulfill({ status: 404, body: '' }) : route.continue()));
  const panel = await idle(open, page);
  await panel.advance(6_000);
  const tried = page.waitForResponse('**/extras-*');
  await summary(panel).click();
  await tried;
  await expect(panel.connection.getByText('Version')).toBeVisible();
  await expect(quality(panel)).toHaveCount(0);
  broken = false;
  await expect(async () => {
    await summary(panel).click();
    await expect(quality(panel)).toHaveCount(1, { timeout: 500 });
  }).toPass();
});

test('an element shows it in its shadow', async ({ portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  const { connection } = portal.panel();
  await expect(connection).toHaveAttribute('data-connection', 'live');
  await connection.locator('summary').click();
  await expect(connection.locator('.link-quality')).toContainText(/^Last \d answer/);
});

test.describe('a message', () => {
  test('speaks to the agent, and keeps what is for the help desk behind a word', async ({ page, open, gateway, guard }) => {
    const panel = await SCENARIOS['a page instead']({ page, open, gateway, guard, config: { locale: 'en' } });
    await expect(panel.notice.getByRole('heading')).toHaveText('The panel cannot reach your status');
    await expect(panel.notice.locator('> p')).toContainText('Your calls go on without it');
    const help = panel.notice.locator('details p');
    await expect(help).toBeHidden();
    await tabTo(page, panel.notice.locator('summary'));
    await page.keyboard.press('Enter');
    await expect(help).toBeVisible();
    await expect(help).toContainText('A page came instead of the gateway');
    // Polls that fail again close nothing.
    await panel.advance(20_000);
    await expect(help).toBeVisible();
    // Axe waits for timers of its own.
    await page.clock.resume();
    expect(await violations(page)).toEqual([]);
  });

  test('is copied and saved by keyboard', async ({ page, context, open, gateway, guard }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const panel = await SCENARIOS['gateway fault']({ page, open, gateway, guard, config: { locale: 'en' } });
    const copy = panel.notice.getByRole('button', { name: /^Cop/ });
    await tabTo(page, copy);
    await page.keyboard.press('Enter');
    await expect(copy).toHaveText('Copied');
    await expect(copy).toBeFocused();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^The panel cannot read your status\n999-001 WAS_URL_ERROR\nThe gateway reports a fault: .*$/);
    const saved = page.waitForEvent('download');
    await tabTo(page, panel.notice.getByRole('button', { name: 'Save diagnostics' }));
    await page.keyboard.press('Enter');
    const file = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
    expect(file.entries.some(({ retcode }) => retcode === '999-001')).toBe(true);
    expect(file.entries.filter(({ what }) => what === 'clock')).toEqual([
      { what: 'clock', at: expect.any(String), local: expect.any(String), aheadMs: expect.any(Number) },
    ]);

    // It may be another message by then.
    await panel.advance(4_000);
    await expect(copy).toHaveText('Copy');
  });

  test('offers it in the language that is spoken now', async ({ page, portal, gateway, guard }) => {
    guard.allow(/Failed to load resource/);
    await portal.open(ONE);
    await gateway.fault({ interface: 'any', kind: 'http', status: 404 });
    await portal.set({ locale: 'en' });
    await portal.signIn({ state: 'idle' });
    const notice = portal.panel().element.locator('[data-notice]');
    await expect(notice.locator('button', { hasText: 'Save diagnostics' })).toBeVisible({ timeout: 15_000 });
    await portal.set({ locale: 'es' });
    await expect(notice.locator('button', { hasText: 'Guardar diagnóstico' })).toBeVisible();
    await expect(notice.locator('summary')).toHaveText('Para soporte técnico');
    await expect(notice.locator('button', { hasText: 'Copiar' })).toBeVisible();
  });

  test('that says all to the agent has nothing to report', async ({ page, open }) => {
    const panel = await open(page, { setup: false, config: { locale: 'en' } });
    await expect(panel.notice).toBeVisible();
    await expect(panel.notice.getByRole('button')).toHaveCount(0);
    await expect(panel.notice.locator('summary')).toBeHidden();
  });

  for (const [locale, word] of Object.entries(LANGUAGES)) {
    for (const width of [320, 420]) {
      test(`fits with all that it offers, ${locale}, ${width} px`, async ({ page, open, gateway, guard }) => {
        await page.setViewportSize({ width, height: 760 });
        const panel = await SCENARIOS['a page instead']({ page, open, gateway, guard, config: { locale } });
        await panel.notice.locator('summary', { hasText: word }).click();
        await panel.expectNoOverflow();
        for (const part of await panel.notice.locator('button:visible, .code, details p').all()) {
          await part.scrollIntoViewIfNeeded();
          await expect(part).toBeInViewport({ ratio: 0.99 });
        }
        await summary(panel).click();
        await expect(quality(panel)).toHaveCount(1);
        await panel.expectNoOverflow();
      });
    }
  }
});

test.describe('in the place of a panel that cannot start', () => {
  test('a message says what it means for the agent, and is copied', async ({ page, context, gateway, guard }) => {
    guard.allow(/Failed to load resource|panel/);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.route('**/*_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(gateway.origin);
    const message = page.locator('[data-boot="missing"]');
    await expect(message.locator('> p').first()).toContainText('Your calls go on without it');
    await expect(message.locator('details p')).toBeHidden();
    await message.locator('summary').click();
    await expect(message.locator('details p')).toContainText('A file of the panel is missing');
    const copy = message.getByRole('button', { name: 'Copy' });
    await copy.click();
    await expect(message.getByRole('button', { name: 'Copied' })).toBeFocused();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^The panel cannot be shown\n.*_bg\.wasm HTTP 404\nA file of the panel is missing: .*$/);
    expect(await violations(page)).toEqual([]);
  });

  test('what cannot be copied is marked, so that the agent can', async ({ page, gateway, guard }) => {
    guard.allow(/Failed to load resource|panel/);
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.route('**/*_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(gateway.origin);
    await page.locator('[data-boot="missing"]').getByRole('button', { name: 'Copy' }).click();
    expect(await page.evaluate(() => String(getSelection()))).toContain('_bg.wasm HTTP 404');
  });
});
