// 200 times into the page and out of it: nothing is left behind.
import { countLeftovers, leftovers } from '../support/leftovers.mjs';
import { expect, test } from './portal.mjs';

const TIMES = 200;

/** Heap in bytes, nodes, listeners and documents of the page, after the garbage is gone. */
async function measure(cdp) {
  for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return { heap: value('JSHeapUsedSize'), nodes: value('Nodes'), listeners: value('JSEventListeners'), documents: value('Documents') };
}

/** How many living objects have that expression's value as their prototype. */
async function living(cdp, prototype) {
  const { result } = await cdp.send('Runtime.evaluate', { expression: prototype });
  const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const { result: count } = await cdp.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  return count.value;
}

/** Puts the element in and takes it out, `times` times; every fourth one gets an answer. */
const mountAndUnmount = (page, times, agents) =>
  page.evaluate(async ([times, agents]) => {
    for (let turn = 0; turn < times; turn += 1) {
      const element = document.createElement('cec-agent-panel');
      const { agentId, guid } = agents[turn % agents.length];
      Object.assign(element, { agentId, guid, gateway: '/', layout: ['full', 'compact', 'badge'][turn % 3] });
      document.body.append(element);
      if (turn % 4 === 0) {
        await new Promise((resolve) => {
          const look = () => {
            const { state } = element.snapshot();
            if (state.state === 'unknown') setTimeout(look, 5);
            else resolve();
          };
          look();
        });
      } else if (turn % 4 === 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      } else if (turn % 4 === 2) {
        await null;
      }
      element.remove();
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }, [times, agents]);

test('after 200 mounts and unmounts no request, listener, timer, node or heap is left', async ({ page, portal, gateway }) => {
  test.setTimeout(240_000);
  // One agent's requests never come twice within a second: several keep it brisk.
  const agents = [];
  for (let turn = 0; turn < 20; turn += 1) {
    const other = gateway.another();
    agents.push({ agentId: other.agentId, guid: await other.signIn({ state: 'talking', call: { caller: '13800138000' } }) });
  }
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
      const result = await instantiateStreaming.apply(WebAssembly, given);
      const { exports } = result.instance;
      window.wasmMemory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
      return result;
    };
  });
  await countLeftovers(page);
  portal.serve('/', { body: '' });
  await portal.open(page, { setup: false, session: null });
  await page.evaluate(() => customElements.whenDefined('cec-agent-panel'));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');

  // What is made once and kept, such as compiled code, is made by the first of them, and the most of it
  // by the first four hundred.
  await mountAndUnmount(page, 2 * TIMES, agents);
  const before = await measure(cdp);
  const memory = await page.evaluate(() => window.wasmMemory.buffer.byteLength);
  const left = await leftovers(page);
  await mountAndUnmount(page, TIMES, agents);
  const after = await measure(cdp);

  expect(await leftovers(page)).toEqual(left);
  expect(left).toEqual({ listeners: [], timers: 0 });
  expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 5);
  expect(after.documents).toBe(before.documents);
  expect(after.heap).toBeLessThan(before.heap * 1.05);
  expect(await page.evaluate(() => window.wasmMemory.buffer.byteLength)).toBe(memory);
  expect(await living(cdp, `customElements.get('cec-agent-panel').prototype`)).toBe(0);
  expect(await living(cdp, 'BroadcastChannel.prototype')).toBe(0);
  expect(await page.evaluate(async () => {
    const { held, pending } = await navigator.locks.query();
    return held.length + pending.length;
  })).toBe(0);

  const asked = async () => (await gateway.control('GET', '/control/log')).requests;
  const requests = (await asked()).length;
  await page.waitForTimeout(3_000);
  expect(await asked()).toHaveLength(requests);
  expect((await asked()).filter(({ ended }) => ended === null)).toEqual([]);
});
