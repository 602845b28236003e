// Before the module, and without it: JSON text of what a host gives. Libraries have put a
// `toJSON` on `Array.prototype`, which makes `JSON.stringify` write a list as a text; it is
// asked for texts alone here.

/** How deep a value may be; no event of the gateway has more than four levels. */
const DEEPEST = 8;
/** How many values one may hold, itself included. What refers to itself would have no end. */
const MOST = 5_000;

/** The text; nothing for what has none, such as a function, what is too large, or what
 *  throws when it is read. */
export function jsonText(value) {
  let left = MOST;
  const write = (value, depth) => {
    left -= 1;
    if (left < 0) throw new RangeError('too large');
    switch (typeof value) {
      case 'string':
        return JSON.stringify(value);
      case 'boolean':
      case 'bigint':
        return String(value);
      case 'number':
        return Number.isFinite(value) ? String(value) : 'null';
      case 'object':
        break;
      default:
        return undefined;
    }
    if (value === null || depth === DEEPEST) return 'null';
    const inner = (item) => write(item, depth + 1);
    if (Array.isArray(value)) {
      if (value.length > left) throw new RangeError('too large');
      const items = [];
      // Libraries have an `Array.from` of their own.
      for (const item of value) items.push(inner(item) ?? 'null');
      return `[${items.join(',')}]`;
    }
    const members = [];
    for (const key of Object.keys(value)) {
      const text = inner(value[key]);
      if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
    }
    return `{${members.join(',')}}`;
  };
  try {
    return write(value, 0);
  } catch {
    return undefined;
  }
}
