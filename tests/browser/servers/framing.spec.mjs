// `frame-ancestors`, which each server sends: the browser itself refuses the page to a frame of
// another origin, also where the panel would let itself be shown.
import { iframeSample, tellGuid } from '../support/iframe_sample.mjs';
import { startPortal } from '../support/portal_server.mjs';
import { expect, test } from './support/served.mjs';
import { SERVERS } from './support/web_server.mjs';

for (const kind of SERVERS) {
  test(`${kind}: the browser shows the page in a frame of its own origin, and of no other`, async ({ page, guard, serve }) => {
    const server = await serve(kind);
    const stranger = await startPortal();
    for (const { origin } of [server, stranger]) guard.allowOrigin(origin);
    // The stranger has no https, and the panel's page does.
    guard.allow(/parentOrigins: wrong-value/);
    const around = `<iframe src="${server.origin}/agent-panel/"></iframe>`;
    await page.route('**/config.json', (route) => route.fulfill({ json: { parentOrigins: [stranger.origin] } }));
    await page.route(`${server.origin}/around`, (route) => route.fulfill({ contentType: 'text/html', body: around }));
    stranger.serve('/', around);

    await page.goto(`${server.origin}/around`);
    await expect(page.frameLocator('iframe').locator('[part=status-badge]')).toHaveAttribute('data-state', 'unknown');

    guard.allow(/violates .* "frame-ancestors 'self'"/);
    const refusal = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
    await page.goto(`${stranger.origin}/`);
    await refusal;
    await expect.poll(() => page.frames().map((frame) => frame.url())).toEqual([
      `${stranger.origin}/`,
      'chrome-error://chromewebdata/',
    ]);
    await page.goto('about:blank');
    await stranger.stop();
  });

  for (const [name, headers] of [
    ['a portal', {}],
    ['a portal that is isolated', { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' }],
  ]) {
    test(`${kind}: ${name} on its own origin has the panel by the sample of docs/embedding.md`, async ({ page, gateway, guard, serve }) => {
      const server = await serve(kind);
      guard.allowOrigin(server.origin);
      await gateway.signIn({ state: 'rest' });
      await tellGuid(page, gateway.guid);
      const body = `<!doctype html><link rel="icon" href="data:,">${await iframeSample('/agent-panel/', gateway.agentId)}`;
      await page.route(`${server.origin}/around`, (route) => route.fulfill({ contentType: 'text/html', headers, body }));
      await page.goto(`${server.origin}/around`);
      await expect(page.frameLocator('iframe').locator('[part=status-badge]')).toHaveAttribute('data-state', 'rest');
      expect(await page.evaluate(() => window.crossOriginIsolated)).toBe('Cross-Origin-Embedder-Policy' in headers);
      await page.goto('about:blank');
    });
  }
}
