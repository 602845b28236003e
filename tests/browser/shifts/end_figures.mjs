// After all browser tests.
export { sumUp as default } from './figures.mjs';
