// What the page may load and whom it may talk to: nobody but its own origin, under a
// policy that forbids all that it does not need; and the Guid stays in its header (R9).
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from './support/panel.mjs';

test('a whole session breaks no rule of the policy and asks no other origin', async ({ page, gateway, open }) => {
  const origins = new Set();
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) origins.add(origin);
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const setup = { state: 'idle', wrapUpMs: null };
  const panel = await open(page, { setup, driven: true });
  const policy = (await page.request.get(gateway.origin)).headers()['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);

  for (const action of ['ring', 'answer', 'hold', 'unhold', 'busy', 'hangup', 'cancel-busy']) {
    await gateway.act(action);
    await panel.advance(4_000);
  }
  await panel.connection.locator('summary').click();
  await gateway.act('expire-guid');
  await panel.advanceUntil(async () => panel.formOffer.isVisible());
  await expect(panel.formOffer).toBeVisible();

  expect(await page.evaluate(() => window.violations)).toEqual([]);
  expect([...origins]).toEqual([gateway.origin]);
});

test('neither the served page nor the mounted panel has an inline script or style', async ({ page, gateway, open }) => {
  const html = await page.request.get(gateway.origin).then((response) => response.text());
  const inline = (text) => [
    ...text.matchAll(/<script\b[^>]*>[^<]+|<style\b|\son\w+\s*=|\sstyle\s*=|javascript:/gi),
  ].map(String);
  expect(inline(html)).toEqual([]);
  await open(page, { setup: { state: 'hold', call: { caller: '13800138000' } } });
  expect(inline(await page.content())).toEqual([]);
});

test('the Guid travels in its header and nowhere else', async ({ page, gateway, open }) => {
  const sent = [];
  page.on('request', (request) => sent.push(request));
  const panel = await open(page, { driven: true, setup: { state: 'talking' } });
  await panel.advance(9_000);
  const asked = sent.filter((request) => request.url().includes('/agentgateway/'));
  expect(asked.length).toBeGreaterThan(3);
  for (const request of asked) {
    const headers = await request.allHeaders();
    const { guid, ...others } = headers;
    expect(guid).toBe(gateway.guid);
    expect(JSON.stringify(others)).not.toContain(gateway.guid);
    expect(headers.referer).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
  }
  for (const request of sent.filter((request) => !asked.includes(request))) {
    expect(JSON.stringify(await request.allHeaders())).not.toContain(gateway.guid);
  }
});

test('a redirect is refused, and the Guid does not follow it', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource|redirect/i);
  const visitors = [];
  const elsewhere = createServer((request, response) => {
    visitors.push(request.headers);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.end('{"retcode":"0","result":{"agentState":4,"isWorking":false}}');
  });
  await new Promise((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  const target = `http://127.0.0.1:${elsewhere.address().port}/`;
  try {
    const panel = await open(page, { setup: { state: 'busy' } });
    for (const location of [target, '/agentgateway/resource/elsewhere']) {
      await page.route('**/agentstatus', (route) =>
        route.fulfill({ status: 307, headers: { Location: location } }),
      );
      await expect(panel.connection).toHaveAttribute('data-connection', 'retrying', { timeout: 9_000 });
      await expect(panel.badge).toHaveAttribute('data-state', 'busy');
      await page.unroute('**/agentstatus');
      await expect(panel.connection).toHaveAttribute('data-connection', 'live', { timeout: 15_000 });
    }
    expect(visitors).toEqual([]);
    expect((await gateway.log()).filter((entry) => entry.interface === 'unknown')).toEqual([]);
  } finally {
    elsewhere.close();
  }
});

test('the page works under trusted types, of which none is allowed', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  await page.route(`${gateway.origin}/`, async (route) => {
    const response = await route.fetch();
    const policy = `${response.headers()['content-security-policy']}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'`;
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
  const panel = await open(page, { setup: { state: 'hold', call: { caller: '13800138000' } } });
  await expect(panel.value('caller')).toHaveText('13800138000');
  await gateway.act('expire-guid');
  // The form too, and what is said when the module has gone.
  await expect(panel.formOffer).toBeVisible({ timeout: 15_000 });
  await page.evaluate(() => window.dispatchEvent(new ErrorEvent('error', { error: Object.assign(new WebAssembly.RuntimeError('trap'), { stack: document.getElementById('panel-wasm').href }) })));
  await expect(page.locator('[data-boot="crashed"]')).toBeVisible();
});

test('no file of the panel makes code or markup out of text, or has a script or style of its own in a page', async () => {
  const names = await readdir(process.env.DIST);
  const scripts = names.filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThanOrEqual(5);
  for (const name of scripts) {
    const file = await readFile(join(process.env.DIST, name), 'utf8');
    // The glue's word for a function stands in a text, and calls nothing.
    const text = file.replaceAll('`Function(${', '`');
    const found = text.match(/\beval\s*\(|\bFunction\s*\(|\bset(Timeout|Interval)\s*\(\s*["'`]|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\.srcdoc|javascript:/g);
    expect(found, name).toBeNull();
  }
  for (const name of names.filter((name) => name.endsWith('.html'))) {
    const html = await readFile(join(process.env.DIST, name), 'utf8');
    expect(html.match(/<script\b[^>]*>[^<]+|<style\b|\son\w+\s*=|\sstyle\s*=|javascript:/gi), name).toBeNull();
  }
});
