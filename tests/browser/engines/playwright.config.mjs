// The browser tests in other engines than Chromium. Playwright runs them; the browsers, which are
// those that people have, are driven by WebDriver.
//
// `cargo xtask test engines` sets what they need: DIST and SIMULATED_GATEWAY as for the others, and
//   FIREFOX, GECKODRIVER                  Firefox's program, and its driver's
//   WEBKIT_DRIVER, MINI_BROWSER, XVFB     WebKitGTK's driver, its small browser, and a screen for it
import { defineConfig } from '@playwright/test';

const NEEDED = ['DIST', 'SIMULATED_GATEWAY', 'FIREFOX', 'GECKODRIVER', 'WEBKIT_DRIVER', 'MINI_BROWSER', 'XVFB'];
for (const name of NEEDED) {
  if (!process.env[name]) throw new Error(`${name} is not set. \`cargo xtask test engines\` sets it.`);
}

export default defineConfig({
  testMatch: '*.spec.mjs',
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? '../../../target/playwright-engines',
  fullyParallel: false,
  // One for each engine.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: 'list',
  projects: ['firefox', 'webkit'].map((engine) => ({ name: engine, use: { engine } })),
});
