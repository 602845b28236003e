// A portal on an origin of its own: pages that a test gives, and host.js beside them.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Starts a portal on a free port: its `origin`, `serve(path, html, headers)`, and `stop()`. */
export async function startPortal() {
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://portal');
    const isHost = pathname === '/host.js';
    const { body, headers = {} } = isHost ? { body: await readFile(join(process.env.DIST, 'host.js')) } : pages.get(pathname) ?? {};
    response.statusCode = body === undefined ? 404 : 200;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('Content-Type', isHost ? 'text/javascript' : 'text/html; charset=utf-8');
    // A page without an icon of its own would be asked for one.
    response.end(body ?? '');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    serve(path, html, headers) {
      pages.set(path, { headers, body: `<!doctype html><title>Portal</title><link rel="icon" href="data:,">${html}` });
    },
    stop() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
