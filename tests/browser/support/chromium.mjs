// How the tests and the bench start Chromium: headless on a machine of its own, with no
// services that reach for the network.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The whole browser: the bench, and what its headless shell lacks, such as the back/forward
 *  cache. */
export const LAUNCH = { executablePath: process.env.CHROMIUM, args: ARGUMENTS };

/** The engine by itself, in half the time. */
export const LAUNCH_SHELL = { ...LAUNCH, executablePath: process.env.HEADLESS_SHELL ?? process.env.CHROMIUM };
