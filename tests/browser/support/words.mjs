// The words of the screen in each language, as `src/i18n/languages` has them.
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../src/i18n/languages/', import.meta.url);

/** They import nothing. */
export const WORDS = await Promise.all(
  readdirSync(FOLDER).map(async (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    return (await import(`data:text/javascript,${encodeURIComponent(text)}`)).words;
  }),
);
