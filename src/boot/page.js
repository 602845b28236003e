// The workstation page: loads the module, mounts the panel, and stands around it: when the
// module cannot load or dies, this script says so in its place.
import { Controls } from './controls.js';
import { listenToParent } from './frame.js';
import { loadModule } from './load_module.js';
import { drawMessage } from './message.js';
import { SLOW_MS } from './slow.js';

/** The largest `config.json` that is read, in characters. */
const CONFIG_MAX = 65_536;

const root = document.getElementById('panel');

/** Puts a message in the place of the panel. */
function say(kind, code) {
  document.title = drawMessage(root, kind, code);
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
  const slow = setTimeout(() => say('slow'), SLOW_MS);
  const controls = new Controls();
  const framed = readConfig().then((text) => {
    controls.configure(text);
    return listenToParent(controls, root, text);
  });
  const address = (id) => document.getElementById(id).href;
  let module;
  try {
    module = await loadModule(address('panel-glue'), address('panel-wasm'));
  } catch (failure) {
    return say(failure.kind, failure.code);
  } finally {
    clearTimeout(slow);
  }
  const parent = await framed;
  controls.mount(module, root, true, parent.tell, (place) => {
    say('crashed', place);
    parent.tell('cec-crash', { place });
  });
  parent.mounted();
}

start();
