// What the bench says of its figures.
import { expect, test } from '@playwright/test';
import { judged, table } from './bench/report.mjs';

test('a goal is met up to its value and missed without a measurement', () => {
  const met = [256, 256.5, null].map((value) => judged({ name: 'heap growth', value, goal: 256 }).met);
  expect(met).toEqual([true, false, false]);
});

test('a figure without a goal is not judged', () => {
  expect(judged({ name: 'heap', value: 1 })).toEqual({ name: 'heap', value: 1 });
});

test('a figure stands in one line, and its note in the next', () => {
  const figures = [
    { name: 'ratio', value: 1.594, unit: '×', goal: 1.3, note: 'The view is built.' },
    { name: 'nodes', value: null, unit: 'a poll' },
  ];
  expect(table(figures.map(judged)).split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    'value goal figure',
    '1.59 1.30 MISSED ratio (×)',
    'The view is built.',
    '– nodes (a poll)',
  ]);
});
