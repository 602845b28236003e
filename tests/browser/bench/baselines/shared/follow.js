// Follows the agent from the load on: settings, one sync, then a poll at a time.

import { NOTHING_YET, afterFailure, afterPoll, fromSync } from './desk.js';
import { agentStatus, readConfig, syncAgentInfo } from './gateway.js';

/** Calls `show` with what is known, whenever that changes. */
export async function follow(show) {
  const config = await readConfig();
  let desk = NOTHING_YET;
  await update(async () => fromSync(await syncAgentInfo(config), performance.now()));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, config.pollIntervalMs));
    await update(async () => afterPoll(desk, await agentStatus(config), performance.now()));
  }

  async function update(next) {
    try {
      desk = await next();
    } catch (error) {
      desk = afterFailure(desk, error);
    }
    show(desk);
  }
}
