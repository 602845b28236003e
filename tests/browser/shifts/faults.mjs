// What can become of a request, and how each of it is drawn. A fault is what the simulated
// gateway takes (`fault`), or lies on the way to it: how long that takes, and where it ends.
// Times are ms of driven time.

const HTML = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Welcome</h1></body></html>';

/** The panel gives a request up after so long. */
export const REQUEST_TIMEOUT_MS = 10_000;
/** And a look-up of a call after so long. */
export const LOOK_UP_TIMEOUT_MS = 4_000;

/** By name: how a fault is drawn from a `Chance`. `slows`: the panel is to ask less. */
const DRAWN = {
  'latency': (chance) => ({ out: chance.between(0, 1_500), back: chance.between(500, 7_500) }),
  'time-out': (chance) => {
    const back = chance.happens(0.5);
    const wait = chance.between(REQUEST_TIMEOUT_MS + 50, 40_000);
    return back ? { back: wait } : { out: wait };
  },
  'hang': () => ({ end: 'hangs', fault: { kind: 'hang' } }),
  'lost on the way': () => ({ end: 'nowhere' }),
  'no route': () => ({ end: 'lost' }),
  'drop': (chance) => ({ fault: { kind: 'drop', after: chance.happens(0.5) } }),
  '5xx': (chance) => ({ fault: { kind: 'http', status: chance.of([500, 502, 504, 520, 599]), after: chance.happens(0.2) } }),
  'html': (chance) => ({ fault: { kind: 'raw', body: HTML, contentType: chance.of(['text/html', 'application/json']), after: true } }),
  // An answer from before, whatever the gateway would say now.
  'out of a cache': (chance) => ({
    fault: {
      kind: 'raw',
      body: JSON.stringify({ message: '', retcode: '0', result: { agentState: chance.of([3, 4, 5, 7, 8]), isWorking: false } }),
      contentType: 'application/json',
      headers: { Age: String(chance.between(61, 900)) },
    },
  }),
  'empty body': () => ({ fault: { kind: 'raw', body: '', after: true } }),
  'not json': () => ({ fault: { kind: 'not-json', after: true } }),
  'truncated': (chance) => ({ fault: { kind: 'truncated', bytes: chance.between(1, 900) } }),
  'oversized': (chance) => ({ fault: { kind: 'oversized', bytes: chance.of([262_144, 300_000, 1_000_000]) } }),
  'wrong types': () => ({ fault: { kind: 'wrong-types' } }),
  'retyped': (chance) => ({ fault: { kind: 'retyped', seed: seed(chance), count: chance.between(1, 4) } }),
  'bit flips': (chance) => ({ fault: { kind: 'bit-flips', seed: seed(chance), count: chance.of([1, 1, 1, 2, 8]) } }),
  'content type': () => ({ fault: { kind: 'content-type' } }),
  'gbk': () => ({ fault: { kind: 'gbk' } }),
  'byte-order mark': () => ({ fault: { kind: 'bom' } }),
  'the example\'s mistakes': () => ({ fault: { kind: 'doc-example' } }),
  'flow control': (chance) => ({
    fault: chance.of([
      { kind: 'retcode', retcode: '000-007', status: 429 },
      { kind: 'retcode', retcode: '000-007' },
      { kind: 'http', status: 429, retryAfter: String(chance.between(1, 20)) },
      { kind: 'http', status: 503 },
    ]),
    slows: true,
  }),
  'fail-over': (chance) => ({
    fault: { kind: 'retcode', retcode: chance.of(['000-004', '105-001', '105-002', '105-003', '105-004']) },
  }),
  'gateway fault': (chance) => ({
    fault: { kind: 'retcode', retcode: chance.of(['100-007', '999-001', '000-000', '000-001', '123-456']), message: 'cell 7' },
  }),
  'guid refused': (chance) => ({ fault: { kind: 'retcode', retcode: chance.of(['000-003', '100-006']) } }),
  'session over': (chance) => ({
    fault: chance.of([
      { kind: 'retcode', retcode: chance.of(['100-008', '105-005', '105-006', '105-007', '107-000']) },
      { kind: 'retcode', retcode: '777-777', status: 401 },
    ]),
  }),
  'in its place': (chance) => ({
    fault: chance.of([
      { kind: 'http', status: chance.of([401, 403, 404, 405, 407, 418, 511]) },
      { kind: 'raw', status: chance.of([401, 403, 404, 405, 407, 511]), body: HTML, contentType: 'text/html' },
      { kind: 'raw', status: chance.of([401, 403, 404, 405]), body: '' },
    ]),
  }),
  'misconfigured': (chance) => ({
    fault: chance.of([
      { kind: 'retcode', retcode: chance.of(['000-002', '100-011']) },
      { kind: 'http', status: chance.of([403, 404, 405]) },
    ]),
  }),
};

/** How often each comes, in proportion. What stops the panel is rare. */
const OFTEN = {
  'latency': 10, 'time-out': 4, 'hang': 4, 'lost on the way': 2, 'no route': 3, 'drop': 6, '5xx': 8,
  'html': 5, 'out of a cache': 3, 'empty body': 2, 'not json': 3, 'truncated': 6, 'oversized': 3, 'wrong types': 2,
  'retyped': 10, 'bit flips': 10, 'content type': 2, 'gbk': 3, 'byte-order mark': 2,
  'the example\'s mistakes': 3, 'flow control': 4, 'fail-over': 5, 'gateway fault': 4,
  'guid refused': 2, 'session over': 0.4, 'in its place': 3, 'misconfigured': 0.4,
};

/** The names of all faults. */
export const FAULTS = Object.keys(DRAWN);

/** A request that nothing happens to: `{name, out, back, end, fault}`. */
export const unharmed = (chance) => ({ name: null, out: 0, back: chance.between(5, 120) });

/** What happens to a request, out of all faults, or of those of that name. */
export function drawFault(chance, name = chance.weighted(OFTEN)) {
  return { ...unharmed(chance), ...DRAWN[name](chance), name };
}

const seed = (chance) => chance.between(0, 2 ** 31);
