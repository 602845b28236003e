// The portal's back end, as far as a web server asks it: whose Guid is this browser's session?
import { createServer } from 'node:http';

/** The cookie of the portal's session. Its value says nothing by itself. */
export const COOKIE = 'portal-session';

/** Starts it: its `port`, the `guids` of its sessions, the requests that it was `asked`, and
 *  the `answer` that it gives in the place of the right one: `{status, headers, waitMs}`.
 *  `stop()` and `restart()`. */
export async function startPortal() {
  const portal = { asked: [], guids: new Map(), answer: null };
  const server = createServer(async (request, response) => {
    const { method, url: path, headers: sent } = request;
    const body = (await request.toArray()).join('');
    portal.asked.push({ method, path, headers: sent, body });
    const session = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(sent.cookie ?? '')?.[1];
    const guid = portal.guids.get(session);
    const { status, headers, waitMs = 0 } = portal.answer ?? (guid ? { status: 204, headers: { Guid: guid } } : { status: 401 });
    await new Promise((waited) => setTimeout(waited, waitMs));
    response.writeHead(status, headers).end(status === 204 ? undefined : 'the portal speaks');
  });
  const listen = (port) => new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  portal.port = server.address().port;
  portal.stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  portal.restart = () => listen(portal.port);
  return portal;
}
