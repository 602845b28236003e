// The security policies of portals: what the element needs of them, what it says where it
// cannot run, and the iframe, which has a policy of its own.
import { expect, test } from './portal.mjs';

/** The policy that docs/embedding.md names for the element. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
/** The test's own page has an icon. */
const ICON = '; img-src data:';
const TYPED = "require-trusted-types-for 'script'; trusted-types 'none'";
const SETUP = { state: 'hold', call: { caller: '13800138000' } };

/** Has the page count what its policy has blocked; works under any policy. */
async function watchPolicy(page) {
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return () => page.evaluate(() => window.violations);
}

for (const [name, policy] of [
  ['the strictest policy that it can do with', STRICT],
  ['trusted types, of which none is allowed', TYPED],
  ['both', `${STRICT}; ${TYPED}`],
  ['both, and a sandbox', `${STRICT}; ${TYPED}; sandbox allow-scripts allow-same-origin; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`],
]) {
  test(`under ${name}, the element works and breaks no rule`, async ({ page, portal, gateway, guard }) => {
    // Chromium's remark on such a sandbox.
    guard.allow(/can escape its sandboxing/);
    const violations = await watchPolicy(page);
    portal.serve('/', { headers: { 'Content-Security-Policy': policy + ICON } });
    const panel = await portal.open(page, { setup: SETUP });
    await expect(panel.value('caller')).toHaveText('13800138000');
    await gateway.act('hangup');
    await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
    await expect(panel.badge).toHaveCSS('display', 'grid');
    await panel.connection.locator('summary').click();
    await page.evaluate(() => Object.assign(document.querySelector('cec-agent-panel'), { locale: 'zh-CN', theme: 'dark', layout: 'compact' }));
    await expect(panel.stateName).toHaveText(/\p{Script=Han}/u);
    expect(await violations()).toEqual([]);
    expect(await gateway.count('sync')).toBe(1);
  });
}

/** Expects the message about the portal's policy, with what is to be allowed. */
async function expectBlocked(page, directive) {
  const message = page.locator('cec-agent-panel [data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'blocked');
  await expect(message).toContainText(directive);
  await expect(message).toContainText('iframe');
  await expect(message.getByRole('heading')).toBeVisible();
}

for (const [name, policy, directive] of [
  ["'wasm-unsafe-eval' is missing", "default-src 'none'; script-src 'self'; connect-src 'self'", 'wasm-unsafe-eval'],
  ['the files of its own origin cannot be fetched', "script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'", 'connect-src'],
  ['a script is allowed by its address alone', "script-src ORIGIN/panel.js 'wasm-unsafe-eval'", 'script-src'],
]) {
  test(`where ${name}, a message says so and names the iframe`, async ({ page, portal, guard, gateway }) => {
    guard.allow(/Content Security Policy|Content-Security-Policy|violates|Failed to load|Refused/i);
    portal.serve('/', { headers: { 'Content-Security-Policy': policy.replace('ORIGIN', portal.origin) } });
    await portal.open(page, { setup: SETUP });
    await expectBlocked(page, directive);
    expect(await gateway.count('sync')).toBe(0);
  });
}

test("a nonce with 'strict-dynamic' is enough for the scripts", async ({ page, portal }) => {
  const violations = await watchPolicy(page);
  portal.serve('/', {
    script: null,
    before: '<script type="module" nonce="abc" src="/panel.js"></script>',
    headers: { 'Content-Security-Policy': "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self'" },
  });
  const panel = await portal.open(page, { setup: SETUP });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  expect(await violations()).toEqual([]);
});

test.describe('from another origin', () => {
  const CORS = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'guid, content-type',
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Max-Age': '600',
  };
  const policyFor = (origin) =>
    `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src 'self' ${origin}; ${TYPED}${ICON}`;

  test('the scripts come with CORS, under a policy that names that origin; the gateway may be there too', async ({ page, portal, gateway }) => {
    const cdn = await portal.another();
    cdn.headers = CORS;
    try {
      const violations = await watchPolicy(page);
      portal.serve('/', {
        script: `${cdn.origin}/panel.js`,
        body: portal.element().replace('gateway="/"', `gateway="${cdn.origin}"`),
        headers: { 'Content-Security-Policy': policyFor(cdn.origin) },
      });
      const panel = await portal.open(page, { setup: SETUP });
      await expect(panel.value('caller')).toHaveText('13800138000');
      await gateway.act('unhold');
      await expect(panel.badge).toHaveAttribute('data-state', 'talking');
      expect(await violations()).toEqual([]);
      const paths = new Set(cdn.asked.map(({ path }) => path.replace(/[0-9a-f]{8}/, '#').replace(/\d{5}/, 'id')));
      expect(paths).toContain('/panel.js');
      expect([...paths].filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
      expect([...paths].filter((path) => path.includes('config.json'))).toEqual([]);
      // Neither cookies nor an address of the portal's go there.
      for (const { headers } of cdn.asked) expect(headers.cookie).toBeUndefined();
    } finally {
      await cdn.stop();
    }
  });

  test('where that policy does not name the origin for connections, a message says so', async ({ page, portal, guard }) => {
    guard.allow(/Content Security Policy|violates|Failed to load|Refused/i);
    const cdn = await portal.another();
    cdn.headers = CORS;
    try {
      portal.serve('/', {
        script: `${cdn.origin}/panel.js`,
        headers: { 'Content-Security-Policy': policyFor(cdn.origin).replace(`connect-src 'self' ${cdn.origin}`, "connect-src 'self'") },
      });
      await portal.open(page, { setup: SETUP });
      await expectBlocked(page, 'connect-src');
    } finally {
      await cdn.stop();
    }
  });
});

test('in an iframe, the panel works under a policy that allows nothing but frames', async ({ page, portal, gateway }) => {
  portal.serve('/portal', {
    script: null,
    body: '<iframe id="panel" src="/index.html" width="400" height="600"></iframe>',
    headers: { 'Content-Security-Policy': `default-src 'none'; frame-src 'self'; ${TYPED}${ICON}` },
  });
  const violations = await watchPolicy(page);
  await portal.open(page, { path: '/portal', setup: SETUP });
  const frame = page.frameLocator('#panel');
  await expect(frame.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'hold');
  await gateway.act('unhold');
  await expect(frame.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'talking', { timeout: 10_000 });
  expect(await violations()).toEqual([]);
});
