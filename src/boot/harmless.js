// Beside the module, and without it: what of a value may stand where others read it.

/** A value, if it cannot be a secret, a number of a phone or what a stranger wrote. */
export function harmless(value, shape = /^[\w ./:-]{0,80}$/) {
  if (typeof value !== 'string') return typeof value === 'object' ? null : value;
  return shape.test(value) && !/\d{5}|(?=\D*\d)[\w-]{24}/.test(value) ? value : '?';
}
