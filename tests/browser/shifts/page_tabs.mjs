// Runs in each frame, after the clock: what a browser's tabs share, in driven time. A frame in
// the page stands for another tab of the same browser, so that one clock serves both. A
// browser's answers take real time; here locks and channels answer at once.

export function installTabs() {
  const shared = window.top === window ? { held: new Map(), queue: [], channels: new Set() } : window.top.shiftTabs;
  window.shiftTabs = shared;
  const stolen = () => new DOMException('The lock was stolen.', 'AbortError');

  const release = (entry) => {
    if (shared.held.get(entry.name) !== entry) return;
    shared.held.delete(entry.name);
    const at = shared.queue.findIndex(({ name }) => name === entry.name);
    if (at >= 0) shared.grant(shared.queue.splice(at, 1)[0]);
  };
  shared.grant ??= (entry) => {
    shared.held.set(entry.name, entry);
    Promise.resolve({ name: entry.name }).then(entry.granted).then(entry.resolve, entry.reject).finally(() => release(entry));
  };

  LockManager.prototype.request = (name, { ifAvailable, steal, signal } = {}, granted) =>
    new Promise((resolve, reject) => {
      const entry = { name, granted, resolve, reject, owner: window };
      const holder = shared.held.get(name);
      if (!holder || steal) {
        holder?.reject(stolen());
        shared.grant(entry);
      } else if (ifAvailable) {
        Promise.resolve(null).then(granted).then(resolve, reject);
      } else {
        shared.queue.push(entry);
        signal?.addEventListener('abort', () => {
          shared.queue = shared.queue.filter((other) => other !== entry);
          reject(stolen());
        });
      }
    });

  window.BroadcastChannel = class {
    onmessage = null;

    constructor(name) {
      this.name = name;
      this.owner = window;
      shared.channels.add(this);
    }

    postMessage(data) {
      for (const other of shared.channels) {
        if (other === this || other.name !== this.name) continue;
        Promise.resolve().then(() => shared.channels.has(other) && other.onmessage?.({ data }));
      }
    }

    close() {
      shared.channels.delete(this);
    }
  };

  /** Somebody looks at this tab, or nobody. */
  window.shiftLook = (visible) => {
    if ((document.visibilityState === 'visible') === visible) return;
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (visible ? 'visible' : 'hidden') });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  // Whoever opens another tab looks at it later.
  if (window.top !== window) window.shiftLook(false);

  /** A tab is closed. */
  shared.leave ??= (owner) => {
    for (const channel of shared.channels) if (channel.owner === owner) channel.close();
    shared.queue = shared.queue.filter((entry) => entry.owner !== owner);
    for (const entry of [...shared.held.values()]) if (entry.owner === owner) release(entry);
  };
}
