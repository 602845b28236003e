// What each test of an engine starts from:
//
//   gateway  the control interface of a simulated gateway, as in support/panel.mjs
//   folder   the built folder on an origin of the test's own, as in support/folder.mjs: so no
//            test has another's cache or storage, and a first visit is a cold one
//   browser  the engine, see `Browser`; one for all tests of a worker
//   panel    the panel in its page
import { expect, test as base } from '@playwright/test';
import { Folder } from '../../support/folder.mjs';
import { Gateway, startGateway } from '../../support/gateway.mjs';
import { DRIVERS, startDriver } from './drivers.mjs';
import { Panel } from './panel.mjs';
import { Browser } from './web_driver.mjs';

export { expect };

export const test = base.extend({
  engine: ['', { option: true, scope: 'worker' }],

  gatewayProcess: [
    async ({}, use) => {
      const process = await startGateway();
      await use(process);
      await process.stop();
    },
    { scope: 'worker' },
  ],

  window: [
    async ({ engine }, use) => {
      const driver = await startDriver(DRIVERS[engine]);
      try {
        const browser = await Browser.start(driver.address, DRIVERS[engine].capabilities);
        await use(browser);
        await browser.end();
      } finally {
        await driver.stop();
      }
    },
    { scope: 'worker' },
  ],

  gateway: async ({ gatewayProcess }, use) => {
    const gateway = new Gateway(gatewayProcess.origin);
    await use(gateway);
    await gateway.reset();
  },

  folder: async ({ gateway }, use) => {
    const folder = new Folder(gateway);
    await folder.start();
    await use(folder);
    await folder.stop();
  },

  browser: async ({ window }, use) => {
    await use(window);
    // A page is left without its frames, as docs/embedding.md asks of a portal.
    await window.leaveFrames();
    await window.evaluate(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));
    await window.goto('about:blank');
  },

  panel: async ({ browser, folder, gateway }, use) => {
    await use(new Panel(browser, folder, gateway));
  },
});
