// A gateway on another origin: with CORS the panel works, without it the message names CORS
// and the proxy. The page itself comes from `python3 -m http.server`, which sets no header.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gateway, startGateway } from '../support/gateway.mjs';
import { expect, test as base } from '../support/panel.mjs';
import { putConfig } from './support/web_server.mjs';

const test = base.extend({
  /** Python's server with the build, and a `config.json` to put into it. */
  python: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'cec-agent-panel-python-'));
      await cp(process.env.DIST, folder, { recursive: true });
      const options = ['--bind', '127.0.0.1', '--directory', folder, '0'];
      const child = spawn('python3', ['-u', '-m', 'http.server', ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
      const ended = new Promise((ended) => child.once('exit', ended));
      const port = await new Promise((found, failed) => {
        child.stdout.on('data', (data) => {
          const port = String(data).match(/port (\d+)/)?.[1];
          if (port) found(port);
        });
        ended.then((code) => failed(new Error(`python3 -m http.server ended with ${code}`)));
      });
      await use({ folder, origin: `http://127.0.0.1:${port}` });
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],

  /** A gateway that allows that server's pages. */
  allowing: [
    async ({ python }, use) => {
      const process = await startGateway(['--cors', python.origin]);
      await use(process);
      await process.stop();
    },
    { scope: 'worker' },
  ],
});

test.describe('a gateway that allows the page', () => {
  test.use({ gateway: async ({ allowing }, use) => {
    const gateway = new Gateway(allowing.origin);
    await use(gateway);
    await gateway.reset();
  } });

  test('from a server that knows no headers, the panel works with a gateway elsewhere', async ({ page, gateway, open, python }) => {
    await putConfig(python.folder, { gateway: gateway.origin });
    const types = new Map();
    page.on('response', (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === python.origin) types.set(pathname.split('.').pop(), response.headers()['content-type']);
    });
    const panel = await open(page, { origin: python.origin, setup: { state: 'hold', call: { caller: '13800138000' } } });
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
    await expect(panel.value('caller')).toHaveText('13800138000');
    await gateway.act('hangup');
    await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up', { timeout: 8_000 });
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
    expect(types.get('wasm')).toBe('application/wasm');
    expect(types.get('js')).toMatch(/javascript/);
    expect(await gateway.count('sync')).toBe(1);
    const asked = (await gateway.log()).map(({ method }) => method);
    expect(asked.every((method) => ['GET', 'POST'].includes(method)), 'preflights are no requests').toBe(true);
  });
});

for (const [locale, words] of [
  ['en-GB', /CORS.*proxy.*docs\/deploy\.md/s],
  ['zh-CN', /CORS.*代理.*docs\/deploy\.md/s],
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`a gateway that does not allow the page gets a message that names CORS and the proxy, in ${locale}`, async ({ page, gateway, guard, open, python }) => {
      guard.allow(/CORS|Failed to load resource/);
      guard.allowOrigin(gateway.origin);
      await putConfig(python.folder, { gateway: gateway.origin });
      const panel = await open(page, { origin: python.origin });
      await expect(panel.notice).toContainText(words, { timeout: 15_000 });
      await expect(panel.connection).toHaveAttribute('data-connection', /retrying|recovering/);
      expect((await gateway.log()).filter(({ method }) => method !== 'OPTIONS')).toEqual([]);
    });
  });
}

test('a gateway behind the same origin that is gone is no matter of CORS', async ({ page, gateway, guard, open, python }) => {
  guard.allow(/Failed to load resource/);
  await putConfig(python.folder, { gateway: python.origin });
  await page.route('**/agentgateway/**', (route) => route.abort());
  const panel = await open(page, { origin: python.origin });
  await expect(panel.notice).toBeVisible({ timeout: 15_000 });
  await expect(panel.notice).not.toContainText('CORS');
});
