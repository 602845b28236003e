// Before all browser tests.
export { forgetFigures as default } from './figures.mjs';
