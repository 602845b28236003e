// The panel's page in an iframe of a portal on another origin, which its config.json names, and host.js
// at the portal's end:
//
//   import { test, expect } from './support/framed.mjs';
//
//   test('…', async ({ page, openFrame }) => {
//     const panel = await openFrame({ attributes: 'sandbox="allow-scripts"' });
//     await expect(panel.badge).toHaveAttribute('data-state', 'talking');
//   });
//
// Options of `openFrame`, all optional:
//   attributes  of the iframe, beside its address
//   headers     of the portal's page
//   origin      where the panel's page is, if not at the gateway's
//   path        of the panel's page there
//   origins     what config.json names, in the place of the portal's origin
//   setup       what the agent is doing; `false`: nobody signs in
// The portal's page has `panel`, and in `told` the names and details of all that the iframe tells.
import { startPortal } from './portal_server.mjs';
import { test as base } from './panel.mjs';

export { expect } from '@playwright/test';

const EVENTS = ['ready', 'state', 'call', 'command', 'connection', 'height'].map((name) => `cec-${name}`);

export const test = base.extend({
  server: async ({ guard, page }, use) => {
    const server = await startPortal();
    guard.allowOrigin(server.origin);
    await use(server);
    // A panel that still asks would be refused.
    await page.goto('about:blank');
    await server.stop();
  },

  openFrame: async ({ page, gateway, server }, use) => {
    await use(async ({ attributes = '', headers, origin = gateway.origin, path = '/', origins = [server.origin], setup = { state: 'idle' } } = {}) => {
      if (setup) await gateway.signIn(setup);
      await page.route('**/config.json', (route) => route.fulfill({ json: { parentOrigins: origins } }));
      const html =
        `<iframe id="frame" src="${origin}${path}" width="420" height="700" ${attributes}></iframe>` +
        `<script type="module">import { connect } from '/host.js'; window.connect = connect;</script>`;
      server.serve('/', html, headers);
      await page.goto(server.origin);
      await page.waitForFunction(() => window.connect);
      await page.evaluate(
        ([session, events]) => {
          const frame = document.getElementById('frame');
          window.told = [];
          for (const name of events) frame.addEventListener(name, ({ type, detail }) => window.told.push({ name: type, detail }));
          window.panel = window.connect(frame, session);
        },
        [setup ? { agentId: gateway.agentId, guid: gateway.guid } : {}, EVENTS],
      );
      const frame = page.frameLocator('#frame');
      return {
        frame,
        badge: frame.locator('[part="status-badge"]'),
        connection: frame.locator('[part="connection"]'),
        caller: frame.locator('[data-field="caller"]'),
        message: frame.locator('[data-boot]'),
        /** What stands there to be copied by hand. */
        byHand: frame.locator('.by-hand'),
        text: frame.locator('.by-hand').getByRole('textbox'),
        /** The details of the events of a name that the iframe has told. */
        told: (name) => page.evaluate((name) => window.told.filter((event) => event.name === name).map(({ detail }) => detail), name),
      };
    });
  },
});
