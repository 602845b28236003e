// Before the module: the files that come later, if at all, while the panel is developed;
// `cargo xtask dist` writes others.
export const FRAME = { href: 'boot/frame.js' };
export const DESK = { href: 'boot/desk.js' };
export const EXTRAS = { href: 'boot/extras.js' };
