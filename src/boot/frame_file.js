// Before the module: the file of frame.js, while the panel is developed; `cargo xtask dist`
// writes another.
export const FRAME = { href: new URL('./frame.js', import.meta.url).href, integrity: '' };
