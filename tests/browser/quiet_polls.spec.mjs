// A poll that brings nothing new leaves the document alone: nothing is painted or announced
// for it, and what the agent has selected stays so.
import { changesOfQuietPolls } from './bench/quiet_polls.mjs';
import { expect, test } from './support/panel.mjs';

test('polls that bring the same again change nothing but the timers', async ({ context, gateway }) => {
  const { timers, connection, elsewhere } = await changesOfQuietPolls(context, gateway);

  expect([...new Set(elsewhere)]).toEqual([]);
  expect(connection).toBe(0);
  expect(timers).toBeGreaterThan(0);
});
