// One request to a server, told to the letter: nothing is decoded, followed or kept.
import * as http from 'node:http';
import * as https from 'node:https';
import { PORTAL } from './web_server.mjs';

/** Asks the server for `path`: `{status, headers, body}`, the body as it came. The
 *  certificate is the test's own, so it is not looked at. `plain`: over HTTP. */
export function ask(server, path, { method = 'GET', headers = {}, body, plain = false } = {}) {
  const port = plain ? server.plainPort : server.port;
  const { request } = plain ? http : https;
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      servername: PORTAL,
      rejectUnauthorized: false,
      agent: false,
      path,
      method,
      headers: { Host: `${PORTAL}:${port}`, ...headers },
    }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
