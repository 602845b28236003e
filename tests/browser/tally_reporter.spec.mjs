// What `cargo xtask` reads of a run: the reporter's lines.
import { expect, test } from '@playwright/test';
import TallyReporter from './support/tally_reporter.mjs';

/** A test that came out so, with what it said. */
const came = (outcome, message) => ({
  outcome: () => outcome,
  title: `is ${outcome}`,
  location: { file: 'a.spec.mjs', line: 7 },
  results: [{ errors: message ? [{ message }] : [] }],
});

/** What the reporter says at the end of a run of these tests. */
function said(tests) {
  const lines = [];
  const { log } = console;
  const reporter = new TallyReporter();
  reporter.onBegin({}, { allTests: () => tests });
  console.log = (line) => lines.push(line);
  try {
    reporter.onEnd();
  } finally {
    console.log = log;
  }
  return lines;
}

test('a test that passes only at a second try has failed, and one that is skipped counts nothing', () => {
  const lines = said([came('expected'), came('flaky'), came('skipped'), came('unexpected'), came('expected')]);
  expect(lines.at(-1)).toBe('test result: 2 passed; 2 failed;');
});

test('a failed test is named in one line with its place and what it said, without colours', () => {
  const [line] = said([came('expected', 'it must fail, and does'), came('unexpected', '\u001b[31mwaited\u001b[39m\n\nfor long')]);
  expect(line).toMatch(/^test \S*a\.spec\.mjs:7 is unexpected: waited for long \.\.\. FAILED$/);
});

test('a run of no test says so', () => {
  expect(said([])).toEqual(['test result: 0 passed; 0 failed;']);
});
