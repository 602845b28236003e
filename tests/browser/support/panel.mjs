// What every browser test starts from:
//
//   import { test, expect } from './support/panel.mjs';
//
//   test('…', async ({ page, gateway, open }) => {
//     const panel = await open(page, { setup: { state: 'hold' } });
//     await expect(panel.badge).toHaveAttribute('data-state', 'hold');
//     expect(await gateway.count('sync')).toBe(1);
//   });
//
// Fixtures (see the classes for all that they can do):
//   gateway  the control interface of this worker's own simulated gateway, bound to an
//            agent that no other test uses: `gateway.act('ring', {…})`, `.fault({…})`
//   open     `await open(page, options)` signs the agent in, goes to the panel, and gives a
//            `Panel`: locators by the public contract, driven time, reload
//   portal   a portal's page with elements in it, see `Portal`
//   gatewayOptions  more of the simulated gateway's command line, for `test.use`
//   guard    watches every page of the test and fails it at its end; a test says what it
//            expects with `guard.allow(/Failed to load resource/)`
//
// Options of `open`, all optional:
//   setup     what the agent is doing, see the control interface; `false`: nobody signs in
//             and no session stands in the page, but for one that was put there before
//   session   a session to put into the page in the place of the agent's own
//   driven    true: the page and the gateway share one clock that stands still until
//             `panel.advance(ms)`, so that minutes take moments. Else both are real
//   chance    with driven time, what `Math.random` gives; 0.999999 is the longest back-off
//   config    the content of config.json, an object or text
//   hanging   true: the first request has no answer, so do not wait for one
//   path      where the panel is: '/' or `gateway.prefix`, default '/'
//   origin    where it is, if the simulated gateway does not serve it itself
import { test as base } from '@playwright/test';
import { Gateway, startGateway } from './gateway.mjs';
import { Guard } from './guard.mjs';
import { Panel } from './panel_page.mjs';
import { Portal } from './portal_page.mjs';

export { expect } from '@playwright/test';

export const test = base.extend({
  /** More of the simulated gateway's command line. */
  gatewayOptions: [[], { option: true, scope: 'worker' }],

  gatewayProcess: [
    async ({ gatewayOptions }, use) => {
      const process = await startGateway(gatewayOptions);
      await use(process);
      await process.stop();
    },
    { scope: 'worker' },
  ],

  gateway: async ({ gatewayProcess }, use) => {
    const gateway = new Gateway(gatewayProcess.origin);
    await use(gateway);
    await gateway.reset();
  },

  guard: [
    // The page is asked for so that it is still there when the guard looks at its end.
    async ({ context, page, gateway }, use, testInfo) => {
      const guard = new Guard(gateway);
      guard.watch(page);
      context.on('page', (other) => guard.watch(other));
      await use(guard);
      // A test that has failed already needs no second reason.
      if (testInfo.status === 'passed') await guard.finish();
    },
    { auto: true },
  ],

  open: async ({ gateway, guard }, use) => {
    await use(async (page, options = {}) => {
      const panel = new Panel(page, gateway, guard);
      await panel.open(options);
      return panel;
    });
  },

  portal: async ({ page, gateway, guard }, use) => {
    await use(new Portal({ page, gateway, guard }));
  },
});
