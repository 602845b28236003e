// The addresses of the two files that bring the panel's module.

export const GLUE = /\/cec-agent-panel-[0-9a-f]+\.js$/;
export const WASM = /\.wasm$/;
