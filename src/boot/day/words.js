// Later than the module: the words of the agent's day, of each language.
import { day as en } from '../../i18n/languages/en.js';
import { day as es } from '../../i18n/languages/es.js';
import { day as th } from '../../i18n/languages/th.js';
import { day as zhCn } from '../../i18n/languages/zh-CN.js';
import { FIRST_NAME, STATES } from './states.js';

const DAYS = { 'en': en, 'es': es, 'th': th, 'zh-CN': zhCn };

/** The day's own words in a language, with `tag` and `nameOf`, which gives a state's word. The language
 *  is as `bringLanguage` gives it. */
export function wordsOf({ tag, words }) {
  const names = words.split('\n');
  const own = DAYS[tag] ?? en;
  const nameOf = (state) => (state === 'unknown' ? own.unknown : names[FIRST_NAME + STATES.indexOf(state)]);
  return { ...own, tag, nameOf };
}
