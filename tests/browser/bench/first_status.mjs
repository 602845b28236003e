// How long an agent waits: from the start of the navigation until the agent's state has
// been painted, and until the sync request leaves the browser. Beside the panel stand two
// baselines that do the same job. Machines are noisy, so what counts is the ratio of loads
// that came one right after the other.

import { PAGES, PANEL, PLAIN, REACT, firstVisits, refreshes } from './loads.mjs';
import { median, quartiles, rounded } from './median.mjs';
import { CALL, signIn } from './session.mjs';

/** How long after the start of the navigation and one round trip the sync may leave, in ms. */
const SYNC_GOAL_MS = 60;

const SLOW_LINK = { latencyMs: 150 };
const SLOW_COMPUTER = { cpu: 4 };
const REFRESHES = [
  { name: 'refresh', rounds: 21, toPlain: 1.3 },
  { name: 'refresh, 4× slower CPU', rounds: 15, ...SLOW_COMPUTER, toPlain: 1.3 },
  { name: 'refresh, 150 ms latency', rounds: 11, ...SLOW_LINK },
  { name: 'refresh, 150 ms latency, 4× slower CPU', rounds: 21, ...SLOW_LINK, ...SLOW_COMPUTER, toPlain: 1.05 },
];
const FIRST_VISITS = [
  { name: 'first visit', rounds: 9 },
  {
    name: 'first visit, 150 ms latency, 1.6 Mbps, 4× slower CPU',
    rounds: 15,
    bytesPerSecond: 1_600_000 / 8,
    ...SLOW_LINK,
    ...SLOW_COMPUTER,
    toReact: 1.25,
  },
];

/** Gives the figures of all conditions. */
export async function firstStatusFigures(context, gateway) {
  const session = await signIn(gateway, { state: 'talking', call: CALL });
  const figures = [];
  for (const condition of REFRESHES) {
    const rounds = await refreshes(context, gateway.origin, session, condition);
    figures.push(...waits(condition, rounds), ...syncFigures(condition, rounds));
  }
  for (const condition of FIRST_VISITS) {
    figures.push(...waits(condition, await firstVisits(context, gateway.origin, session, condition)));
  }
  return figures;
}

/** How long one waits for each page, and for the panel and React against the baselines. */
function waits({ name, toPlain, toReact }, rounds) {
  const wait = (page) => {
    const shown = rounds.map((round) => round[page].shown);
    const note = `median of ${shown.length} loads; the slowest took ${Math.round(Math.max(...shown))} ms`;
    return { name: `first status shown, ${name}, ${page}`, value: rounded(median(shown)), unit: 'ms', note };
  };
  const ratio = (page, baseline, goal) => {
    const ratios = rounds.map((round) => round[page].shown / round[baseline].shown);
    const [low, high] = quartiles(ratios).map((value) => value.toFixed(2));
    const note = `median of ${ratios.length} rounds; half of them lie between ${low} and ${high}`;
    return { name: `${page} to ${baseline}, ${name}`, value: rounded(median(ratios), 2), unit: 'times as long', goal, note };
  };
  return [
    ...PAGES.map(wait),
    ratio(PANEL, PLAIN, toPlain),
    ratio(PANEL, REACT, toReact),
    ratio(REACT, PLAIN),
  ];
}

/** When the sync leaves the panel. The goal is for a computer as it is: slowed down, it would be
 *  one for the computer. */
function syncFigures({ name, latencyMs, cpu = 1 }, rounds) {
  const middle = (key) => median(rounds.map((round) => round[PANEL][key]));
  const roundTrip = latencyMs ?? Math.ceil(middle('roundTrip'));
  const goal = cpu === 1 ? SYNC_GOAL_MS + roundTrip : undefined;
  const why = goal ? `; the goal is ${SYNC_GOAL_MS} ms and one round trip of ${roundTrip} ms` : '';
  return [
    {
      name: `sync request leaves the browser, ${name}`,
      value: rounded(middle('syncSent')),
      unit: 'ms',
      goal,
      note: `counted from the start of the navigation, in which the page is asked for again${why}`,
    },
  ];
}
