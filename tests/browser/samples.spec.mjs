// Rules that scripts know as well as the panel (ARCHITECTURE.md, "What stands twice"): its own tests hold
// it to the same samples.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

const textOf = (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
// They import nothing.
const script = async (name) => import(`data:text/javascript,${encodeURIComponent(await textOf(`src/boot/${name}`))}`);
const samples = async (name) => (await textOf(`tests/samples/${name}.txt`)).trimEnd().split('\n');

test('a duration is told as the timers of the panel tell it', async () => {
  const { duration } = await script('day/times.js');
  const told = (await samples('durations')).map((line) => line.split(' ')[0]);
  expect(told.map((seconds) => `${seconds} ${duration(seconds * 1_000)}`)).toEqual(await samples('durations'));
});

test('what is usual is what the connection line takes for it', async () => {
  const { upperMedian } = await script('upper_median.js');
  const all = await samples('upper_medians');
  const medians = all.map((line) => upperMedian(line.split(': ')[1].split(' ').map(Number)));
  expect(medians).toEqual(all.map((line) => Number(line.split(':')[0])));
});
