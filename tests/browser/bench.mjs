// Measures the built panel's speed in Chromium, prints all figures with their goals and writes them
// as JSON. `cargo xtask bench` runs it.
//
// It wants paths from the environment: DIST (the built panel), BASELINES (what it is measured
// against), SIMULATED_GATEWAY and CHROMIUM (programs), and REPORT (the file to write); and in SIZES, as
// JSON, the first visit's `figure` and its `files`. A word after the command chooses the parts whose
// names have it.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { firstStatusFigures } from './bench/first_status.mjs';
import { longRunFigures } from './bench/long_run.mjs';
import { pollFigures } from './bench/polls.mjs';
import { judged, table } from './bench/report.mjs';
import { Gateway, startGateway } from './support/gateway.mjs';
import { LAUNCH } from './support/chromium.mjs';

const PARTS = [
  ['time to the first status', firstStatusFigures],
  ['main-thread time and changes of a poll', pollFigures],
  ['10,000 polls', longRunFigures],
];

const profile = await mkdtemp(join(tmpdir(), 'cec-agent-panel-bench-'));
const baseline = (name) => ['--also', `/${name}=${join(process.env.BASELINES, name)}`];
const gatewayProcess = await startGateway([...baseline('plain'), ...baseline('react')]);
const gateway = new Gateway(gatewayProcess.origin);
// A profile on disk: the browser keeps compiled code there, as an agent's browser does.
const context = await chromium.launchPersistentContext(profile, {
  ...LAUNCH,
  viewport: { width: 420, height: 700 },
});

try {
  const { figure, files } = JSON.parse(process.env.SIZES);
  const figures = [figure];
  const chosen = PARTS.filter(([name]) => name.includes(process.argv[2] ?? ''));
  for (const [name, measure] of chosen) {
    const begun = Date.now();
    console.log(`Measuring ${name} …`);
    figures.push(...(await measure(context, gateway)));
    console.log(`  ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  }
  const report = { browser: context.browser()?.version(), figures: figures.map(judged), firstVisit: files };
  console.log(`\n${table(report.figures)}`);
  await writeFile(process.env.REPORT, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await context.close();
  await gatewayProcess.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
