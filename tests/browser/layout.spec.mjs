// The panel at every width from 280 px up, in each language and both themes. Screenshots go to
// `results/`, for a person to look at; no program compares them.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/panel.mjs';
import { FULL_CALL, SCENARIOS } from './support/scenarios.mjs';

const RESULTS = fileURLToPath(new URL('results', import.meta.url));
const WIDTHS = [280, 320, 420, 1280];
/** The narrowest is only measured. */
const PICTURED = WIDTHS.slice(1);
const HEIGHT = 720;
/** What `syncagentinfo` can tell apart. */
const STATES = [
  'idle', 'wrap-up', 'rest', 'busy', 'playback', 'outbound-call', 'occupied', 'ringing', 'talking',
  'three-party', 'hold', 'mute', 'help', 'transfer', 'insert', 'listen', 'whisper', 'abnormal',
];

for (const locale of ['en-GB', 'zh-CN', 'es', 'th']) {
  test.describe(locale, { tag: ['en-GB', 'zh-CN'].includes(locale) ? [] : '@long' }, () => {
    test.use({ locale });
    for (const [name, show] of Object.entries(SCENARIOS)) {
      test(`${name}: nothing is wider than the panel or cut off`, async ({ page, open, gateway, guard }) => {
        if (name === 'crash') guard.allow(/./);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const panel = await show({ page, open, gateway, guard });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          await panel.expectNoOverflow();
          expect(await cutOff(page), `${width} px`).toEqual([]);
          expect(await overlapping(page), `${width} px`).toEqual([]);
        }
      });

      // Its pictures are for a person, who looks now and then.
      test(`${name}: its pictures`, { tag: '@long' }, async ({ page, open, gateway, guard }) => {
        if (name === 'crash') guard.allow(/./);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await show({ page, open, gateway, guard });
        for (const width of PICTURED) {
          await page.setViewportSize({ width, height: HEIGHT });
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            const file = [name.replaceAll(' ', '-'), width, colorScheme, locale.slice(0, 2)].join('_');
            await page.screenshot({ path: join(RESULTS, `${file}.png`) });
          }
        }
      });
    }

    test('the badge is as high in every state, at 320 px', async ({ page, open, gateway }) => {
      await page.setViewportSize({ width: 320, height: HEIGHT });
      const panel = await open(page, { driven: true, setup: { state: 'idle' } });
      const heights = {};
      for (const state of STATES) {
        await gateway.signIn({ state, sinceMs: 65_000 });
        await panel.putSession();
        await panel.reload();
        await expect(panel.badge).toHaveAttribute('data-state', state);
        heights[state] = (await panel.badge.boundingBox()).height;
      }
      const same = Object.fromEntries(STATES.map((state) => [state, heights.idle]));
      expect(heights).toEqual(same);
    });

    for (const width of [280, 320]) {
      test(`an eleven-digit number stands on one line, at ${width} px`, async ({ page, open }) => {
        await page.setViewportSize({ width, height: HEIGHT });
        const setup = { state: 'talking', call: { caller: '13800138000', called: '13900139000' } };
        const panel = await open(page, { setup });
        for (const field of ['caller', 'called']) {
          const lines = await panel.value(field).evaluate((text) => {
            const range = document.createRange();
            range.selectNodeContents(text);
            return new Set([...range.getClientRects()].map((box) => box.top)).size;
          });
          expect(lines, field).toBe(1);
        }
      });
    }
  });
}

test('the font size of the page\'s root changes nothing in the panel', async ({ page, open }) => {
  await open(page, { driven: true, setup: { state: 'hold', call: FULL_CALL } });
  const before = await sizes(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '10px';
  });
  expect(await sizes(page)).toEqual(before);
});

/** Where each of the panel's elements stands, and how large its text is. */
function sizes(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('#panel *')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const fontSize = getComputedStyle(element).fontSize;
      return { name: element.getAttribute('class') ?? element.nodeName, x, y, width, height, fontSize };
    }),
  );
}

/** Texts that their own element cuts off, but for what is meant for screen readers alone. */
function cutOff(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('#panel *')]
      .filter((element) => !element.closest('.unseen, svg'))
      .filter((element) => getComputedStyle(element).overflowX !== 'visible')
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.className || element.nodeName),
  );
}

/** Pairs of the panel's parts that lie over each other. */
function overlapping(page) {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll('#panel > :not(.unseen)')]
      .map((part) => [part.className, part.getBoundingClientRect()])
      .filter(([, box]) => box.height > 0);
    return parts.flatMap(([name, box], index) =>
      parts
        .slice(index + 1)
        .filter(([, other]) => box.bottom > other.top + 1 && other.bottom > box.top + 1)
        .map(([other]) => `${name} and ${other}`),
    );
  });
}
