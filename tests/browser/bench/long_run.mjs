// A shift and more: 10,000 polls, and what the page has grown by.

import { rounded } from './median.mjs';
import { openDriven, poll } from './page.mjs';
import { CALL, signIn } from './session.mjs';
import { size } from './size.mjs';

const POLLS = 10_000;
const GROWTH_GOAL_KB = 256;

/** Gives the figures. */
export async function longRunFigures(context, gateway) {
  const session = await signIn(gateway, { state: 'talking', call: CALL });
  const { page, devtools } = await openDriven(context, gateway, session);
  const before = await size(page, devtools);
  await poll(page, 100);
  const warm = await size(page, devtools);
  await poll(page, POLLS - 100);
  const after = await size(page, devtools);
  await page.close();

  const growth = (key, unit, more = {}) => ({
    name: `${key} growth over 10,000 polls`,
    value: rounded(after[key] - before[key]),
    unit,
    note: `${rounded(before[key])} before, ${rounded(warm[key])} after 100 polls, ${rounded(after[key])} after 10,000`,
    ...more,
  });
  return [
    { name: 'JavaScript heap after 0 polls', value: rounded(before['JavaScript heap']), unit: 'KB' },
    { name: 'JavaScript heap after 10,000 polls', value: rounded(after['JavaScript heap']), unit: 'KB' },
    growth('JavaScript heap', 'KB', { goal: GROWTH_GOAL_KB }),
    growth('wasm memory', 'KB', { goal: GROWTH_GOAL_KB }),
    growth('DOM nodes', 'nodes'),
    growth('event listeners', 'listeners'),
  ];
}
