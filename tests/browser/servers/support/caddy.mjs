// Caddy with the shipped Caddyfile, which is a whole configuration.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The ports and the log, which an operator leaves as they are, and the portal's back end; and
 *  nobody administers it. */
export const instance = ({ port, plainPort, portalPort, folder }) => [
  ['\nhttps://portal.example.com {', `\nhttps://portal.example.com:${port} {\n\tbind 127.0.0.1`],
  ['\nhttp://portal.example.com {', `\nhttp://portal.example.com:${plainPort} {\n\tbind 127.0.0.1`],
  ['127.0.0.1:8090', `127.0.0.1:${portalPort ?? 8090}`],
  ['/var/log/caddy', `${folder}/logs`],
  ['\tauto_https', `\tadmin off\n\tauto_https`],
];

/** Lays the configuration out in `folder`; gives the commands that check and run it. */
export async function prepare({ root, folder, deploy, put }) {
  const file = join(folder, 'Caddyfile');
  await writeFile(file, put(await readFile(join(deploy, 'Caddyfile'), 'utf8')));
  const words = ['--config', file, '--adapter', 'caddyfile'];
  return {
    program: join(root, 'usr/bin/caddy'),
    check: ['validate', ...words],
    run: ['run', ...words],
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  };
}
