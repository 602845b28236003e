// A way to make the module die as it would by itself.

/** What has to run in a page before its own scripts, so that the module can be made to die. */
export function makeBreakable() {
  let broken = false;
  const trapping = (work) => (...args) => {
    if (broken) throw new WebAssembly.RuntimeError('unreachable');
    return work(...args);
  };
  const wrap = async (result) => {
    const { instance, module } = await result;
    const exports = {};
    for (const [name, value] of Object.entries(instance.exports)) {
      exports[name] = typeof value === 'function' ? trapping(value) : value;
    }
    window.panelMemory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
    return { instance: { exports }, module };
  };
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = (...args) => wrap(instantiateStreaming(...args));
  window.breakPanel = () => {
    broken = true;
  };
}

/** Prepares a page, before it is opened, for `breakPanel` and `scrambleMemory`. */
export async function breakable(page) {
  await page.addInitScript(makeBreakable);
}

/** From now on every call into the module traps. */
export async function breakPanel(page) {
  await page.evaluate(() => window.breakPanel());
}

/** Overwrites the module's memory, as a fault in it might. */
export async function scrambleMemory(page) {
  await page.evaluate(() => new Uint8Array(window.panelMemory.buffer).fill(0xff));
}
