// Apache httpd with Debian's own apache2.conf and modules around the shipped configuration.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyReplaced } from './copy_replaced.mjs';

/** What Debian switches on when it installs the package. */
const DEBIANS = [
  ...['mpm_event', 'authz_core', 'authz_host', 'authn_core', 'auth_basic', 'access_compat'],
  ...['authn_file', 'authz_user', 'alias', 'dir', 'autoindex', 'env', 'mime', 'negotiation'],
  ...['setenvif', 'filter', 'deflate', 'status', 'reqtimeout'],
];
/** What `a2enmod` adds by itself for the modules that are named. */
const NEEDED = ['socache_shmcb'];

/** The ports and httpd's own folder, which an operator leaves as they are. */
export const instance = ({ port, plainPort, folder }) => [
  ['/etc/apache2/', `${folder}/`],
  ['*:443', `127.0.0.1:${port}`],
  ['*:80', `127.0.0.1:${plainPort}`],
];

/** Lays the configuration out in `folder`; gives the commands that check and run it. */
export async function prepare({ root, folder, deploy, port, plainPort, put }) {
  const own = join(root, 'etc/apache2');
  const confs = (name) => join(folder, name);
  await copyReplaced(own, folder, [
    ['Listen 443', `Listen 127.0.0.1:${port}`],
    ['Listen 80', `Listen 127.0.0.1:${plainPort}`],
  ]);
  await copyReplaced(join(own, 'mods-available'), confs('mods-available'), [
    ['/usr/lib/apache2/modules', join(root, 'usr/lib/apache2/modules')],
    ['/usr/share/apache2', join(root, 'usr/share/apache2')],
    ...(existsSync(join(root, 'etc/mime.types')) ? [['/etc/mime.types', join(root, 'etc/mime.types')]] : []),
  ]);
  const site = await readFile(join(deploy, 'agent-panel.conf'), 'utf8');
  const asked = site.match(/a2enmod ([\w ]+)/)?.[1].split(' ') ?? [];
  await mkdir(confs('mods-enabled'));
  for (const name of [...DEBIANS, ...NEEDED, ...asked]) {
    for (const end of ['load', 'conf']) {
      const file = confs(`mods-available/${name}.${end}`);
      if (existsSync(file)) await symlink(file, confs(`mods-enabled/${name}.${end}`));
    }
  }
  await mkdir(confs('sites-enabled'));
  await writeFile(confs('sites-enabled/agent-panel.conf'), put(site));
  await copyReplaced(join(deploy, 'agent-panel'), confs('sites-available/agent-panel'), []);
  const words = ['-d', folder, '-f', join(folder, 'apache2.conf')];
  return {
    program: join(root, 'usr/sbin/apache2'),
    check: [...words, '-t'],
    run: [...words, '-D', 'FOREGROUND'],
    env: {
      APACHE_RUN_USER: 'nobody',
      APACHE_RUN_GROUP: 'nogroup',
      APACHE_PID_FILE: join(folder, 'apache2.pid'),
      APACHE_RUN_DIR: folder,
      APACHE_LOCK_DIR: folder,
      APACHE_LOG_DIR: join(folder, 'logs'),
    },
  };
}
