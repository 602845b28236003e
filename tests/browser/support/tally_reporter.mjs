// Says at the end what `cargo xtask` counts and repeats, in the words of `cargo test`: each test that
// has failed, with its place and the beginning of what it said, and how many there were.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How much of a failed test's message is said, in characters. */
const SAID = 600;

/** A test that passed only when it was tried again has failed: the product or the test has a race. */
const FAILED = ['unexpected', 'flaky'];

export default class TallyReporter {
  #root;

  onBegin(_config, root) {
    this.#root = root;
  }

  onEnd() {
    const tests = this.#root.allTests();
    const failed = tests.filter((test) => FAILED.includes(test.outcome()));
    for (const test of failed) console.log(`test ${described(test)} ... FAILED`);
    // One that must fail, and does, is as expected.
    const passed = tests.filter((test) => test.outcome() === 'expected');
    console.log(`test result: ${passed.length} passed; ${failed.length} failed;`);
  }
}

/** A failed test in one line. */
function described({ location, title, results }) {
  const place = `${relative('', location.file)}:${location.line}`;
  const messages = results.flatMap(({ errors }) => errors).map(({ message }) => message ?? '');
  const said = stripVTControlCharacters(messages.join(' ')).slice(0, SAID);
  return `${place} ${title}: ${said}`.replace(/\s+/g, ' ');
}
