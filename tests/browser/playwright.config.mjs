// Browser tests of the built panel against the simulated gateway.
//
// `cargo xtask test browser` builds both and sets what these tests need:
//   DIST               the built panel, a folder
//   SIMULATED_GATEWAY  the simulated gateway's program
//   CHROMIUM           the browser's program
import { defineConfig } from '@playwright/test';

for (const name of ['DIST', 'SIMULATED_GATEWAY', 'CHROMIUM']) {
  if (!process.env[name]) {
    throw new Error(`${name} is not set. \`cargo xtask test browser\` sets it.`);
  }
}

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? '../../target/playwright',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 420, height: 720 },
    actionTimeout: 5_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
