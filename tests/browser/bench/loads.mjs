// Loads of the panel and of the two baselines, one right after the other, again and again.

import { openTab, times } from './tab.mjs';

export const PANEL = 'panel';
export const PLAIN = 'plain JavaScript';
export const REACT = 'React';
const PATHS = { [PANEL]: '/', [PLAIN]: '/plain/', [REACT]: '/react/' };
export const PAGES = Object.keys(PATHS);

/** Until a poll has been answered, and the browser has put compiled code away. */
const POLLED_MS = 3_500;
/** Until a tab that has come to the front has done what it does then, such as a poll. */
const CALM_MS = 400;
/** The browser keeps compiled code only of what it has seen more than once. */
const WARM_UPS = 3;

/**
 * Reloads each page in its own tab, which has shown the status before. Gives what `times` says
 * of each, round by round.
 */
export async function refreshes(context, origin, session, condition) {
  const tabs = {};
  for (const name of PAGES) {
    tabs[name] = await openTab(context, session, condition);
    await tabs[name].goto(origin + PATHS[name]);
  }
  const reload = async (name) => {
    // Browsers let the timers of a tab that nobody sees wait for up to a second.
    await tabs[name].bringToFront();
    await tabs[name].waitForTimeout(CALM_MS);
    await tabs[name].reload({ waitUntil: 'commit' });
    return times(tabs[name]);
  };
  for (let visit = 0; visit < WARM_UPS; visit += 1) {
    for (const name of PAGES) await reload(name);
    await tabs[PANEL].waitForTimeout(POLLED_MS);
  }
  const rounds = await inTurns(condition.rounds, reload);
  for (const tab of Object.values(tabs)) await tab.close();
  return rounds;
}

/** The same of visits in a browser that has never seen the page. */
export function firstVisits(context, origin, session, condition) {
  return inTurns(condition.rounds, async (name) => {
    const profile = await context.browser().newContext({ viewport: context.pages()[0].viewportSize() });
    const tab = await openTab(profile, session, condition);
    await tab.goto(origin + PATHS[name], { waitUntil: 'commit' });
    const seen = await times(tab);
    await profile.close();
    return seen;
  });
}

/** Measures all pages in each round, one after the other; each is the first in its turn. */
async function inTurns(count, measure) {
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    const seen = {};
    for (let place = 0; place < PAGES.length; place += 1) {
      const name = PAGES[(round + place) % PAGES.length];
      seen[name] = await measure(name);
    }
    rounds.push(seen);
  }
  return rounds;
}
