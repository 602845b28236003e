// Which requests a server has answered, by its own log.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The requests so far, oldest first: `{path, status}`. */
export async function answered(server) {
  const folder = join(server.folder, 'logs');
  const requests = [];
  for (const file of await readdir(folder)) {
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      const request = line.startsWith('{') ? ofJson(JSON.parse(line)) : ofLine(line);
      if (request) requests.push(request);
    }
  }
  return requests;
}

/** Caddy's. */
function ofJson({ request, status }) {
  return request && { path: request.uri, status };
}

/** The combined format of the others. */
function ofLine(line) {
  const [, path, status] = line.match(/"[A-Z]+ (\S+) HTTP\/[\d.]+" (\d{3}) /) ?? [];
  return path && { path, status: Number(status) };
}
