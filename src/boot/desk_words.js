// Later than the module: the words of what `desk` brings, of each language.
import { desk as en } from '../i18n/languages/en.js';
import { desk as es } from '../i18n/languages/es.js';
import { desk as th } from '../i18n/languages/th.js';
import { desk as zhCn } from '../i18n/languages/zh-CN.js';

const WORDS = { 'en': en, 'es': es, 'th': th, 'zh-CN': zhCn };

/** Those of the language with that tag. */
export const deskWords = (tag) => WORDS[tag] ?? en;
