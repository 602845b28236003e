// How much a page with the panel holds.

import { metrics } from './page.mjs';

/** What the page holds after its garbage has gone: KB of memory, and numbers of things. The
 *  page must have been opened with `keepMemory`, its developer tools with `Performance` on. */
export async function size(page, devtools) {
  for (let round = 0; round < 3; round += 1) {
    await devtools.send('HeapProfiler.collectGarbage');
  }
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { Nodes, JSEventListeners } = await metrics(devtools);
  const memory = await page.evaluate(() => window.panelMemory.buffer.byteLength);
  return {
    'JavaScript heap': usedSize / 1024,
    'wasm memory': memory / 1024,
    'DOM nodes': Nodes,
    'event listeners': JSEventListeners,
  };
}
