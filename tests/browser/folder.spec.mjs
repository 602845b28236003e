// The built folder: its names, its list of files, and what it says of each.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { hashedFiles, sha256 } from './support/folder.mjs';
import { expect, test } from '@playwright/test';

const DIST = process.env.DIST;
const read = (name) => readFile(join(DIST, name));
const isCopy = (name) => /\.(br|gz)$/.test(name);
const names = async () => (await readdir(DIST, { withFileTypes: true })).filter((file) => file.isFile()).map(({ name }) => name);

/** What keeps its name from version to version: where a visit begins, and what no page loads. */
const STABLE = [
  'config.json',
  'custom-elements.json',
  'gateway_event.d.ts',
  'host.d.ts',
  'host.js',
  'index.html',
  'licences.txt',
  'manifest.json',
  'panel.d.ts',
  'panel.js',
  'sha256sums.txt',
];

test('every name but those of entries and papers is that of its content', async () => {
  const hashed = await hashedFiles();
  const others = (await names()).filter((name) => !isCopy(name) && !hashed.includes(name));
  expect(others.sort()).toEqual(STABLE);
  expect(hashed).toHaveLength(12);
  for (const name of hashed) {
    expect(name).toContain(`-${sha256(await read(name), 'hex').slice(0, 8)}`);
  }
});

test('what the page and the element name is there, with the integrity of its bytes', async () => {
  const hashed = await hashedFiles();
  const referrers = Object.fromEntries(
    await Promise.all(
      ['index.html', 'panel.js', hashed.find((name) => name.startsWith('boot-'))].map(async (name) => [name, String(await read(name))]),
    ),
  );
  for (const [name, text] of Object.entries(referrers)) {
    for (const [named] of text.matchAll(/(?:boot|cec-agent-panel|desk|extras|frame|language-[\w-]+|messages|panel)-[0-9a-f]{8}(?:_bg)?\.\w+/g)) {
      expect(hashed, `named in ${name}`).toContain(named);
      expect(text, `${named} in ${name}`).toContain(sha256(await read(named), 'base64'));
    }
  }
  for (const name of hashed) {
    expect(Object.values(referrers).some((text) => text.includes(name)), name).toBe(true);
  }
});

test('the manifest describes every file as it is', async () => {
  const manifest = JSON.parse(await read('manifest.json'));
  expect(manifest).toMatchObject({ format: 1, name: 'cec-agent-panel', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  const hashed = await hashedFiles();
  const all = (await names()).filter((name) => !isCopy(name) && !['manifest.json', 'sha256sums.txt'].includes(name));
  expect(manifest.files.map(({ name }) => name)).toEqual(all.sort());
  for (const file of manifest.files) {
    const bytes = await read(file.name);
    const integrity = /\.(js|css|wasm)$/.test(file.name) ? { integrity: `sha256-${sha256(bytes, 'base64')}` } : {};
    const copies = {};
    for (const kind of ['br', 'gz']) {
      const copy = await read(`${file.name}.${kind}`).catch(() => null);
      if (copy) copies[kind] = copy.length;
    }
    expect(file).toEqual({
      name: file.name,
      size: bytes.length,
      sha256: sha256(bytes, 'hex'),
      hashed: hashed.includes(file.name),
      ...integrity,
      ...copies,
    });
  }
});

test('every compressed copy holds what stands beside it, and what the operator edits has none', async () => {
  const copies = (await names()).filter(isCopy);
  expect(copies.length).toBeGreaterThan(15);
  for (const name of copies) {
    const unpacked = name.endsWith('.br') ? brotliDecompressSync(await read(name)) : gunzipSync(await read(name));
    expect(unpacked.equals(await read(name.slice(0, -3))), name).toBe(true);
  }
  expect(copies.filter((name) => name.startsWith('config.json'))).toEqual([]);
});

test('a copy of the folder can be checked, and one changed byte fails the check', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'panel-copy-'));
  const check = () => promisify(execFile)('sha256sum', ['--check', '--quiet', 'sha256sums.txt'], { cwd: copy });
  try {
    await cp(DIST, copy, { recursive: true });
    await writeFile(join(copy, 'config.json'), '{"theme":"dark"}');
    await check();
    const listed = String(await read('sha256sums.txt')).trim().split('\n').map((line) => line.slice(66));
    expect(listed).toEqual((await names()).filter((name) => !['config.json', 'sha256sums.txt'].includes(name)).sort());
    const file = join(copy, (await hashedFiles()).find((name) => name.endsWith('.wasm')));
    const bytes = await readFile(file);
    bytes[1_000] ^= 1;
    await writeFile(file, bytes);
    await expect(check()).rejects.toMatchObject({ stdout: expect.stringMatching(/\.wasm: FAILED\n/) });
  } finally {
    await rm(copy, { recursive: true });
  }
});

test('the licences of what is compiled into the module are there, with their texts', async () => {
  const text = String(await read('licences.txt'));
  const cited = [...text.matchAll(/^\S+ \S+: .*?((?: \[\d+\])+)$/gm)];
  const titles = cited.map(([line]) => line);
  for (const name of ['cec-agent-panel', 'leptos', 'serde_json', 'wasm-bindgen', 'web-sys', 'reactive_graph']) {
    expect(titles.some((line) => line.startsWith(`${name} `)), name).toBe(true);
  }
  for (const [, numbers] of cited) {
    for (const [number] of numbers.matchAll(/\[\d+\]/g)) expect(text).toContain(`\n${number}\n\n`);
  }
  expect(text).toContain('Permission is hereby granted');
  expect(text).not.toMatch(/\/home\/|\/root\/|\.cargo/);
});
