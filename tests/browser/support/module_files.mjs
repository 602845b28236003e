// The addresses of the two files that bring the panel's module.

export const GLUE = /\/cec-agent-panel-[0-9a-f]+\.js$/;
export const WASM = /\.wasm$/;

/** Holds back the file of an address until the function that it gives is called. */
export async function holdBack(page, address) {
  let arrive;
  const held = new Promise((resolve) => {
    arrive = resolve;
  });
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return arrive;
}
