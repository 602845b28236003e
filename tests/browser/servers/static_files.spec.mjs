// Every file of the build, as each server gives it: its type, its compressed form, what a
// browser may keep of it, and the headers that protect it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask } from './support/ask.mjs';
import { expect, test } from './support/served.mjs';
import { SERVERS } from './support/web_server.mjs';

const TYPES = {
  html: /^text\/html; ?charset=utf-8$/i,
  js: /^(text|application)\/javascript(; ?charset=utf-8)?$/i,
  css: /^text\/css(; ?charset=utf-8)?$/i,
  json: /^application\/json(; ?charset=utf-8)?$/i,
  wasm: /^application\/wasm$/,
  txt: /^text\/plain/,
};
const POLICY = [
  ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'"],
  ["img-src 'self' data:", "base-uri 'none'", "form-action 'none'"],
  ["require-trusted-types-for 'script'", "trusted-types 'none'", "frame-ancestors 'self'"],
].flat().join('; ');

const files = await readdir(process.env.DIST);
const plain = files.filter((name) => !/\.(br|gz)$/.test(name));
const isLasting = (name) => /[-.][0-9a-f]{8,}[._]/.test(name);

function expectType(headers, name) {
  const type = TYPES[(name || 'index.html').split('.').pop()];
  // No page loads the others, such as panel.d.ts.
  if (type) expect(headers['content-type'], name).toMatch(type);
}

function expectProtected(headers) {
  expect(headers['content-security-policy']).toBe(POLICY);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['permissions-policy']).toContain('microphone=()');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
}

for (const kind of SERVERS) {
  for (const path of ['/agent-panel/', '/']) {
    test.describe(`${kind}, the panel at ${path}`, () => {
      test('every file has its type, its protection, and is kept for as long as its name says', async ({ serve }) => {
        const server = await serve(kind, { path });
        expect(plain.filter(isLasting).length).toBeGreaterThan(3);
        for (const name of [...plain, '']) {
          const { status, headers, body } = await ask(server, path + name);
          expect(status, name).toBe(200);
          expectType(headers, name);
          expect(headers['content-encoding'], name).toBeUndefined();
          expect(headers.vary, name).toMatch(/^accept-encoding$/i);
          expect(headers['cache-control'], name).toBe(
            isLasting(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
          expectProtected(headers);
          expect(body.equals(await readFile(join(process.env.DIST, name || 'index.html'))), name).toBe(true);
        }
      });

      test('a browser gets the compressed form that it takes, with the type of the file', async ({ serve }) => {
        const server = await serve(kind, { path });
        for (const [accepted, encoding, end] of [
          ['gzip, deflate, br', 'br', '.br'],
          ['gzip, deflate', 'gzip', '.gz'],
          ['gzip;q=1.0, br;q=0', 'gzip', '.gz'],
          ['identity', undefined, ''],
        ]) {
          for (const name of plain) {
            const asked = { headers: { 'Accept-Encoding': accepted } };
            const { status, headers, body } = await ask(server, path + name, asked);
            const there = files.includes(name + end);
            expect(status).toBe(200);
            expect(headers['content-encoding'], `${name} for ${accepted}`).toBe(there ? encoding : undefined);
            expectType(headers, name);
            expect(headers.vary, name).toMatch(/^accept-encoding$/i);
            expect(body.equals(await readFile(join(process.env.DIST, there ? name + end : name))), name).toBe(true);
            expectProtected(headers);
          }
        }
      });

      test('what has not changed is not sent again', async ({ serve }) => {
        const server = await serve(kind, { path });
        for (const name of plain) {
          const headers = { 'Accept-Encoding': 'br' };
          const first = await ask(server, path + name, { headers });
          const { etag, 'last-modified': modified } = first.headers;
          expect(etag ?? modified, name).toBeTruthy();
          const validator = etag ? { 'If-None-Match': etag } : { 'If-Modified-Since': modified };
          const second = await ask(server, path + name, { headers: { ...headers, ...validator } });
          expect(second.status, name).toBe(304);
          expect(second.body.length).toBe(0);
          expect(second.headers['cache-control'], name).toBe(first.headers['cache-control']);
        }
      });

      test('a file that is not there is not kept, and no folder is listed', async ({ serve }) => {
        const server = await serve(kind, { path });
        for (const name of ['cec-agent-panel-00000000_bg.wasm', 'boot-00000000.js', 'nothing', 'index.html.br', 'panel.js.gz']) {
          const { status, headers } = await ask(server, path + name, { headers: { 'Accept-Encoding': 'br' } });
          expect(status, name).toBe(404);
          expect(headers['cache-control'] ?? '', name).not.toContain('immutable');
          expect(headers['content-encoding'], name).toBeUndefined();
        }
      });
    });
  }

  test(`${kind} leads to the slash, and from HTTP to HTTPS`, async ({ page, guard, serve }) => {
    const server = await serve(kind, { path: '/agent-panel/' });
    guard.allowOrigin(server.origin);
    await page.goto(`${server.origin}/agent-panel`);
    expect(page.url()).toBe(`${server.origin}/agent-panel/`);
    await expect(page.locator('[part="status-badge"]')).toBeVisible();
    // Before a portal is there.
    expect((await ask(server, '/')).status).toBe(kind === 'caddy' ? 200 : 403);
    const bare = await ask(server, '/agent-panel');
    expect(bare.status).toBe(301);
    const to = new URL(bare.headers.location, server.origin);
    expect(to.pathname).toBe('/agent-panel/');
    const insecure = await ask(server, '/agent-panel/?a=1', { plain: true });
    expect(insecure.status).toBe(301);
    expect(insecure.headers.location).toMatch(/^https:\/\/portal\.example\.com(:\d+)?\/agent-panel\/\?a=1$/);
  });
}
