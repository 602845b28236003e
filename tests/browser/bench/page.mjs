// A page with the panel under a driven clock, and what can be measured of it.

import { installDrivenClock } from './driven_clock.mjs';

/**
 * Opens the panel with `session` and `config` (the settings of config.json that are to
 * differ). Gives the page and a connection to its developer tools.
 */
export async function openDriven(context, gateway, session, config = {}) {
  const page = await context.newPage();
  await page.addInitScript(installDrivenClock);
  await page.addInitScript((text) => {
    sessionStorage.setItem('cec-agent-panel.session', text);
  }, session);
  await page.addInitScript(keepMemory);
  if (Object.keys(config).length > 0) {
    await page.route('**/config.json', (route) => route.fulfill({ json: config }), { times: 1 });
  }
  await page.goto(`${gateway.origin}/`);
  await page.waitForSelector('[part=status-badge][data-source=sync]');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  return { page, devtools };
}

/** Lets the panel poll `count` times. */
export async function poll(page, count) {
  await page.evaluate((polls) => window.drivenClock.polls(polls), count);
}

/** The developer tools' metrics by name, times in seconds. */
export async function metrics(devtools) {
  const { metrics: list } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

/** Runs in the page, before all else: keeps the module's memory at hand, to read its size. */
export function keepMemory() {
  const { instantiateStreaming, instantiate } = WebAssembly;
  const keep = async (promise) => {
    const result = await promise;
    const { exports } = result.instance ?? result;
    window.panelMemory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
    return result;
  };
  WebAssembly.instantiateStreaming = (...args) => keep(instantiateStreaming(...args));
  WebAssembly.instantiate = (...args) => keep(instantiate(...args));
}
