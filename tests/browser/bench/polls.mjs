// What one poll costs the page: main-thread time, and changes of the document.

import { median, rounded } from './median.mjs';
import { QUIET_POLLS, changesOfQuietPolls } from './quiet_polls.mjs';
import { metrics, openDriven, poll } from './page.mjs';
import { CALL, signIn } from './session.mjs';

/** How often each cost is measured, after a first time in which code is still cold. */
const BATCHES = 7;
/** Without polls but for one a minute. */
const SELDOM = { pollIntervalMs: 60_000 };
/** How long one batch takes by the driven clock, in ms. */
const BATCH_MS = 180_000;
/** Polls of a batch in which each one finds another state. */
const CHANGES = 24;

/** Gives the figures. */
export async function pollFigures(context, gateway) {
  return [
    ...costFigures('poll that changes nothing', await quietCosts(context, gateway)),
    ...costFigures('poll that changes the state', await changeCosts(context, gateway)),
    ...(await mutationFigures(context, gateway)),
  ];
}

function costFigures(name, costs) {
  const middle = (key) => rounded(median(costs.map((cost) => cost[key])), 3);
  return [
    {
      name: `main-thread time per ${name}`,
      value: middle('task'),
      unit: 'ms',
      note: `median of ${costs.length} batches, less the same time without polls`,
    },
    { name: `script time per ${name}`, value: middle('script'), unit: 'ms' },
  ];
}

/**
 * The same stretch of time is driven twice, with a poll every 3 s and with one a minute.
 * Both have the same ticks, so that the difference is that of the polls.
 */
async function quietCosts(context, gateway) {
  const session = await signIn(gateway, { state: 'talking', call: CALL });
  const often = await openDriven(context, gateway, session);
  const seldom = await openDriven(context, gateway, session, SELDOM);
  const costs = [];
  for (let batch = 0; batch <= BATCHES; batch += 1) {
    const busy = await spent(often, () => pass(often, BATCH_MS));
    const idle = await spent(seldom, () => pass(seldom, BATCH_MS));
    if (batch === 0) continue;
    const polls = busy.result - idle.result;
    costs.push({
      task: (busy.task - idle.task) / polls,
      script: (busy.script - idle.script) / polls,
    });
  }
  await often.page.close();
  await seldom.page.close();
  return costs;
}

/** Each poll finds another state than the one before; the frame that shows it counts. */
async function changeCosts(context, gateway) {
  const session = await signIn(gateway, { state: 'idle' });
  const often = await openDriven(context, gateway, session);
  const seldom = await openDriven(context, gateway, session, SELDOM);
  const states = ['busy', 'idle', 'wrap-up', 'rest'];
  const costs = [];
  for (let batch = 0; batch <= BATCHES; batch += 1) {
    const total = { task: 0, script: 0 };
    for (let change = 0; change < CHANGES; change += 1) {
      const state = states[change % states.length];
      await gateway.change({ state });
      const busy = await spent(often, async () => {
        await poll(often.page, 1);
        await frames(often.page);
      });
      const idle = await spent(seldom, async () => {
        await pass(seldom, 3_000);
        await frames(seldom.page);
      });
      if ((await often.page.getAttribute('[part=status-badge]', 'data-state')) !== state) {
        throw new Error(`the poll did not bring ${state}`);
      }
      total.task += busy.task - idle.task;
      total.script += busy.script - idle.script;
    }
    if (batch === 0) continue;
    costs.push({ task: total.task / CHANGES, script: total.script / CHANGES });
  }
  await often.page.close();
  await seldom.page.close();
  return costs;
}

/** Lets time pass, and gives how often the panel asked in it. */
function pass({ page }, ms) {
  return page.evaluate((ms) => window.drivenClock.milliseconds(ms), ms);
}

/** Waits until a change has been painted. */
function frames(page) {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Main-thread and script time that `work` takes in the page, in ms, and its result. */
async function spent({ page, devtools }, work) {
  await page.bringToFront();
  const before = await metrics(devtools);
  const result = await work();
  const after = await metrics(devtools);
  return {
    result,
    task: (after.TaskDuration - before.TaskDuration) * 1000,
    script: (after.ScriptDuration - before.ScriptDuration) * 1000,
  };
}

async function mutationFigures(context, gateway) {
  const { timers, connection, elsewhere } = await changesOfQuietPolls(context, gateway);
  const examples = [...new Set(elsewhere)].slice(0, 5).join('; ');
  return [
    {
      name: 'DOM mutations per quiet poll, outside timers and the connection line',
      value: rounded(elsewhere.length / QUIET_POLLS, 3),
      unit: 'mutations',
      goal: 0,
      note: examples || `over ${QUIET_POLLS} polls during a call`,
    },
    {
      name: 'DOM mutations per quiet poll, timers',
      value: rounded(timers / QUIET_POLLS, 3),
      unit: 'mutations',
      note: 'two timers, three seconds',
    },
    {
      name: 'DOM mutations per quiet poll, connection line',
      value: rounded(connection / QUIET_POLLS, 3),
      unit: 'mutations',
      note: 'the latency is always the same under the driven clock',
    },
  ];
}
