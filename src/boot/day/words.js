// Later than the module: the words of the agent's day.
import { deskWords } from '../desk_words.js';
import { FIRST_NAME, STATES } from './states.js';

/** The day's own words in a language, with `tag` and `nameOf`, which gives a state's word. The
 *  language is as `bringLanguage` gives it. */
export function wordsOf({ tag, words }) {
  const names = words.split('\n');
  const own = deskWords(tag);
  const nameOf = (state) => (state === 'unknown' ? own.unknown : names[FIRST_NAME + STATES.indexOf(state)]);
  return { ...own, tag, nameOf };
}
