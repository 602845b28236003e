// The workstation page: loads the module, mounts the panel, and stands around it: when the
// module cannot load or dies, this script says so in its place.
import { Diagnostics } from './diagnostics.js';
import { LoadFailure, loadModule } from './load_module.js';
import { drawMessage } from './message.js';
import { SLOW_MS } from './slow.js';

/** The largest `config.json` that is read, in characters. */
const CONFIG_MAX = 65_536;

const root = document.getElementById('panel');
const diagnostics = new Diagnostics();

/** Puts a message in the place of the panel. */
function say(kind, code) {
  diagnostics.note({ what: 'message', kind, code });
  document.title = drawMessage(root, kind, code, diagnostics);
}

/** The text of config.json; nothing when there is none; '' when it cannot be read. */
async function readConfig() {
  try {
    const response = await fetch('config.json', { cache: 'no-cache' });
    if (response.status === 404) return undefined;
    const text = response.ok ? await response.text() : '';
    return text.length > CONFIG_MAX ? '' : text;
  } catch {
    return '';
  }
}

async function start() {
  // Neither can be fetched from a file.
  if (location.protocol === 'file:') return say('file');
  diagnostics.surviveReloads();
  diagnostics.watch();
  const slow = setTimeout(() => say('slow'), SLOW_MS);
  const config = readConfig();
  const frame = window.parent === window ? undefined : listenToParent(config);
  // It is waited for later, when the module may have failed already.
  frame?.catch(() => {});
  const address = (id) => document.getElementById(id).href;
  try {
    const module = await loadModule(address('panel-glue'), address('panel-wasm'));
    const died = (place) => say('crashed', place);
    const settings = await config;
    diagnostics.configure(settings);
    const parent = await frame;
    if (parent) parent.mount(module, died);
    else module.mount(root, { settings, standalone: true }, (...told) => diagnostics.take(...told), died);
  } catch (failure) {
    say(failure.kind, failure.code);
  } finally {
    clearTimeout(slow);
  }
}

/** In an iframe, what is needed for that as well; nothing when the portal is not to talk. */
async function listenToParent(config) {
  let frame;
  try {
    frame = await import('./frame.js');
  } catch {
    throw new LoadFailure('missing', 'frame.js');
  }
  return frame.listen(root, await config, diagnostics);
}

start();
