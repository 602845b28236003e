// A clock that runs as fast as the panel's requests are answered, so that hours of polls
// fit into a bench. It is simpler than Playwright's, and leaves nothing behind in the heap
// that is to be measured.

/**
 * Runs in the page, before all else: time stands still until `drivenClock.polls(n)` is
 * called, which lets it pass until the panel has sent `n` more requests and taken in
 * their answers, or `drivenClock.milliseconds(ms)`.
 */
export function installDrivenClock() {
  const realFetch = window.fetch.bind(window);
  const origin = Date.now();
  const timers = new Map();
  const { port1, port2 } = new MessageChannel();
  // How long answers take, in ms, in turns: as in a network, never quite the same.
  const took = [92, 84, 99, 88, 107, 81, 95, 103];
  let lastId = 0;
  let elapsed = 0;
  let asked = 0;
  let taken = null;
  let turn = null;

  // The gateway's clock does not go with this one: to the panel it is of another origin.
  const header = Headers.prototype.get;
  Headers.prototype.get = function get(name) {
    return /^date$/i.test(name) ? null : header.call(this, name);
  };
  performance.now = () => elapsed;
  Date.now = () => origin + elapsed;
  window.setTimeout = (callback, wait = 0) => {
    lastId += 1;
    timers.set(lastId, { at: elapsed + Math.max(0, wait), callback });
    // Having taken in an answer, the panel sets the timer of its next request.
    taken?.();
    return lastId;
  };
  window.clearTimeout = (id) => timers.delete(id);
  window.fetch = (...request) => {
    asked += 1;
    const response = realFetch(...request);
    window.drivenClock.answered = new Promise((resolve) => {
      // A timer that is set before that is none that the answer led to.
      const come = () => {
        elapsed += took[asked % took.length];
        taken = resolve;
      };
      response.then(come, come);
    }).then(() => {
      taken = null;
      window.drivenClock.answered = null;
    });
    return response;
  };

  port1.onmessage = () => turn();
  const nextTask = () =>
    new Promise((resolve) => {
      turn = resolve;
      port2.postMessage('');
    });

  async function step() {
    let next = null;
    for (const [id, { at }] of timers) {
      if (next === null || at < timers.get(next).at) next = id;
    }
    const { at, callback } = timers.get(next);
    timers.delete(next);
    elapsed = Math.max(elapsed, at);
    callback();
    await nextTask();
    await window.drivenClock.answered;
  }

  window.drivenClock = {
    answered: null,
    async polls(count) {
      const end = asked + count;
      while (asked < end) await step();
    },
    async milliseconds(count) {
      const before = asked;
      const end = elapsed + count;
      while (elapsed < end) await step();
      return asked - before;
    },
  };
}
