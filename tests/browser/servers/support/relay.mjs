// The cable between a web server and the gateway, to pull it out and put it back in.
import { connect, createServer } from 'node:net';

/** A port that hands every connection on to `target` of this machine. `cut()` leaves nobody
 *  listening there, `restore()` brings it back. */
export async function startRelay(target) {
  const open = new Set();
  const server = createServer((client) => {
    const gateway = connect(target, '127.0.0.1');
    for (const [end, other] of [[client, gateway], [gateway, client]]) {
      open.add(end);
      end.on('close', () => {
        open.delete(end);
        other.destroy();
      });
      // A connection that breaks is what the tests are about.
      end.on('error', () => other.destroy());
    }
    client.pipe(gateway);
    gateway.pipe(client);
  });
  const listen = (port) => new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  const { port } = server.address();
  const cut = () => {
    const closed = new Promise((closed) => server.close(closed));
    for (const socket of open) socket.destroy();
    return closed;
  };
  return {
    port,
    cut,
    restore: () => listen(port),
    stop: () => (server.listening ? cut() : undefined),
  };
}
