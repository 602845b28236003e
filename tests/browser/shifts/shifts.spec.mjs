// 200 random shifts, each from a seed: whatever happens to the agent, the page and the
// network, what properties.mjs lists must hold. Every second one is of the element in a portal;
// of those, half have a portal that pushes events, a quarter another tab. The first of them are
// a sample for `cargo xtask test`, the others are long. One of them again (or more, with
// commas), with its story:
//
//   SHIFT_SEED=17 cargo xtask test browser shifts
import { expect, test } from '../support/panel.mjs';
import { BROWSER_LOG } from '../support/faults.mjs';
import { keepFigures } from './figures.mjs';
import { Shift } from './shift.mjs';

const SEEDS = process.env.SHIFT_SEED ? process.env.SHIFT_SEED.split(',').map(Number) : Array.from({ length: Number(process.env.SHIFTS ?? 200) }, (_, seed) => seed + 1);
const SAMPLE = 8;
const THINGS = 32;

for (const seed of SEEDS) {
  test(`shift ${seed}`, { tag: seed > SAMPLE ? '@long' : [] }, async ({ page, gateway, guard }) => {
    // A few seconds, and many more on a machine that does other work too.
    test.setTimeout(300_000);
    guard.allow(BROWSER_LOG);
    const shift = new Shift({ page, gateway, seed });
    try {
      await shift.begin();
      await shift.go(THINGS);
      await shift.end();
      expect(shift.properties.complaints, `SHIFT_SEED=${seed} cargo xtask test browser shifts`).toEqual([]);
    } finally {
      if (process.env.SHIFT_SEED || shift.properties.complaints.length > 0) console.log(shift.story());
    }
    await keepFigures('shifts', seed, { ...shift.figures, checks: shift.properties.checks });
  });
}
