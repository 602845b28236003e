// JSON text of what a host gives. Libraries have put a `toJSON` on `Array.prototype`, which
// makes `JSON.stringify` write a list as a text; it is asked for texts alone here.

/** How deep a value may be; no event of the gateway has more than four levels. */
const DEEPEST = 8;

/** The text; nothing for what has none, such as a function. */
export function jsonText(value, depth = 0) {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'bigint':
      return String(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'object':
      break;
    default:
      return undefined;
  }
  if (depth === DEEPEST) return 'null';
  const inner = (item) => jsonText(item, depth + 1);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item) => inner(item) ?? 'null').join(',')}]`;
  }
  const members = [];
  for (const key of Object.keys(value)) {
    const text = inner(value[key]);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(',')}}`;
}
