// A server in front of the gateway that keeps the Guid out of the browser: the portal's
// session cookie, which no script can read, decides which Guid goes on.
import { createServer, request as ask } from 'node:http';

/** The cookie of the portal's session. */
export const COOKIE = 'portal';

/** Starts the proxy on a free port, in front of the gateway at `origin`. */
export async function startGuidProxy(origin) {
  /** The Guid of each session of the portal. */
  const guids = new Map();
  /** What the browser has sent to the gateway's interfaces, as its headers. */
  const asked = [];
  const server = createServer((incoming, outgoing) => {
    const { cookie, guid, ...headers } = incoming.headers;
    if (incoming.url.startsWith('/agentgateway/')) {
      asked.push(incoming.headers);
      const session = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookie ?? '')?.[1];
      if (!guids.has(session)) {
        outgoing.writeHead(401).end();
        return;
      }
      headers.guid = guids.get(session);
    }
    const { method, url } = incoming;
    const forwarded = ask(new URL(url, origin), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    asked,
    /** The portal's session of that name has this Guid from now on; none with `null`. */
    set(session, guid) {
      if (guid === null) guids.delete(session);
      else guids.set(session, guid);
    },
    stop() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
