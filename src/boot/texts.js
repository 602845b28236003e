// Later than the module: texts of the panel's own and of strangers, as they are shown.

/** Characters that are not seen, or that turn the direction of what follows: those of `visible` in
 *  `core/src/view/safe_text.rs`, which has pictures for the first 32 and for U+007F. */
const UNSEEN =
  /[\x80-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

/** The beginning of a stranger's text, of so many characters, with a sign in the place of each such one. */
export function shown(text, limit) {
  const visible = text
    .replace(/[\0-\x1f]/g, (control) => String.fromCodePoint(0x2400 + control.codePointAt()))
    .replace(/\x7f/g, '\u2421')
    .replace(UNSEEN, '\ufffd');
  const characters = [...visible];
  return characters.length > limit ? `${characters.slice(0, limit).join('')}…` : visible;
}

/** The phrase with the values in the places of `{}`. */
export const fill = (phrase, ...values) => values.reduce((text, value) => text.replace('{}', () => value), phrase);
