// The npm package as a portal's developer has it: packed, installed, compiled against by a strict
// TypeScript portal, and imported in a page that Vite serves and builds. The configuration is that of
// docs/embedding.md, word for word.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, createLogger, createServer, preview } from 'vite';
import { sha256 } from './support/folder.mjs';
import { expect, test as base } from './support/panel.mjs';

const { DIST, PACKAGE } = process.env;
const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const TSC = beside('node_modules/typescript/bin/tsc');
/** The folder in which the configuration has Vite find the panel's files. */
const PUBLIC = 'agent-panel';

const run = (program, words, cwd) => promisify(execFile)(program, words, { cwd });

/** What stands in docs/embedding.md as that file. */
async function documented(name) {
  const text = await readFile(beside('../../docs/embedding.md'), 'utf8');
  const [, code] = text.match(new RegExp(`\`\`\`js\\n// ${name}\\n(.*?)\`\`\``, 's'));
  return code;
}

/** The events of docs/embedding.md as a portal may write them, whose types are checked with all else. */
async function samples() {
  const text = await readFile(beside('../../docs/embedding.md'), 'utf8');
  const [, lines] = text.match(/```jsonl\n(\{"eventType".*?)```/s);
  const events = lines.trim().split('\n');
  expect(events.length).toBeGreaterThan(40);
  return [
    "import type { GatewayEvent } from 'cec-agent-panel';",
    'export const samples: readonly GatewayEvent[] = [',
    ...events.map((event) => `${event},`),
    '];',
  ].join('\n');
}

const test = base.extend({
  /** The folder of a portal that has installed the package. */
  portalFolder: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'strict-portal-'));
      await cp(beside('strict_portal'), folder, { recursive: true });
      const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], PACKAGE);
      await run('npm', ['install', '--silent', '--offline', `./${stdout.trim()}`], folder);
      await writeFile(join(folder, 'vite.config.js'), await documented('vite.config.js'));
      await writeFile(join(folder, 'samples.ts'), await samples());
      await use(folder);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],

  /** `vite(start, settings)` starts one of Vite's servers for the portal before the test's gateway, and
   *  gives its origin; what Vite complains of stands in `vite.complaints`. */
  vite: async ({ gateway, guard, portalFolder, page }, use) => {
    const servers = [];
    const complaints = [];
    const customLogger = createLogger('warn');
    customLogger.warn = (text) => complaints.push(text);
    customLogger.error = (text) => complaints.push(text);
    const shared = { root: portalFolder, logLevel: 'warn', customLogger };
    const listening = { host: '127.0.0.1', port: 0, proxy: { '/agentgateway': gateway.origin } };
    const vite = async (start) => {
      const server = await start({ ...shared, server: listening, preview: listening });
      servers.push(server);
      await server.listen?.();
      const origin = new URL(server.resolvedUrls.local[0]).origin;
      guard.allowOrigin(origin);
      return origin;
    };
    await use(Object.assign(vite, { complaints, build: (more) => build({ ...shared, ...more }) }));
    if (page.url().startsWith('http')) await guard.lookForGuid(page);
    await page.goto('about:blank');
    for (const server of servers) await server.close();
  },
});

// One installation is enough for all.
test.describe.configure({ mode: 'default' });

/** Signs the agent in and opens the page. */
async function open(page, gateway, origin) {
  await gateway.signIn({ state: 'busy' });
  const { agentId, guid } = gateway;
  await page.addInitScript(
    (session) => {
      if (location.protocol === 'http:') sessionStorage.setItem('cec-agent-panel.session', session);
    },
    JSON.stringify({ agentId, guid }),
  );
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(origin);
  return asked;
}

const badge = (page) => page.locator('cec-agent-panel [part="status-badge"]');

test('the package holds the files of dist/, a description and a licence, and no more', async ({ portalFolder }) => {
  const installed = join(portalFolder, 'node_modules/cec-agent-panel');
  const built = await readdir(DIST);
  expect((await readdir(installed)).sort()).toEqual([...built, 'LICENSE', 'package.json'].sort());
  for (const name of built) {
    expect(sha256(await readFile(join(installed, name)), 'hex'), name).toBe(sha256(await readFile(join(DIST, name)), 'hex'));
  }
  const described = JSON.parse(await readFile(join(installed, 'package.json')));
  const { version } = JSON.parse(await readFile(join(DIST, 'manifest.json')));
  expect(described).toMatchObject({ name: 'cec-agent-panel', version, license: 'MIT', type: 'module' });
  expect(described).not.toHaveProperty('scripts');
  expect(described).not.toHaveProperty('dependencies');
});

for (const [resolution, words] of [
  ['bundlers', []],
  ['Node.js', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
]) {
  test(`a strict TypeScript portal compiles, and nothing that is wrong does: as ${resolution} resolve`, async ({ portalFolder }) => {
    const compiling = run(process.execPath, [TSC, '-p', portalFolder, '--pretty', 'false', ...words]);
    expect(await compiling.catch((failed) => failed)).toMatchObject({ stdout: '', stderr: '' });
    await compiling;
  });
}

test('in a page that Vite serves while it is developed, the import brings the panel', async ({ page, gateway, vite }) => {
  const asked = await open(page, gateway, await vite(createServer));
  await expect(badge(page)).toHaveAttribute('data-state', 'busy');
  await expect(page.locator('output')).toHaveText(/→ busy/);
  expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual([expect.stringMatching(`^/${PUBLIC}/`)]);
  expect(vite.complaints).toEqual([]);
});

test('in a page that Vite has built, too, with every file as it was built', async ({ page, gateway, vite, portalFolder }) => {
  await vite.build();
  const served = join(portalFolder, 'dist', PUBLIC);
  await run('sha256sum', ['--check', '--quiet', 'sha256sums.txt'], served);
  const asked = await open(page, gateway, await vite(preview));
  await expect(badge(page)).toHaveAttribute('data-state', 'busy');
  await expect(page.locator('output')).toHaveText(/→ busy/);
  expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual([expect.stringMatching(`^/${PUBLIC}/`)]);
  expect(vite.complaints).toEqual([]);
});

test('of what Vite has built, a file with one changed byte is not run', async ({ page, gateway, guard, vite, portalFolder }) => {
  guard.allow(/integrity|SRI|Failed to (load|fetch)|preload/);
  await vite.build();
  const served = join(portalFolder, 'dist', PUBLIC);
  const glue = (await readdir(served)).find((name) => /^cec-agent-panel-.*\.js$/.test(name));
  await writeFile(join(served, glue), `${await readFile(join(served, glue))}\n`);
  await open(page, gateway, await vite(preview));
  const message = page.locator('cec-agent-panel [data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'damaged');
  await expect(message).toContainText(glue);
  expect(await gateway.count('sync')).toBe(0);
});

test('in a page that was built without that configuration, the element says which file it lacks', async ({ page, gateway, guard, vite }) => {
  guard.allow(/MIME type|integrity|SRI|Failed to (load|fetch)|preload/);
  await vite.build({ configFile: false });
  await open(page, gateway, await vite(preview));
  const message = page.locator('cec-agent-panel [data-boot]');
  await expect(message).toHaveAttribute('data-boot', 'missing');
  expect(await gateway.count('sync')).toBe(0);
});
