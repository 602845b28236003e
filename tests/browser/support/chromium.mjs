// How the tests and the bench start Chromium: headless on a machine of its own, with no
// services that reach for the network.
export const LAUNCH = {
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
};
