// The built folder on a web server of the test's own, to be damaged and upgraded:
//
//   import { test, expect } from './support/folder.mjs';
//
//   test('…', async ({ page, folder }) => {
//     await folder.remove(await folder.name('boot-'));
//     await page.goto(folder.origin);
//   });
//
// What is not in the folder comes from the gateway.
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test as base } from './panel.mjs';

export { expect } from '@playwright/test';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** The policy of docs/deploy.md's kind: nothing but what the page needs. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** A name that follows the content: its hash, and what stands around that. */
const HASHED = /^(.+-)([0-9a-f]{8})((?:_bg)?\.\w+)$/;

export const test = base.extend({
  folder: async ({ gateway, guard, context }, use) => {
    const folder = new Folder(gateway);
    await folder.start();
    guard.allowOrigin(folder.origin);
    await use(folder);
    for (const page of context.pages()) {
      if (page.url().startsWith('http')) await guard.lookForGuid(page);
      await page.goto('about:blank');
    }
    await folder.stop();
  },
});

/** Whether a visit in English loads that file, or may. */
export const isOfEnglishVisit = (name) => name.startsWith('language-en-') || !/^(language|messages|extras)-/.test(name);

/** The names of the built files whose names follow their content, sorted. */
export async function hashedFiles(folder = process.env.DIST) {
  return (await readdir(folder)).filter((name) => HASHED.test(name)).sort();
}

export const sha256 = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding);

export class Folder {
  #gateway;
  /** The folder. */
  path;
  #server = createServer((asked, response) => this.#answer(asked, response));
  /** The paths that were asked for, since the test has last emptied this. */
  asked = [];
  /** Sent with every file; null for none. */
  policy = POLICY;
  /** Sent with every file besides. */
  headers = {};
  /** By how many ms the answer with a file is late. */
  lateMs = () => 0;
  /** What Cache-Control says of a file. */
  caching = (name) => (HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');

  constructor(gateway) {
    this.#gateway = gateway;
  }

  async start() {
    this.path = await mkdtemp(join(tmpdir(), 'panel-folder-'));
    for (const name of await readdir(process.env.DIST)) {
      if (extname(name) !== '') await copyFile(join(process.env.DIST, name), join(this.path, name));
    }
    await new Promise((listening) => this.#server.listen(0, '127.0.0.1', listening));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
    await rm(this.path, { recursive: true });
  }

  read(name) {
    return readFile(join(this.path, name));
  }

  write(name, bytes) {
    return writeFile(join(this.path, name), bytes);
  }

  async remove(...names) {
    for (const name of names) await rm(join(this.path, name));
  }

  /** Changes a byte of the file so that it still is a script, a style sheet or wasm. */
  async damage(name) {
    const bytes = await this.read(name);
    if (!name.endsWith('.wasm')) return this.write(name, Buffer.concat([bytes, Buffer.from('\n')]));
    // The last letter of the last text among the data: no parser could tell.
    bytes[bytes.lastIndexOf('a')] = 'b'.charCodeAt(0);
    return this.write(name, bytes);
  }

  /** The name of the one hashed file that begins and ends so. */
  async name(start, end = '') {
    return (await hashedFiles(this.path)).find((name) => name.startsWith(start) && name.endsWith(end));
  }

  /** Signs the agent in and has every page of this test hold the session. */
  async signIn(page, setup = { state: 'idle' }) {
    await this.#gateway.signIn(setup);
    const { agentId, guid } = this.#gateway;
    await page.addInitScript(
      (session) => {
        if (location.protocol.startsWith('http')) sessionStorage.setItem('cec-agent-panel.session', session);
      },
      JSON.stringify({ agentId, guid }),
    );
  }

  /**
   * Copies another version over this one: every hashed file has other bytes, hence another
   * name, and what names them names the new ones. Gives the names of the old ones, which
   * stay beside the new.
   */
  async upgrade() {
    const old = await hashedFiles(this.path);
    // What is named comes before what names it.
    const order = ['panel-', 'language-', 'messages-', 'frame-', 'desk-', 'extras-', 'cec-', 'boot-'];
    const rank = (name) => order.findIndex((start) => name.startsWith(start));
    const renamed = [];
    const updated = (text) => renamed.reduce((text, [from, to]) => text.replaceAll(from, to), text);
    for (const name of [...old].sort((a, b) => rank(a) - rank(b))) {
      const before = await this.read(name);
      const after = name.endsWith('.wasm')
        ? Buffer.concat([before, Buffer.from([0, 2, 1, 0x78])]) // a section of its own, without content
        : Buffer.from(`${updated(before.toString())}/* the next version */\n`);
      const newName = name.replace(HASHED, (_, start, hash, end) => start + sha256(after, 'hex').slice(0, 8) + end);
      renamed.push([name, newName], [sha256(before, 'base64'), sha256(after, 'base64')]);
      if (name.startsWith('boot-')) renamed.push([`?${name.match(HASHED)[2]}`, `?${newName.match(HASHED)[2]}`]);
      await this.write(newName, after);
    }
    for (const name of ['index.html', 'panel.js']) {
      await this.write(`${name}.new`, updated((await this.read(name)).toString()));
      await rename(join(this.path, `${name}.new`), join(this.path, name));
    }
    return old;
  }

  async #answer(asked, response) {
    const path = asked.url.split('?')[0];
    this.asked.push(path);
    const name = path === '/' ? 'index.html' : path.slice(1);
    await pause(this.lateMs(name));
    const bytes = await this.read(name).catch(() => null);
    if (bytes === null || name === '') return this.#passOn(asked, response);
    response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', this.caching(name));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    for (const [header, value] of Object.entries(this.headers)) response.setHeader(header, value);
    if (this.policy) response.setHeader('Content-Security-Policy', this.policy);
    return response.end(bytes);
  }

  #passOn(asked, response) {
    if (!asked.url.startsWith('/agentgateway/')) {
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<!doctype html><p>Not found');
      return;
    }
    const { host, ...headers } = asked.headers;
    const onward = request(this.#gateway.origin + asked.url, { method: asked.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    asked.pipe(onward);
  }
}
