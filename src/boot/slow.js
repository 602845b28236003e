// Before the module: when it is late.

/** How long the module may take before a message says that it is slow, in ms. */
export const SLOW_MS = 15_000;
