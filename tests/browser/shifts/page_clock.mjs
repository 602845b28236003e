// Runs in the page before all else: a clock that stands still until it is driven, so that
// minutes of a shift take moments.
//
// There are three times, all in ms. The gateway's (`drivenClock.gateway()`) always goes on.
// The wall clock (`Date.now`) goes with it, ahead or behind by as much as somebody has set it.
// The monotonic one (`performance.now`) begins anew with each page, and on some computers it
// stands still while they sleep; timers go by it.

/** What a reload must not forget stands in `sessionStorage` under this name. */
export const KEPT = 'driven-clock';

/** `begin`: `{gateway, wall}` at the first load. `kept`: see `KEPT`. A frame in the page has the
 *  page's times. */
export function installClock({ begin, kept }) {
  if (window.top !== window) {
    window.top.drivenClock.give(window);
    return;
  }
  const started = JSON.parse(sessionStorage.getItem(kept) ?? 'null') ?? begin;
  let { gateway } = started;
  let ahead = started.wall - started.gateway;
  let mono = 200;
  let lastId = 0;
  const timers = new Map();
  let observers = [];
  const { port1, port2 } = new MessageChannel();
  let turned = null;
  let working = 0;
  let steps = 0;
  let idle = null;

  const wall = () => gateway + ahead;
  const give = (frame) => {
    frame.Date = class extends frame.Date {
      constructor(...given) {
        if (given.length === 0) super(wall());
        else super(...given);
      }

      static now() {
        return wall();
      }
    };
    frame.performance.now = () => mono;
    frame.setTimeout = (callback, wait = 0, ...given) => {
      lastId += 1;
      timers.set(lastId, { at: mono + Math.max(0, Number(wait) || 0), callback, given, frame });
      return lastId;
    };
    frame.clearTimeout = (id) => timers.delete(id);
    frame.drivenClock = clock;
  };

  port1.onmessage = () => turned();
  const nextTask = () =>
    new Promise((resolve) => {
      turned = resolve;
      port2.postMessage('');
    });

  const nextTimer = () => {
    let next = null;
    for (const [id, { at }] of timers) {
      if (next === null || at < timers.get(next).at) next = id;
    }
    return next;
  };

  const clock = {
    gateway: () => gateway,
    wall,
    timers: () => timers.size,
    /** This moment by the gateway's and the wall clock, and the step that is under way. */
    moment: () => ({ gateway, wall: wall(), step: steps }),
    /** Has `look` called after each step of a frame. */
    observe: (frame, look) => observers.push({ frame, look }),
    /** Gives these times to a frame. */
    give,
    /** A frame is gone. */
    leave(frame) {
      observers = observers.filter((observer) => observer.frame !== frame);
      for (const [id, timer] of timers) if (timer.frame === frame) timers.delete(id);
    },
    /** Something of the real world begins, or ends; driven time waits for it. */
    begins() {
      working += 1;
    },
    ends() {
      working -= 1;
      if (working === 0) idle?.();
    },
    /** Waits until the page has done all that it can do without time going by. */
    async settle() {
      do {
        if (working > 0) await new Promise((resolve) => { idle = resolve; });
        idle = null;
        await nextTask();
        await nextTask();
      } while (working > 0);
      for (const { look } of observers) look();
      steps += 1;
    },
    /** Lets so many ms go by. */
    async run(ms) {
      const end = mono + ms;
      for (;;) {
        const id = nextTimer();
        if (id === null || timers.get(id).at > end) break;
        const { at, callback, given } = timers.get(id);
        timers.delete(id);
        // One that a sleep has held back fires late, not in the past.
        const late = Math.max(mono, at);
        gateway += late - mono;
        mono = late;
        callback(...given);
        await clock.settle();
      }
      gateway += end - mono;
      mono = end;
    },
    /** The computer sleeps; nothing runs meanwhile. `stands`: the monotonic clock too. */
    async sleep(ms, stands) {
      gateway += ms;
      if (!stands) mono += ms;
      await clock.run(0);
    },
    /** Somebody sets the computer's clock. */
    set(by) {
      ahead += by;
    },
    keep() {
      sessionStorage.setItem(kept, JSON.stringify({ gateway, wall: wall() }));
    },
  };
  give(window);
}
