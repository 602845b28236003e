// Changes of the document while polls bring the same again and again.

import { openDriven, poll } from './page.mjs';
import { CALL, signIn } from './session.mjs';

/** Polls over which they are counted. */
export const QUIET_POLLS = 200;

/** Gives how many there are in `timers` and in the `connection` line, and what those are
 *  that stand `elsewhere`. */
export async function changesOfQuietPolls(context, gateway) {
  const session = await signIn(gateway, { state: 'talking', call: CALL });
  const { page } = await openDriven(context, gateway, session);
  // The first poll takes the place of the sync as the badge's source.
  await poll(page, 2);
  // With the first state and the first call come files of their own.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    window.mutations = { timers: 0, connection: 0, elsewhere: [] };
    const observer = new MutationObserver((records) => {
      for (const { target, type, attributeName } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        if (element?.closest('[role=timer]')) window.mutations.timers += 1;
        else if (element?.closest('[part=connection]')) window.mutations.connection += 1;
        else window.mutations.elsewhere.push(`${type} ${attributeName ?? ''} ${element?.className}`);
      }
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await poll(page, QUIET_POLLS);
  const changes = await page.evaluate(() => window.mutations);
  await page.close();
  return changes;
}
