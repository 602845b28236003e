// The figures of all shifts, from the processes that ran them to one file and the console.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TARGET = process.env.FIGURES ?? fileURLToPath(new URL('../../../target/', import.meta.url));
// Cargo builds its profile for the native shifts into `shifts`.
const PARTS = join(TARGET, 'shift-figures');

/** Keeps one shift's figures for the sum. */
export async function keepFigures(name, seed, figures) {
  await mkdir(PARTS, { recursive: true });
  await writeFile(join(PARTS, `${name}-${seed}.json`), JSON.stringify(figures));
}

/** Forgets those of an earlier run. */
export async function forgetFigures() {
  await rm(PARTS, { recursive: true, force: true });
}

/** Sums up what was kept, prints it, and writes it to `shifts.json`. */
export async function sumUp() {
  const names = await readdir(PARTS).catch(() => []);
  const parts = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(PARTS, name), 'utf8'))),
  );
  if (parts.length === 0) return;
  const total = { shifts: parts.length };
  for (const part of parts) add(total, part);
  const hours = total.drivenMs / 3_600_000;
  total.requestsPerHour = Math.round(total.requests / hours);
  await writeFile(join(TARGET, 'shifts.json'), `${JSON.stringify(total, null, 2)}\n`);
  const list = (counts) => Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ');
  console.log(`
${total.shifts} shifts of ${hours.toFixed(1)} hours of driven time in all, ${total.loads} page loads, ${total.steps} steps
requests: ${total.requests}, ${total.requestsPerHour} an hour (sleeps included)
faults: ${list(total.faults)}
what happened: ${list(total.actions)}
checks: ${list(total.checks)}
written to ${join(TARGET, 'shifts.json')}`);
}

function add(total, part) {
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === 'number') total[name] = (total[name] ?? 0) + value;
    else add((total[name] ??= {}), value);
  }
}
