// What the tests of the web servers start from, beside all of support/panel.mjs:
//
//   serve        `await serve('nginx', options)` gives a running server before this worker's
//                gateway; a second call with the same gives the same one. Options are those
//                of web_server.mjs; `relay` is the cable between the two
//   plainGateway  a gateway that keeps the headers that it was asked with, and `serve` takes
//                its port as `gatewayPort`
//   portal       the portal's back end, and `serve` takes its port as `portalPort`
//   certificates of the portal, of the gateway, and of another gateway
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAUNCH } from '../../support/chromium.mjs';
import { test as base } from '../../support/panel.mjs';
import { makeCertificate } from './certificates.mjs';
import { startPlainGateway } from './plain_gateway.mjs';
import { startPortal } from './portal.mjs';
import { startRelay } from './relay.mjs';
import { PORTAL, startServer } from './web_server.mjs';

export { expect } from '@playwright/test';

export const test = base.extend({
  certificates: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'cec-agent-panel-certificates-'));
      await use({
        portal: makeCertificate(folder, 'portal', [PORTAL]),
        gateway: makeCertificate(folder, 'gateway', ['gateway.example.com', 'localhost']),
        other: makeCertificate(folder, 'other', ['gateway.example.com', 'localhost']),
      });
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],

  /** The portal's name leads to this machine, and its certificate is good: what Chromium does
   *  not trust it does not keep in its cache. */
  launchOptions: [
    async ({ certificates }, use) => {
      const { pin } = certificates.portal;
      const args = [
        `--host-resolver-rules=MAP ${PORTAL} 127.0.0.1`,
        `--ignore-certificate-errors-spki-list=${pin}`,
      ];
      await use({ ...LAUNCH, args: [...LAUNCH.args, ...args] });
    },
    { scope: 'worker' },
  ],

  gatewayOptions: [
    async ({ certificates }, use) => {
      const { certificate, key } = certificates.gateway;
      await use(['--tls-cert', certificate, '--tls-key', key]);
    },
    { scope: 'worker' },
  ],

  plainGatewayProcess: [
    async ({ certificates }, use) => {
      const gateway = await startPlainGateway(certificates.gateway);
      await use(gateway);
      await gateway.stop();
    },
    { scope: 'worker' },
  ],

  plainGateway: async ({ plainGatewayProcess: gateway }, use) => {
    gateway.asked.length = 0;
    gateway.answers = {};
    gateway.status = 200;
    await use(gateway);
  },

  portalProcess: [
    async ({}, use) => {
      const portal = await startPortal();
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker' },
  ],

  portal: async ({ portalProcess: portal }, use) => {
    portal.asked.length = 0;
    portal.guids.clear();
    portal.answer = null;
    await use(portal);
  },

  serve: [
    async ({ certificates, gatewayProcess }, use) => {
      const running = new Map();
      await use(async (kind, options = {}) => {
        const name = kind + JSON.stringify(options);
        if (!running.has(name)) {
          const relay = await startRelay(gatewayProcess.tlsPort);
          const server = await startServer(kind, {
            portal: certificates.portal,
            pinned: certificates.gateway,
            gatewayPort: relay.port,
            ...options,
          });
          running.set(name, { ...server, relay });
        }
        return running.get(name);
      });
      for (const server of running.values()) {
        await server.stop();
        await server.relay.stop();
      }
    },
    { scope: 'worker' },
  ],
});
