// Before the module, and after its death: the workstation page. It loads the module, mounts the
// panel, and says so in its place when the module cannot load or dies.
import { activated } from './activated.js';
import { askAhead } from './ahead.js';
import { Diagnostics } from './diagnostics.js';
import { bringLanguage } from './language.js';
import { FRAME } from './later_files.js';
import { loadModule } from './load_module.js';
import { bringScript, whyRefused } from './load_script.js';
import { drawMessage } from './message.js';
import { leaveAsk, leaveConfig, leaveNothing, leftBefore } from './next_load.js';
import { settingsIn } from './settings_text.js';
import { SLOW_MS } from './slow.js';

/** The largest `config.json` that is read, in characters. */
const CONFIG_MAX = 65_536;

const root = document.getElementById('panel');
const diagnostics = new Diagnostics();
const wasm = fileOf('panel-wasm');
/** Whether the server lets config.json be kept. */
let mayBeKept = true;

/** Tells the operator what is wrong with a setting, or which part does not come. */
const complain = (key, why) => console.warn('cec-agent-panel', key, why);

/** Puts a message in the place of the panel; see `drawMessage`. */
function say(kind, code) {
  diagnostics.note({ what: 'message', kind, code });
  drawMessage(root, kind, code, diagnostics, (title) => (document.title = title));
}

/** The text of config.json; nothing when there is none; '' when it cannot be read. */
async function readConfig() {
  try {
    const response = await fetch('config.json', { cache: 'no-cache' });
    mayBeKept = !/no-store/i.test(response.headers.get('Cache-Control'));
    if (response.status === 404) return undefined;
    const text = response.ok ? await response.text() : '';
    return text.length > CONFIG_MAX ? '' : text;
  } catch {
    return '';
  }
}

async function start() {
  // The page's own message, that nothing has started.
  root.lastElementChild.remove();
  await activated();
  const isFramed = window.parent !== window;
  // In a frame config.json says who may talk to the panel: nothing is done before it is there.
  const left = isFramed ? undefined : leftBefore(wasm.href);
  // Nothing goes before the sync.
  const ahead = askAhead(left?.ask);
  const config = readConfig();
  diagnostics.surviveReloads();
  diagnostics.watch();
  const slow = setTimeout(() => say('slow'), SLOW_MS);
  // Where config.json names another one, this is in vain.
  bringLanguage(settingsIn(left?.config).locale).catch(() => {});
  const frame = isFramed ? listenToParent(config) : undefined;
  // It is waited for later, when the module may have failed already.
  frame?.catch(() => {});
  try {
    await lookAtStyle();
    const module = await loadModule(fileOf('panel-glue'), wasm);
    const died = (place) => {
      leaveNothing();
      say('crashed', place);
    };
    // First the sync leaves, then the panel is built.
    await ahead?.answered;
    const settings = left ? left.config : await config;
    diagnostics.configure(settings);
    root.lang = settingsIn(settings).locale ?? '';
    const parent = await frame;
    const language = await bringLanguage(root.lang);
    if (parent) return parent.mount(module, language, died);
    keep(settings);
    const page = { diagnostics, tell() {}, complain, askNext: leaveAsk };
    const panel = module.mount(root, { language, settings, standalone: true, ahead }, page, died);
    if (left) config.then((now) => takeNews(panel, settings, now));
  } catch (failure) {
    ahead?.end();
    leaveNothing();
    say(failure.kind, failure.code);
  } finally {
    clearTimeout(slow);
  }
}

/** Keeps the text of config.json for the next load, where it may be. */
function keep(config) {
  if (mayBeKept) leaveConfig(wasm.href, config);
  else leaveNothing();
}

/** Takes what config.json says now, where that is something else than `before`. */
function takeNews(panel, before, now) {
  keep(now);
  // Where there may be such a file and nobody knows what it says, the text is empty.
  if (now === before || now === '') return;
  panel.configure(now ?? '{}');
  diagnostics.configure(now);
}

/** Fails when the style sheet has been refused: what nobody styles, nobody can read. WebKit runs
 *  this script while the sheet is still on its way. */
async function lookAtStyle() {
  const sheet = document.querySelector('[rel=stylesheet]');
  // In a frame that is hidden Firefox computes no style.
  const isStyled = () => sheet.sheet?.cssRules.length;
  if (!isStyled() && document.readyState !== 'complete') {
    await new Promise((come) => {
      sheet.onload = sheet.onerror = come;
      // Whichever of the two it was may have been before.
      window.onload = come;
    });
  }
  if (!isStyled()) throw await whyRefused(sheet.href, /css/i);
}

/** What the page preloads, as `loadModule` wants it. Browsers warn of an integrity that they
 *  ignore, so the wasm's has an attribute of its own. */
function fileOf(id) {
  const { href, integrity, dataset } = document.getElementById(id);
  return { href, integrity: integrity || dataset.integrity };
}

/** In an iframe, what is needed for that as well. */
async function listenToParent(config) {
  const frame = await bringScript(FRAME);
  return frame.listen(root, await config, diagnostics);
}

// Of what a panel needs, nothing can be fetched from a file: the page's own message stays.
if (location.protocol !== 'file:') start();
