// How the panel looks where room or colours are few: what gives way, and what does not.
import { expect, test } from './support/panel.mjs';
import { FULL_CALL, SCENARIOS } from './support/scenarios.mjs';
import { WORDS } from './support/words.mjs';

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

/** What may stand in the badge, in a language, beside a time: all but for who has no state yet. */
function headlines(words) {
  const keys = Object.keys(words);
  const names = keys.slice(keys.indexOf('idle'), keys.indexOf('status_unknown') + 1).filter((key) => key !== 'status_not_known_yet');
  expect(names.length).toBeGreaterThan(20);
  return names.map((key) => words[key].replace('{}', '42'));
}

for (const [width, most] of [[320, 2], [420, 1]]) {
  test(`no state's name takes a second line from the card, at ${width} px`, { tag: width === 320 ? [] : ['@long'] }, async ({ page, open }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 65_000 } });
    const place = async () => (await panel.call.boundingBox()).y;
    const before = await place();
    // All that the languages have, with as long a time.
    for (const name of WORDS.flatMap(headlines)) {
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

for (const width of [320, 420]) {
  test(`no language and no kind of connection gives the line a second one, at ${width} px`, async ({ page, open, gateway, guard }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const panel = await SCENARIOS.stale({ page, open, gateway, guard });
    const before = (await panel.connection.boundingBox()).height;
    const kinds = ['live', 'retrying', 'slowed', 'switching', 'misconfigured', 'waiting_for_sign_in'];
    for (const words of WORDS) {
      for (const kind of kinds) {
        const name = await panel.connection.evaluate(
          (line, [kind, words]) => {
            const put = (part, text) => (line.querySelector(part).textContent = text);
            put('.connection-since', words.since.replace('{}', '05:54:59'));
            put('.connection-latency', kind === 'live' ? words.slow_answers.replace('{}', '12.0') : '');
            put('.connection-next', /live|waiting/.test(kind) ? '' : words.asks_again_in.replace('{}', '12'));
            put('.connection-hasten', words.try_now);
            line.querySelector('.connection-hasten').hidden = !/retrying|switching/.test(kind);
            put('.connection-name', words[kind]);
            const [name, summary] = ['.connection-name', 'summary'].map((part) => line.querySelector(part).getBoundingClientRect());
            return { isSeen: name.bottom <= summary.bottom && name.right + 16 <= summary.right, height: line.offsetHeight };
          },
          [kind, words],
        );
        expect(name, `${words.tag} ${kind}`).toEqual({ isSeen: true, height: before });
      }
    }
  });

  test(`no command's name takes a line from the card, at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const setup = { state: 'talking', call: FULL_CALL, command: 6, commandForMs: 2_000, commandMs: 600_000 };
    const panel = await open(page, { driven: true, setup });
    await expect(panel.command).not.toHaveAttribute('data-verdict', 'none');
    const before = (await panel.command.boundingBox()).height;
    for (const words of WORDS) {
      const names = Object.entries(words).filter(([key]) => /^command_/.test(key)).map(([, name]) => name);
      for (const verdict of ['running', 'unconfirmed', 'sent_unchecked']) {
        const higher = await panel.command.evaluate(
          (command, [names, verdict, before]) => {
            const [name, state] = ['.command-name', '.command-verdict'].map((part) => command.querySelector(part));
            state.textContent = verdict;
            return names.filter((it) => {
              name.textContent = it;
              return command.offsetHeight !== before;
            });
          },
          [names, words[verdict], before],
        );
        expect(higher, `${words.tag}, ${verdict}`).toEqual([]);
      }
    }
  });
}

test('the details take the place of messages, not that of the call', async ({ page, open }) => {
  await page.setViewportSize({ width: 420, height: HEIGHT });
  const panel = await open(page, { driven: true, setup: { state: 'hold', call: FULL_CALL } });
  await panel.connection.locator('summary').click();
  await expect(panel.connection.locator('.small-window')).toBeVisible();
  const [card, command, line] = await Promise.all([panel.call, panel.command, panel.connection].map((it) => it.boundingBox()));
  // Nothing but the gaps and the command's line.
  expect(line.y - (card.y + card.height)).toBeLessThanOrEqual(command.height + 5 * 12);
  expect(card.height).toBeGreaterThan(180);
});

for (const width of [320, 420]) {
  test(`call data has room above its buttons, at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const panel = await open(page, { driven: true, setup: { state: 'talking', call: FULL_CALL } });
    expect((await panel.value('call-data').boundingBox()).width).toBeGreaterThan(150);
    await panel.expectNoOverflow();
  });
}

for (const layout of ['full', 'compact']) {
  test(`who is on the line stands out on the card, of a call out who was called: ${layout}`, async ({ page, open, gateway }) => {
    const call = { caller: '13800138000', called: '4008001234' };
    const panel = await open(page, { driven: true, setup: { state: 'talking', call }, config: { layout } });
    const looks = () =>
      Promise.all(
        ['caller', 'called'].map((field) =>
          panel.value(field).evaluate((it) => [Number(getComputedStyle(it).fontWeight), Number.parseFloat(getComputedStyle(it).fontSize)]),
        ),
      );
    const [[bold, large], [plain, small]] = await looks();
    expect(bold).toBeGreaterThan(plain);
    if (layout === 'full') expect(large).toBeGreaterThan(small);
    // 7 is a common call out.
    await gateway.signIn({ state: 'talking', call: { ...call, feature: 7 } });
    await panel.putSession();
    await panel.reload();
    await expect(panel.value('called')).toHaveText(call.called);
    expect(await looks()).toEqual([[plain, small], [bold, large]]);
  });
}

for (const width of [320, 340]) {
  test(`as a badge, who is on the line is whole, whatever else is said, at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: 80 });
    const setup = { state: 'hold', call: { caller: '+86 138 0013 8000', heldForMs: 42_000 }, preBusy: true };
    const panel = await open(page, { driven: true, setup, config: { layout: 'badge' } });
    const isWhole = (part) => panel.badge.locator(part).evaluate((it) => it.scrollWidth <= it.clientWidth);
    await panel.nextRequest();
    await expect(panel.stateDetail).toHaveText(/as of/);
    expect(await isWhole('.badge-party')).toBe(true);
    // One who calls under a long name takes no more than half.
    await panel.badge.locator('.badge-party').evaluate((it) => (it.textContent = 'sip:'.padEnd(200, 'anna')));
    const [party, badge] = await Promise.all(['.badge-party', '.badge'].map((it) => page.locator(it).boundingBox()));
    expect(party.width).toBeLessThan(badge.width * 0.6);
    // Nor does the time leave the badge where it is narrowest.
    await panel.connection.evaluate((line) => (line.dataset.connection = 'retrying'));
    const [time, narrow] = await Promise.all([panel.stateTime, panel.badge].map((it) => it.boundingBox()));
    expect(time.x + time.width).toBeLessThanOrEqual(narrow.x + narrow.width - 8);
    await panel.expectNoOverflow();
  });
}

test('as a badge, what comes after the call is whole beside who is on the line', async ({ page, open }) => {
  await page.setViewportSize({ width: 340, height: 80 });
  const setup = { state: 'talking', call: { caller: '13800138000' }, preBusy: true };
  const panel = await open(page, { driven: true, setup, config: { layout: 'badge' } });
  await expect(panel.pending).toHaveText('Busy after this call');
  expect(await panel.pending.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
});

test('as a badge, each kind of connection has its place in every language', async ({ page, open, gateway, guard }) => {
  await page.setViewportSize({ width: 340, height: 80 });
  const config = { layout: 'badge' };
  const panel = await SCENARIOS.stale({ page, open, gateway, guard, config });
  await panel.connection.evaluate((line) => (line.querySelector('.connection-name').textContent = 'Slowed down'));
  expect(await lines(panel.connection.locator('.connection-name'))).toBe(1);
  for (const words of WORDS) {
    for (const kind of ['retrying', 'slowed', 'switching', 'offline', 'expired', 'misconfigured']) {
      const [name, summary] = await panel.connection.evaluate((line, name) => {
        line.querySelector('.connection-name').textContent = name;
        const box = ({ left, right, top, bottom }) => ({ left, right, top, bottom });
        return ['.connection-name', 'summary'].map((part) => box(line.querySelector(part).getBoundingClientRect()));
      }, words[kind]);
      expect(name.left >= summary.left + 15 && name.right <= summary.right - 10, `${words.tag} ${kind}`).toBe(true);
      expect(name.top >= summary.top && name.bottom <= summary.bottom, `${words.tag} ${kind}`).toBe(true);
    }
  }
});

test('compact, nothing of a message is seen beside its code', async ({ page, open, gateway, guard }) => {
  await page.setViewportSize({ width: 320, height: 212 });
  await SCENARIOS.stale({ page, open, gateway, guard, config: { layout: 'compact' } });
  const [code, text] = await Promise.all(['.code', '> p'].map((it) => page.locator(`[data-notice="connection"] ${it}`).first().boundingBox()));
  expect(code.x + code.width).toBeGreaterThanOrEqual(text.x + text.width);
});

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
