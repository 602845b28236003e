// Before the module: a page that nobody may see yet asks for nothing.

/** Gives a promise for when somebody may see the page. Browsers prepare pages that may never
 *  be opened: of an agent's queue nothing may be taken for one of those. */
export function activated() {
  if (document.prerendering !== true) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', resolve, { once: true });
  });
}
