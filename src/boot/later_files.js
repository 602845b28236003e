// Before the module: the files that come later, if at all, while the panel is developed;
// `cargo xtask dist` writes others.
export const FRAME = { href: 'boot/frame.js' };
export const CALL_WAITING = { href: 'boot/call_waiting.js' };
export const LINK_QUALITY = { href: 'boot/link_quality.js' };
