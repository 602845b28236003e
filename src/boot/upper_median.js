// Later than the module, with `extras`: the median that the panel itself takes (`link/quality.rs`).

/** The upper median of those numbers. */
export const upperMedian = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
