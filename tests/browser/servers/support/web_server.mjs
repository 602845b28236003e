// nginx, Caddy and Apache httpd from Debian's packages, each with the configuration that
// deploy/ ships, as an instance of its own: in a temporary folder, on free ports of this
// machine, with what docs/deploy.md tells an operator to replace replaced.
//
// SERVERS names the folder into which `cargo xtask` has unpacked the packages.
import { spawn, spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as apache from './apache.mjs';
import * as caddy from './caddy.mjs';
import * as nginx from './nginx.mjs';

const KINDS = { nginx, caddy, apache };
/** The servers' names. */
export const SERVERS = Object.keys(KINDS);
/** The name by which the tests call the portal. */
export const PORTAL = 'portal.example.com';
const DEPLOY = fileURLToPath(new URL('../../../../deploy/', import.meta.url));

/**
 * Starts a server of a `kind` with its shipped configuration.
 *   portal       the portal's certificate
 *   gatewayPort  where the gateway speaks TLS
 *   pinned       the certificate that it must show
 *   path         where the panel is, with slashes at both ends
 *   config       what config.json says, in the place of the build's own
 *   withoutGuid  whether the Guid comes from the portal's cookie
 *   portalPort   where the portal's back end says whose Guid a session is, if it does
 *   misnamed     whether the gateway is to have another name than its certificate
 * Gives its `origin`, `port`, `folder`, `logs()`, and `stop()`.
 */
export async function startServer(kind, { portal, gatewayPort, pinned, path = '/agent-panel/', withoutGuid = false, portalPort, misnamed = false, config }) {
  const root = requireServers();
  const folder = await mkdtemp(join(tmpdir(), `cec-agent-panel-${kind}-`));
  // The workers of a server that root starts are nobody.
  await chmod(folder, 0o755);
  const www = join(folder, 'www');
  await cp(process.env.DIST, join(www, path), { recursive: true });
  if (config) await putConfig(join(www, path), config);
  await mkdir(join(folder, 'logs'), { mode: 0o777 });
  const [port, plainPort] = await freePorts(2);
  const put = (text) => configured(kind, text, {
    portal, gatewayPort, pinned, path, withoutGuid, portalPort, misnamed, port, plainPort, www, folder,
  });
  const server = KINDS[kind];
  const command = await server.prepare({ root, folder, deploy: join(DEPLOY, kind), port, plainPort, portalPort, put });
  const env = { ...process.env, LD_LIBRARY_PATH: await libraries(root), ...command.env };
  const run = (words) => [command.program, words, { env, cwd: folder }];

  const checked = spawnSync(...run(command.check));
  if (checked.status !== 0) throw new Error(`${kind} refuses its configuration:\n${checked.stderr}${checked.stdout}`);
  const child = spawn(...run(command.run));
  const said = [];
  child.stdout.on('data', (data) => said.push(data));
  child.stderr.on('data', (data) => said.push(data));
  const ended = new Promise((ended) => child.once('exit', ended));
  try {
    await listening(port, ended, () => `${kind} ended before it listened:\n${Buffer.concat(said)}`);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
  return {
    origin: `https://${PORTAL}:${port}`,
    port,
    plainPort,
    folder,
    www: join(www, path),
    /** All that it wrote while it ran. */
    async logs() {
      const files = await readdir(join(folder, 'logs'));
      const texts = await Promise.all(files.map((file) => readFile(join(folder, 'logs', file), 'utf8')));
      return [...texts, Buffer.concat(said)].join('\n');
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes config.json as an operator does, and touches nothing else. */
export async function putConfig(folder, config) {
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
}

/** Replaces what docs/deploy.md names, and uncomments the variant's lines if asked for. Each
 *  must be there to be replaced. */
function configured(kind, text, values) {
  const { portal, gatewayPort, pinned, path, withoutGuid, portalPort, misnamed, port, plainPort, www, folder } = values;
  // httpd checks the name that it asks for; the others are told the name.
  const host = kind === 'apache' && !misnamed ? 'localhost' : '127.0.0.1';
  const name = misnamed ? 'elsewhere.example.com' : 'gateway.example.com';
  const replaced = [
    ['/etc/ssl/portal.pem', portal.certificate],
    ['/etc/ssl/portal.key', portal.key],
    ['/etc/ssl/gateway.pem', pinned.certificate],
    ['gateway.example.com:8043', `${host}:${gatewayPort}`],
    ...(kind === 'apache' ? [] : [['gateway.example.com', name]]),
    ['/agent-panel/', path, 'except files'],
    ['/srv/www', www],
    ...KINDS[kind].instance({ port, plainPort, portalPort, folder }),
  ];
  for (const [from, to, except] of replaced) {
    if (!text.includes(from)) throw new Error(`${kind}: the configuration does not name ${from}`);
    // The folder of included files is not the panel's path.
    text = except ? text.replaceAll(/(?<!conf\.d|sites-available)\/agent-panel\//g, to) : text.replaceAll(from, to);
  }
  const variant = withoutGuid ? 'without-' : portalPort && 'portal-session';
  if (variant) {
    const before = text;
    text = text.replaceAll(new RegExp(`# ((?:include|Include|import) \\S*${variant}\\S*)`, 'g'), '$1');
    if (text === before) throw new Error(`${kind}: there is no line to uncomment`);
  }
  return text;
}

function requireServers() {
  if (!process.env.SERVERS) throw new Error('SERVERS is not set. `cargo xtask test browser` sets it.');
  return process.env.SERVERS;
}

/** Where the unpacked packages keep their libraries, for the system's loader. */
async function libraries(root) {
  const folder = join(root, 'usr/lib');
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('-linux-gnu')).map((name) => join(folder, name)).join(':');
}

async function freePorts(count) {
  const servers = [];
  for (let left = count; left > 0; left -= 1) {
    const server = createServer();
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Waits until the port answers. */
async function listening(port, ended, why) {
  let over = false;
  ended.then(() => (over = true));
  for (let tries = 0; tries < 400; tries += 1) {
    if (over) throw new Error(why());
    const answers = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (answers) return;
    await new Promise((passed) => setTimeout(passed, 25));
  }
  throw new Error(`nothing listens on port ${port}`);
}
