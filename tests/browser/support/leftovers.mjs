// Counts what scripts of a page leave behind: listeners, timers, observers.

/** Prepares a page, before it is opened, for `leftovers`. */
export async function countLeftovers(page) {
  await page.addInitScript(() => {
    const listeners = new Map();
    const timers = new Set();
    window.leftovers = () => ({
      listeners: [...listeners].filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`).sort(),
      timers: timers.size,
    });
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const known = new WeakMap();
    const change = (target, type, listener, by) => {
      // Only what outlives the panel's own elements counts.
      const where = target === window || target === null || target === undefined ? 'window' : target === document ? 'document' : null;
      if (!where || typeof listener !== 'function') return;
      const types = known.get(listener) ?? known.set(listener, new Set()).get(listener);
      const key = `${where} ${type}`;
      if ((by > 0) === types.has(key)) return;
      if (by > 0) types.add(key);
      else types.delete(key);
      listeners.set(key, (listeners.get(key) ?? 0) + by);
    };
    EventTarget.prototype.addEventListener = function (type, listener, ...more) {
      change(this, type, listener, 1);
      return addEventListener.call(this, type, listener, ...more);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, ...more) {
      change(this, type, listener, -1);
      return removeEventListener.call(this, type, listener, ...more);
    };
    for (const [set, clear, repeats] of [['setTimeout', 'clearTimeout', false], ['setInterval', 'clearInterval', true]]) {
      const [ownSet, ownClear] = [window[set], window[clear]];
      window[set] = (work, ...more) => {
        const timer = ownSet.call(window, (...args) => {
          if (!repeats) timers.delete(timer);
          work(...args);
        }, ...more);
        timers.add(timer);
        return timer;
      };
      window[clear] = (timer) => {
        timers.delete(timer);
        ownClear.call(window, timer);
      };
    }
  });
}

/** The listeners of window and document by type, and the number of timers. */
export const leftovers = (page) => page.evaluate(() => window.leftovers());
