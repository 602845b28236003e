// The pictures that an agent can see, each as a way to get there: for tests that hold for
// all of them, such as those of accessibility and layout.
import { breakable, breakPanel } from './crash.mjs';

/** A call with every datum that the card can show, put on hold. */
export const FULL_CALL = {
  caller: '+86 138 0013 8000',
  called: '4008001234',
  callId: '1456401416-3',
  feature: 0,
  data: `Order 4711, second enquiry. ${'The customer asks where the parcel is. '.repeat(8)}`,
  recording: '20260301-104500-000317',
  partner: '41077',
  talkingForMs: 184_000,
  heldForMs: 42_000,
  secondCallId: '1456401420-1',
  secondFeature: 51,
  secondForMs: 31_000,
};

const CALL = { caller: '13800138000', called: '4008001234', talkingForMs: 65_000 };
/** Chromium's own line about an answer that a scenario makes fail. */
const FAILED = /Failed to load resource/;

/** An open panel, at rest in a state. */
const at = (setup, more) => ({ open, page, config }) =>
  open(page, { setup, config, driven: true, ...more });

/** A panel that is idle, or as `setup` says, until the gateway's answers turn bad. */
const failing = (fault, { setup = { state: 'idle', sinceMs: 95_000 }, sync = false } = {}) =>
  async ({ open, page, config, gateway, guard }, done) => {
    guard.allow(FAILED);
    await gateway.signIn(setup);
    if (sync) await gateway.fault({ interface: 'any', ...fault });
    const session = { agentId: gateway.agentId, guid: gateway.guid };
    const panel = await open(page, { setup: false, session, config, driven: true });
    if (!sync) await gateway.fault({ interface: 'any', ...fault });
    await panel.advanceUntil(() => done(panel), { limit: 90_000 });
    return panel;
  };

const connection = (value) => async (panel) =>
  (await panel.connection.getAttribute('data-connection')) === value;
const badge = (name, value) => async (panel) =>
  (await panel.badge.getAttribute(name)) === value;

/** Puts a failing panel and the moment that it is waited for together. */
const until = (scenario, done) => (fixtures) => scenario(fixtures, done);

/**
 * The scenarios by name. Each takes the test's fixtures (`open`, `page`, `gateway`,
 * `guard`) and `config`, and gives the panel.
 */
export const SCENARIOS = {
  idle: at({ state: 'idle', sinceMs: 754_000 }),
  ringing: at({ state: 'ringing', sinceMs: 6_000, call: { ...CALL, talkingForMs: 0 } }),
  'held call with all fields': at({
    state: 'hold',
    sinceMs: 42_000,
    call: FULL_CALL,
    qcWorkNo: '40001',
  }),
  'three-party call': at({
    state: 'three-party',
    sinceMs: 31_000,
    call: { ...CALL, partner: '41077', feature: 53 },
  }),
  'wrap-up with the last call': async ({ open, page, config, gateway }) => {
    const setup = { state: 'talking', sinceMs: 65_000, call: CALL, wrapUpMs: null };
    const panel = await open(page, { setup, config, driven: true });
    await panel.advance(4_000);
    await gateway.act('hangup');
    await panel.advance(4_000);
    return panel;
  },
  'call that nobody described': async ({ open, page, config, gateway }) => {
    const asked = { callDetails: 'off', ...config };
    const panel = await open(page, { setup: { state: 'idle' }, config: asked, driven: true });
    await gateway.change({ state: 'talking', call: CALL });
    await panel.advance(4_000);
    return panel;
  },
  'busy pending': at({ state: 'talking', sinceMs: 65_000, call: CALL, preBusy: true }),
  'command running': at({
    state: 'talking',
    sinceMs: 65_000,
    call: CALL,
    command: 6,
    commandForMs: 2_000,
    commandMs: 600_000,
  }),
  'command unconfirmed': at({
    state: 'talking',
    sinceMs: 65_000,
    call: CALL,
    command: 13,
    commandForMs: 14_000,
    commandMs: 600_000,
  }),
  stale: until(
    failing(
      { kind: 'http', status: 502, body: '<h1>Bad Gateway</h1>' },
      { setup: { state: 'talking', sinceMs: 65_000, call: CALL } },
    ),
    badge('data-fresh', 'false'),
  ),
  'status unknown': until(
    failing(
      { kind: 'http', status: 502, body: '<h1>Bad Gateway</h1>' },
      { setup: { state: 'talking', sinceMs: 65_000, call: CALL } },
    ),
    badge('data-state', 'unknown'),
  ),
  'switching over': until(
    failing({ kind: 'retcode', retcode: '105-002', message: 'disaster recovery' }),
    connection('switching'),
  ),
  'slowed down': until(failing({ kind: 'http', status: 429 }), connection('slowed')),
  'gateway fault': until(
    failing({ kind: 'retcode', retcode: '999-001', message: 'WAS_URL_ERROR' }),
    async (panel) => panel.notice.isVisible(),
  ),
  'session expired': until(
    failing({ kind: 'retcode', retcode: '000-003', message: 'no permission' }),
    connection('expired'),
  ),
  misconfigured: until(
    failing({ kind: 'http', status: 404, body: '<h1>Not Found</h1>' }, { sync: true }),
    connection('misconfigured'),
  ),
  'a page instead': until(
    failing(
      { kind: 'http', status: 404, body: '<h1>Not Found</h1>' },
      { setup: { state: 'talking', sinceMs: 65_000, call: CALL } },
    ),
    async (panel) => panel.notice.isVisible(),
  ),
  'call not recovered': until(
    failing({ interface: 'sync', kind: 'http', status: 502, times: 3 }, { sync: true }),
    async (panel) => panel.recoveryNotice.isVisible(),
  ),
  'connect form': async (fixtures) => {
    const panel = await at(false)(fixtures);
    await panel.openForm();
    return panel;
  },
  crash: async ({ open, page, config }) => {
    await breakable(page);
    const panel = await open(page, { config });
    await breakPanel(page);
    await page.locator('[data-boot="crashed"]').waitFor();
    return panel;
  },
};
