// Before the module: the files of the languages, while the panel is developed; `cargo xtask dist`
// writes others.
const TAGS = ['en', 'es', 'th', 'zh-CN'];

export const LANGUAGES = TAGS.map((tag) => ({ tag, file: { href: `i18n/languages/${tag}.js` } }));

/** The words of all messages, which stand in the files themselves here. */
export const MESSAGES = { href: 'data:text/javascript,export const all = {}' };
