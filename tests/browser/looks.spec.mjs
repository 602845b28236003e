// How the panel looks where room or colours are few: what gives way, and what does not.
import { expect, test } from './support/panel.mjs';
import { SCENARIOS } from './support/scenarios.mjs';

const HEIGHT = 720;
const IDS = { 'call-id': '1456409999-16777216-1', 'recording': 'Y:/128/0/20260611/203/1456409.V3' };

/** On how many lines a text stands. */
const lines = (text) =>
  text.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map((box) => box.top)).size;
  });

for (const width of [420, 1280]) {
  test(`the call's and the recording's ID stand on one line, at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const call = { caller: '13800138000', called: '4008001234', callId: IDS['call-id'], recording: IDS.recording };
    const panel = await open(page, { driven: true, setup: { state: 'talking', call } });
    for (const [field, id] of Object.entries(IDS)) {
      await expect(panel.value(field)).toHaveText(id);
      expect(await lines(panel.value(field)), field).toBe(1);
    }
  });
}

test('at 320 px the call\'s ID stands under its label, on one line', async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: HEIGHT });
  const panel = await open(page, { driven: true, setup: { state: 'talking', call: { callId: IDS['call-id'] } } });
  expect(await lines(panel.value('call-id'))).toBe(1);
});

for (const [width, most] of [[320, 2], [420, 1]]) {
  test(`no state's name takes a second line from the card, at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 65_000 } });
    const place = async () => (await panel.call.boundingBox()).y;
    const before = await place();
    // The longest that the languages have, with as long a time.
    for (const name of ['Rest requested', 'Status unknown', 'Sesión iniciada', 'การประชุมสาย', 'เข้าสู่ระบบแล้ว', '未知状态 42']) {
      await page.evaluate((name) => {
        document.querySelector('.badge-name').textContent = name;
        document.querySelector('.badge-time').textContent = '~1:02:03';
      }, name);
      expect(await lines(panel.stateName), name).toBeLessThanOrEqual(most);
      expect(await lines(panel.stateTime), name).toBe(1);
      expect(await place(), name).toBe(before);
      await panel.expectNoOverflow();
      const [title, time, badge] = await Promise.all(
        [panel.stateName, panel.stateTime, panel.badge].map((it) => it.boundingBox()),
      );
      expect(title.x + title.width, name).toBeLessThanOrEqual(time.x);
      expect(time.x + time.width, name).toBeLessThanOrEqual(badge.x + badge.width - 8);
    }
  });
}

for (const height of [212, 420]) {
  for (const name of ['gateway fault', 'misconfigured', 'a page instead', 'call not recovered', 'switching over']) {
    test(`compact, 320 by ${height} px: the code of a message is whole, ${name}`, async ({ page, open, gateway, guard }) => {
      await page.setViewportSize({ width: 320, height });
      const config = { layout: 'compact' };
      await SCENARIOS[name]({ page, open, gateway, guard, config });
      const notice = page.locator('[data-notice]').first();
      const [code, around] = await Promise.all([
        notice.locator('.code bdi').boundingBox(),
        page.locator('.notices').boundingBox(),
      ]);
      expect(code.height).toBeGreaterThan(0);
      expect(code.y).toBeGreaterThanOrEqual(around.y);
      expect(code.y + code.height).toBeLessThanOrEqual(around.y + around.height + 0.5);
    });
  }
}

for (const forcedColors of ['none', 'active']) {
  test(`the kinds of connection have shapes of their own, forced colours: ${forcedColors}`, async ({ page, open }) => {
    await page.emulateMedia({ forcedColors, reducedMotion: 'reduce' });
    const panel = await open(page, { driven: true, setup: { state: 'idle' } });
    // Without colours: what a mark covers of its place.
    const mark = async (connection) => {
      await panel.connection.evaluate((line, connection) => {
        line.dataset.connection = connection;
      }, connection);
      const { x, y, height } = await panel.connection.locator('summary').boundingBox();
      const shot = await page.screenshot({ clip: { x, y: y + height / 2 - 8, width: 14, height: 16 } });
      return inked(page, shot);
    };
    const marks = {};
    for (const [kind, connection] of Object.entries({ good: 'live', working: 'connecting', trouble: 'retrying', over: 'expired' })) {
      marks[kind] = await mark(connection);
      expect(marks[kind], kind).toContain('#');
    }
    expect(new Set(Object.values(marks)).size, JSON.stringify(marks)).toBe(4);
  });
}

/** Which pixels of a picture differ from its first one, as text. */
function inked(page, shot) {
  return page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const differs = (place) => [0, 1, 2].some((part) => Math.abs(data[place + part] - data[part]) > 64);
    return Array.from({ length: data.length / 4 }, (_, pixel) => (differs(pixel * 4) ? '#' : '.')).join('');
  }, [...shot]);
}

test('where colours are forced no empty box stands in the command\'s place', async ({ page, open }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const panel = await open(page, { driven: true, setup: { state: 'idle' } });
  await expect(panel.command).toHaveAttribute('data-verdict', 'none');
  const ground = await page.locator('#panel').evaluate((it) => getComputedStyle(it).backgroundColor);
  await expect(panel.command).toHaveCSS('border-top-color', ground);
});

for (const width of [320, 420]) {
  test(`the connection line stays one line while it tries again, at ${width} px`, async ({ page, open, gateway, guard }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    await SCENARIOS.stale({ page, open, gateway, guard });
    const summary = page.locator('.connection summary');
    await expect(summary).toContainText('asks again');
    expect((await summary.boundingBox()).height).toBe(24);
  });
}

test('the details have a mark that they open, which turns', async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const panel = await open(page, { driven: true, setup: { state: 'idle' } });
  const summary = panel.connection.locator('summary');
  const mark = () =>
    summary.evaluate((it) => {
      const { content, transform, transitionDuration } = getComputedStyle(it, '::after');
      return { content, transform, transitionDuration };
    });
  const closed = await mark();
  expect(closed.content).toBe('""');
  expect(closed.transitionDuration).toBe('0s');
  await summary.click();
  expect((await mark()).transform).not.toBe(closed.transform);
});

test('times that are not exact are explained where they stand, and once', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 65_000 }, config: { callDetails: 'off' } });
  await expect(panel.stateTime).not.toHaveAttribute('title', /~/);
  await gateway.change({ state: 'talking', call: { caller: '13800138000' } });
  await panel.advance(4_000);
  await expect(panel.stateTime).toHaveText(/^~/);
  await expect(panel.stateTime).toHaveAttribute('title', /\(~: /);
  await expect(panel.stateTime).toHaveAccessibleName(/^Time in this state \(.* between two answers/);
  await page.evaluate(() => {
    window.changes = 0;
    const count = (records) => (window.changes += records.length);
    new MutationObserver(count).observe(document.querySelector('.badge-time'), { attributes: true });
  });
  await panel.advance(5_000);
  expect(await page.evaluate(() => window.changes)).toBe(0);
});

test('a start that nobody knows is explained', async ({ page, open, gateway, guard }) => {
  const panel = await SCENARIOS['call not recovered']({ page, open, gateway, guard });
  await panel.advance(4_000);
  await expect(panel.stateTime).toHaveText('--:--');
  await expect(panel.stateTime).toHaveAttribute('title', /\(--:--: /);
});

test('what was so at a moment is explained', async ({ page, open, gateway, guard }) => {
  const panel = await SCENARIOS.stale({ page, open, gateway, guard });
  for (const text of [panel.stateDetail, panel.callNote]) {
    await expect(text).toHaveText(/as of/);
    await expect(text).toHaveAttribute('title', /nothing newer is known/);
  }
});
