// The keyboard's way through the panel.
import { expect } from '@playwright/test';

/** Presses Tab until `element` has the focus; fails when it never does. */
export async function tabTo(page, element) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await element.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('no number of tabs reaches it');
}

/** Expects the focus to be drawn around the element, inside the window. */
export async function expectVisibleFocus(element) {
  const drawn = await element.evaluate((element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      outline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      colour: outlineColor !== 'rgba(0, 0, 0, 0)',
      uncovered: element.contains(top) || top?.contains(element) === true,
    };
  });
  expect(drawn).toEqual({ outline: true, colour: true, uncovered: true });
}
