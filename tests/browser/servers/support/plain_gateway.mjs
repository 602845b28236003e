// A gateway that does nothing but set cookies and hand out Guids, and that keeps what it was
// asked, to the letter: the simulated one's log does not hold what secrets it was sent.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

/** Starts it with a certificate: its `port`, the requests that it was `asked`, the headers
 *  that it `answers` with, and its `status`; `stop()`. */
export async function startPlainGateway({ certificate, key }) {
  const gateway = { asked: [], answers: {}, status: 200 };
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(key) },
    async (request, response) => {
      const { method, url: path, headers } = request;
      const body = (await request.toArray()).join('');
      gateway.asked.push({ method, path, headers, body });
      for (const [name, value] of Object.entries(gateway.answers)) response.setHeader(name, value);
      response.setHeader('Content-Type', 'application/json');
      response.statusCode = gateway.status;
      response.end('{"message":"","retcode":"0"}');
    },
  );
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  gateway.port = server.address().port;
  gateway.stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return gateway;
}
