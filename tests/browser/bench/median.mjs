// Medians: one slow run, such as one in which the machine did something else, does not
// move them.

/** The middle one of `values`; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The values between which the middle half of `values` lies. */
export function quartiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))];
  return [at(0.25), at(0.75)];
}

/** `value` with at most `digits` digits behind the point. */
export function rounded(value, digits = 1) {
  return Number(value.toFixed(digits));
}
