// Later than the module: call data that is made of keys and values. Who wrote it is not known (R11):
// what is not plainly an object or a list of pairs stays one text.

/** Of how many keys one can look for something; what has more stays one text. */
const MOST_KEYS = 64;
/** What separates pairs. A text has one of them, and maybe a line break behind each. */
const SEPARATORS = [';', '&', ',', '\n'];
/** A key that can be the name of something, and its value. */
const PAIR = /^([A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]{0,39})\s*=([^]*)$/;
/** What JSON is made of, but for numbers and words. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The keys and values of `text`, in its order and as often as it has them: of a JSON object, or of
 *  `key=value` pairs. None of any other text. */
export function pairsIn(text) {
  const whole = text.trim();
  try {
    JSON.parse(whole);
  } catch {
    return few(namedIn(whole));
  }
  return whole.startsWith('{') ? few(membersOf(whole)) : [];
}

const few = (pairs) => (pairs.length <= MOST_KEYS ? pairs : []);

/** The members of an object that is known to be JSON, as they are written: numbers keep their digits,
 *  and a key that stands twice hides nothing. */
function membersOf(object) {
  const pairs = [];
  let depth = 0;
  let from = 0;
  let key;
  for (const { 0: token, index } of object.matchAll(TOKEN)) {
    if (token === '}' || token === ']') depth -= 1;
    if (depth === 1 && token === ':') {
      key = object.slice(from, index);
      from = index + 1;
    } else if ((depth === 1 && token === ',') || depth === 0) {
      if (key !== undefined) pairs.push([key, object.slice(from, index)].map(unquoted));
      key = undefined;
      from = index + 1;
    }
    if (token === '{' || token === '[') depth += 1;
  }
  return pairs;
}

/** What a text of JSON says; anything else as it is written. */
function unquoted(json) {
  const written = json.trim();
  return written.startsWith('"') ? JSON.parse(written) : written;
}

/** The pairs of `text`, if it has two at least and nothing else. */
function namedIn(text) {
  for (const separator of SEPARATORS) {
    const parts = text.split(separator);
    if (parts.at(-1) === '') parts.pop();
    const pairs = parts.map((part) => PAIR.exec(part.trim())?.slice(1).map((text) => text.trim()));
    if (pairs.length < 2 || !pairs.every((pair) => pair && isClear(pair[1]))) continue;
    return separator === '&' ? pairs.map((pair) => pair.map(decoded)) : pairs;
  }
  return [];
}

/** Whether a value has no pairs of its own, which could be read in more than one way. */
const isClear = (value) => !value.includes('=') || !SEPARATORS.some((separator) => value.includes(separator));

/** A text without its percent-encoding; as it is where that is not clean. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
