// How long an agent waits: from the start of the navigation until the agent's state has
// been painted, and until the sync request leaves the browser.

import { median, rounded } from './median.mjs';
import { CALL, signIn } from './session.mjs';

/** The slow link and the slow computer: a round trip in ms, and how many times slower. */
const SLOW = { latencyMs: 150, cpu: 4 };
/** How long after the page was opened and one round trip the sync may leave, in ms. */
const SYNC_GOAL_MS = 100;

const CONDITIONS = [
  { name: 'cold cache', cold: true, runs: 9 },
  { name: 'warm cache', cold: false, runs: 9 },
  { name: '150 ms latency, 4× slower CPU, cold cache', cold: true, runs: 5, ...SLOW },
  { name: '150 ms latency, 4× slower CPU, warm cache', cold: false, runs: 5, ...SLOW },
  { name: '150 ms latency, warm cache', cold: false, runs: 5, latencyMs: SLOW.latencyMs, cpu: 1 },
];

/** Gives the figures of all conditions. */
export async function firstStatusFigures(context, gateway) {
  const session = await signIn(gateway, { state: 'talking', call: CALL });
  const figures = [];
  for (const condition of CONDITIONS) {
    const runs = [];
    // The browser keeps compiled code only of what it has seen more than once.
    const unmeasured = condition.cold ? 1 : 3;
    for (let run = -unmeasured; run < condition.runs; run += 1) {
      const times = await visit(context, gateway.origin, session, condition);
      if (run >= 0) runs.push(times);
    }
    const middle = (key) => median(runs.map((run) => run[key]));
    figures.push({
      name: `first status shown, ${condition.name}`,
      value: rounded(middle('shown')),
      unit: 'ms',
      note: `median of ${runs.length} visits; the slowest took ${Math.round(Math.max(...runs.map((run) => run.shown)))} ms`,
    });
    if (!condition.cold && (condition.cpu ?? 1) === 1) {
      const roundTrip = condition.latencyMs ?? Math.ceil(middle('roundTrip'));
      figures.push({
        name: `sync request leaves the browser, ${condition.name}`,
        value: rounded(middle('syncSent')),
        unit: 'ms',
        goal: SYNC_GOAL_MS + roundTrip,
        note: `counted from the start of the navigation, in which the page and config.json are asked for again; the goal is ${SYNC_GOAL_MS} ms and one round trip of ${roundTrip} ms`,
      });
    }
  }
  return figures;
}

/** One visit in a fresh tab. All times in ms since the start of its navigation. */
async function visit(context, origin, session, { cold, latencyMs, cpu }) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (cold) await devtools.send('Network.clearBrowserCache');
  if (latencyMs) {
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: latencyMs,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  }
  if (cpu) await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.addInitScript(watchForStatus, session);
  await page.goto(`${origin}/`, { waitUntil: 'commit' });
  const times = await page.evaluate(async () => {
    const shown = await globalThis.statusShown;
    const [navigation] = performance.getEntriesByType('navigation');
    const sync = performance
      .getEntriesByType('resource')
      .find((entry) => entry.name.endsWith('/syncagentinfo'));
    return {
      shown,
      syncSent: sync.requestStart,
      roundTrip: navigation.responseStart - navigation.requestStart,
    };
  });
  await page.close();
  return times;
}

/** Runs in the page, before all else. */
function watchForStatus(session) {
  sessionStorage.setItem('cec-agent-panel.session', session);
  globalThis.statusShown = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[part=status-badge]:is([data-source=sync], [data-source=status])')) return;
      observer.disconnect();
      // The task after the next frame's callbacks comes when that frame has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage('');
      });
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-source'],
    });
  });
}
