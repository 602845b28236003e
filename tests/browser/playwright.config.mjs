// Browser tests of the built panel against the simulated gateway.
//
// `cargo xtask test browser` builds both and sets what these tests need:
//   DIST               the built panel, a folder
//   PACKAGE            the npm package of the built panel, a folder; for npm_package.spec.mjs
//   EXAMPLES           the examples, the React and the Vue page built, a folder
//   SIMULATED_GATEWAY  the simulated gateway's program
//   CHROMIUM           the browser's program
//   HEADLESS_SHELL     its headless shell, if there is one
//   SERVERS            Debian's nginx, Caddy and Apache httpd, unpacked into a folder; for
//                      the tests in servers/
import { defineConfig } from '@playwright/test';
import { LAUNCH_SHELL } from './support/chromium.mjs';

for (const name of ['DIST', 'EXAMPLES', 'SIMULATED_GATEWAY', 'CHROMIUM']) {
  if (!process.env[name]) {
    throw new Error(`${name} is not set. \`cargo xtask test browser\` sets it.`);
  }
}

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  // Those have a configuration of their own.
  testIgnore: '**/browser/engines/**',
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? '../../target/playwright',
  fullyParallel: true,
  // Tests in real time wait most of the time: a third one keeps two cores busy.
  workers: 3,
  retries: 0,
  globalSetup: './shifts/begin_figures.mjs',
  globalTeardown: './shifts/end_figures.mjs',
  forbidOnly: true,
  // An axe run takes some seconds, and many more on a machine that does other work too.
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 420, height: 720 },
    actionTimeout: 5_000,
    launchOptions: LAUNCH_SHELL,
  },
});
