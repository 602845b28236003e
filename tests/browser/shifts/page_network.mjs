// Runs in the page, after the clock: the way from the panel to the gateway, in driven time.
// What `fetch` is asked for the gateway is told to the test, which says how long the way takes
// and what becomes of it there, and goes to the simulated gateway over the real network.

export function installNetwork() {
  const clock = window.drivenClock;
  const realFetch = window.fetch.bind(window);
  const tab = Number(window.name);
  const waiting = new Set();
  const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  const broken = () => new TypeError('Failed to fetch');
  const aborted = () => new DOMException('The user aborted a request.', 'AbortError');
  const unending = new Promise(() => {});

  /** Asks the test, or the real network; driven time stands still meanwhile. */
  const meanwhile = async (work) => {
    clock.begins();
    try {
      return await work();
    } finally {
      clock.ends();
    }
  };

  /** A body that comes in pieces, as over a network, and breaks off where it does there. */
  const inPieces = (bytes) => {
    let sent = 0;
    return new ReadableStream({
      pull(controller) {
        if (sent >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(sent, sent + 65_536));
        sent += 65_536;
        return undefined;
      },
    });
  };

  async function travel(id, request, signal) {
    const way = await meanwhile(() =>
      window.shiftAsked({ id, ...clock.moment(), ...request }));
    if (way.out > 0) await sleep(way.out);
    if (signal?.aborted) return unending;
    if (way.end === 'lost') throw broken();
    if (way.end === 'nowhere') return unending;
    const reach = () => window.shiftReached({ id, gateway: clock.gateway() });
    if (way.end === 'hangs') {
      return meanwhile(async () => {
        await reach();
        const answer = realFetch(request.url, { ...request.options, signal });
        await window.shiftHangs({ id });
        return { answer };
      }).then(({ answer }) => answer);
    }
    const { response, bytes } = await meanwhile(async () => {
      if (!way.there) await reach();
      // What the panel gives up meanwhile is answered all the same, and nobody reads it.
      try {
        const response = await realFetch(request.url, { ...request.options, signal: undefined });
        return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
      } finally {
        if (way.breaks) await window.shiftEnded({ id });
      }
    });
    if (way.back > 0) await sleep(way.back);
    if (signal?.aborted) return unending;
    shared.taken.push({ id, ...clock.moment() });
    return new Response(inPieces(bytes), { status: response.status, headers: response.headers });
  }

  const shared = window.top === window ? {
    lastId: 0,
    /** Requests that a panel still waits for. */
    open: 0,
    /** When which answer was handed to the panel. */
    taken: [],
    /** Other addresses than the gateway's interfaces that were asked for. */
    others: [],
  } : window.top.shiftNetwork;
  window.shiftNetwork = shared;

  // A tab that is closed waits for nothing.
  window.addEventListener('pagehide', () => waiting.forEach((ends) => ends()));

  window.fetch = (resource, options = {}) => {
    const url = String(resource instanceof Request ? resource.url : resource);
    if (!url.includes('/agentgateway/')) {
      shared.others.push(url);
      return realFetch(resource, options);
    }
    shared.lastId += 1;
    const { signal, ...rest } = options;
    const request = { tab, url, method: options.method ?? 'GET', open: shared.open, visible: document.visibilityState === 'visible' };
    shared.open += 1;
    let over = false;
    const ends = () => {
      if (!over) shared.open -= 1;
      over = true;
      waiting.delete(ends);
    };
    waiting.add(ends);
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        // What is given up is over at once, before the panel asks for anything more.
        ends();
        reject(aborted());
      }, { once: true });
      travel(shared.lastId, { ...request, options: rest }, signal).then(resolve, reject).finally(ends);
    });
  };
}
