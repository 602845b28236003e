// nginx with Debian's own nginx.conf around the shipped configuration.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyReplaced } from './copy_replaced.mjs';

/** The ports, which an operator leaves as they are; where a test runs there may be no IPv6. */
export const instance = ({ port, plainPort }) => [
  ['    listen [::]:443 ssl http2;\n', ''],
  ['    listen [::]:80;\n', ''],
  ['listen 443 ', `listen 127.0.0.1:${port} `],
  ['listen 80;', `listen 127.0.0.1:${plainPort};`],
];

/** Lays the configuration out in `folder`; gives the commands that check and run it. */
export async function prepare({ root, folder, deploy, portalPort, put }) {
  const conf = join(folder, 'conf.d');
  const lookUp = ['127.0.0.1:8090', `127.0.0.1:${portalPort ?? 8090}`];
  await copyReplaced(join(deploy, 'agent-panel'), join(conf, 'agent-panel'), [lookUp]);
  const own = await readFile(join(root, 'etc/nginx/nginx.conf'), 'utf8');
  const text = own
    .replace(/^user .*$/m, '')
    .replaceAll('/etc/nginx/', `${folder}/`)
    .replaceAll('/var/log/nginx/', `${folder}/logs/`)
    .replace('/run/nginx.pid', join(folder, 'nginx.pid'));
  await writeFile(join(folder, 'nginx.conf'), text);
  await copyFile(join(root, 'etc/nginx/mime.types'), join(folder, 'mime.types'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const paths = temporary.map((name) => `${name}_temp_path ${folder}/tmp-${name};\n`);
  await writeFile(join(conf, 'instance.conf'), paths.join(''));
  const site = await readFile(join(deploy, 'agent-panel.conf'), 'utf8');
  await writeFile(join(conf, 'agent-panel.conf'), put(site));
  const words = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'logs/error.log')];
  return {
    program: join(root, 'usr/sbin/nginx'),
    check: [...words, '-t'],
    run: [...words, '-g', 'daemon off;'],
  };
}
