// A config.json that is broken, or made to do harm: what cannot be obeyed is reported, and
// nothing of it makes the panel send the Guid elsewhere, run what stands in it, or ask the
// gateway without a pause. (core/tests/all/panel_settings.rs has the table of all values.)
import { expect, test } from './support/panel.mjs';

const WRONG = 'not a value of this setting, default used';
const ADDRESSES = '/…, https://…, http://…';
/** What the console says of a setting. */
const TOLD = /^console warning: cec-agent-panel .* (unknown-key|wrong-value|out-of-range|not-json)/s;

/** Opens the panel with a good session; gives the addresses that it has asked beyond its files. */
async function openWith(config, { page, open, gateway, guard }) {
  guard.allow(TOLD);
  const origins = new Set();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:') origins.add(url.origin);
  });
  const panel = await open(page, { setup: { state: 'busy' }, config });
  await expect(panel.badge, 'the defaults stand').toHaveAttribute('data-state', 'busy');
  expect([...origins]).toEqual([gateway.origin]);
  await panel.connection.locator('summary').click();
  return panel.connection.getByRole('listitem').filter({ hasText: 'config.json' });
}

for (const [gateway, shown = '?'] of [
  ['javascript:fetch("https://evil.example/")'],
  ['data:application/json,{}'],
  ['//evil.example', '"//evil.example"'],
  ['/\\evil.example'],
  ['https://gateway@evil.example'],
  ['https://user:pass@evil.example'],
  ['https://evil.example\r\nGuid: x'],
  [' https://evil.example', '" https://evil.example"'],
]) {
  test(`the gateway ${JSON.stringify(gateway)} is reported, and asked for nothing`, async ({ page, open, gateway: own, guard }) => {
    const lines = await openWith({ gateway, credentials: 'include' }, { page, open, gateway: own, guard });
    await expect(lines).toHaveText([`config.json gateway: ${WRONG} here ${shown}; allowed: ${ADDRESSES}`]);
  });
}

for (const [name, config, complaints] of [
  ['a huge file', `{"theme":"dark","x":"${'x'.repeat(5_000_000)}"}`, 1],
  ['a file that is nested without end', '['.repeat(30_000), 1],
  ['a setting that is nested without end', `{"gateway":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 1],
  ['a page in its place', '<!doctype html><script>window.harm = true</script><img src=x onerror="window.harm=true">', 1],
  ['markup in keys', { '<img src=x onerror=window.harm=true>': 1, '</li><script>window.harm=true</script>': 2 }, 2],
  ['keys of prototypes', '{"__proto__":{"gateway":"https://evil.example","harm":true},"constructor":{"prototype":{"harm":true}},"toString":1}', 3],
  ['thousands of unknown keys', Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`a${n}`, n])), 40],
  ['times without sense', { pollIntervalMs: 0, hiddenPollIntervalMs: -1, requestTimeoutMs: 1e300 }, 3],
  ['other origins in odd forms', { parentOrigins: ['*', 'https://*.evil.example', 'javascript:1', null, {}] }, 1],
]) {
  test(`${name}: reported, and nothing of it happens`, async ({ page, open, gateway, guard }) => {
    const lines = await openWith(config, { page, open, gateway, guard });
    await expect(lines).toHaveCount(complaints);
    expect(await page.evaluate(() => [window.harm, {}.harm, document.querySelectorAll('main img, main script').length])).toEqual([undefined, undefined, 0]);
    const before = await gateway.count('status');
    await page.waitForTimeout(3_500);
    expect((await gateway.count('status')) - before).toBeLessThanOrEqual(4);
  });
}

test('a page that came over TLS neither asks a gateway in the clear nor is framed by a page that did not', async ({ page, gateway, guard }) => {
  // No server here has a certificate: the browser is told that this one had.
  guard.allow(/Failed to load resource/);
  guard.allow(TOLD);
  const secure = 'https://panel.example';
  guard.allowOrigin(secure);
  const asked = [];
  await page.route('**', async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.startsWith('/agentgateway/')) {
      asked.push(url.origin);
      return route.fulfill({ status: 404 });
    }
    if (url.pathname === '/config.json') {
      const config = { gateway: gateway.origin, credentials: 'include', parentOrigins: ['http://portal.example'] };
      return route.fulfill({ contentType: 'application/json', body: JSON.stringify(config) });
    }
    if (url.origin === 'http://portal.example') {
      return route.fulfill({ contentType: 'text/html', body: `<!doctype html><link rel="icon" href="data:,"><iframe src="${secure}/"></iframe>` });
    }
    return route.fulfill({ response: await route.fetch({ url: gateway.origin + url.pathname }) });
  });
  guard.allowOrigin('http://portal.example');
  await page.addInitScript(() => {
    // A frame of another site may have no storage.
    if (window.parent === window && location.protocol === 'https:') {
      sessionStorage.setItem('cec-agent-panel.session', '{"agentId":"41001","guid":"a-guid"}');
    }
  });
  await page.goto(`${secure}/`);
  await page.locator('[part="connection"] summary').click();
  const lines = page.locator('[part="connection"] li').filter({ hasText: 'config.json' });
  await expect(lines).toHaveText([
    /^config\.json gateway: .*; allowed: \/…, https:\/\/…$/,
    `config.json parentOrigins: ${WRONG} here ["http://portal.example"]; allowed: [https://…]`,
  ]);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(new Set(asked), 'its own origin, and no other').toEqual(new Set([secure]));

  await page.goto('http://portal.example/');
  const message = page.frameLocator('iframe').locator('[data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'framed');
  await expect(message).toContainText('http://portal.example');
});
