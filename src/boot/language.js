// Before the module, and without it: the language that is spoken, which is a file of its own.
import { boot as ENGLISH } from '../i18n/languages/en.js';
import { LANGUAGES, MESSAGES } from './language_files.js';
import { bringScript } from './load_script.js';

/** The languages that have come, and the words of their messages, by tag. */
const known = new Map();
const messages = new Map([['en', ENGLISH]]);
/**
 * Gives a promise of the language that `locale`, a tag such as `en-GB`, names, else of the
 * browser's: its `tag`, and `words`, the text that the module takes. With it come the words for
 * a panel that has crashed. It fails with a `LoadFailure`.
 */
export async function bringLanguage(locale) {
  const { tag, file } = languageOf(locale);
  if (!known.has(tag)) {
    const { boot, rare, words } = await bringScript(file);
    const lines = Object.values(words).map((entry) => [entry].flat().join('\t'));
    known.set(tag, { tag, words: lines.join('\n') });
    if (!messages.has(tag) || rare) messages.set(tag, { ...boot, ...rare });
  }
  return known.get(tag);
}

/** Has the words of all messages in all languages brought: for a page that has no panel, and with `extras`. */
export async function bringMessages() {
  const { all } = await bringScript(MESSAGES);
  for (const tag of Object.keys(all)) messages.set(tag, all[tag]);
}

/** The words of that language for a message of that kind; English ones, which are not wanted
 *  then, until they have come. */
export function messageIn(locale, kind) {
  const { tag } = languageOf(locale);
  const boot = messages.get(tag);
  const isWanted = boot !== undefined && kind in boot;
  return isWanted ? { tag, boot, isWanted } : { tag: 'en', boot: ENGLISH, isWanted };
}

function languageOf(locale) {
  const wanted = [locale, ...navigator.languages, 'en'].map(start);
  const found = wanted.map((tag) => LANGUAGES.find((language) => start(language.tag) === tag));
  return found.find(Boolean);
}

const start = (tag) => String(tag).split('-')[0].toLowerCase();
