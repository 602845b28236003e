// A tab whose link and processor are slowed down, and when the agent's state was seen in it.

/**
 * Opens a tab of `context` whose link has a round trip of `latencyMs` and lets through
 * `bytesPerSecond`, on a computer that is `cpu` times slower; without them, as fast as it is.
 */
export async function openTab(context, session, { latencyMs, bytesPerSecond = -1, cpu = 1 }) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (latencyMs) {
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.addInitScript(watchForStatus, session);
  return page;
}

/**
 * Waits until the page shows the agent's state. Gives, in ms since the start of its navigation,
 * when that was painted and when the sync left, and how long a round trip took.
 */
export function times(page) {
  return page.evaluate(async () => {
    const shown = await globalThis.statusShown;
    const [navigation] = performance.getEntriesByType('navigation');
    const sync = performance
      .getEntriesByType('resource')
      .find((entry) => entry.name.endsWith('/syncagentinfo'));
    return {
      shown,
      syncSent: sync.requestStart,
      roundTrip: navigation.responseStart - navigation.requestStart,
    };
  });
}

/** Runs in the page, before all else. */
function watchForStatus(session) {
  // A refresh finds the session of its tab there, and what else the page has left.
  sessionStorage.getItem('cec-agent-panel.session') ?? sessionStorage.setItem('cec-agent-panel.session', session);
  globalThis.statusShown = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[part=status-badge]:is([data-source=sync], [data-source=status])')) return;
      observer.disconnect();
      // The task after the next frame's callbacks comes when that frame has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage('');
      });
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-source'],
    });
  });
}
