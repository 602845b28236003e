// Before the module: brings it, its glue and its wasm, once for all panels of a page.
import { bringScript, genuineBytesOf, LoadFailure, nameOf } from './load_script.js';
import { PanelModule } from './panel_module.js';

/** The loads that have come or are under way, by the glue's address. */
const loads = new Map();

/**
 * Gives a promise of the module, one for all who ask with the same addresses. It fails with
 * a `LoadFailure`, and is tried anew when somebody asks again. Each file is an object with
 * its `href` and its `integrity`, as attributes of that name have them; without integrity,
 * while the panel is developed, nothing is checked.
 */
export function loadModule(glue, wasm) {
  let load = loads.get(glue.href);
  if (!load) {
    load = bring(glue, wasm);
    loads.set(glue.href, load);
    load.catch(() => loads.delete(glue.href));
  }
  return load;
}

async function bring(glueFile, wasmFile) {
  // Whatever runs this script is new enough to have it.
  if (typeof WebAssembly !== 'object') throw new LoadFailure('off');
  const addresses = [glueFile.href, wasmFile.href];
  const blocked = watchPolicy(addresses);
  try {
    const wasm = asked(wasmFile);
    const glue = await bringScript(glueFile);
    const fromBytes = await startWasm(glue, wasmFile, wasm);
    // Frames of wasm from bytes bear no address.
    return new PanelModule(glue, [...addresses, ...(fromBytes ? ['wasm://'] : [])]);
  } catch (failure) {
    const directive = blocked.directive();
    throw directive ? new LoadFailure('blocked', directive) : failure;
  } finally {
    blocked.stop();
  }
}

/**
 * Starts the wasm, and gives whether that took more than what `fetch` gave. A portal may
 * have put something of its own in the place of `fetch`, which rejects with what it likes or
 * gives what is no answer; then the bytes come by the older way, which checks nothing by itself.
 */
async function startWasm(glue, { href, integrity }, wasm) {
  try {
    await glue.default({ module_or_path: await wasm() });
    return false;
  } catch (error) {
    failByPolicy(error);
  }
  const bytes = await genuineBytesOf(href, integrity);
  try {
    await glue.default({ module_or_path: bytes });
    return true;
  } catch (error) {
    failByPolicy(error);
    // What was built so, and cannot be compiled, is newer than the browser.
    const isOld = integrity && error instanceof WebAssembly.CompileError;
    throw new LoadFailure(isOld ? 'old' : 'damaged', nameOf(href));
  }
}

/** Fails when the error says that the page's policy, or the browser's, forbids wasm. */
function failByPolicy(error) {
  const text = String(error && error.message);
  if (/by embedder/i.test(text)) {
    throw new LoadFailure('blocked', "script-src 'wasm-unsafe-eval' (disallowed by embedder)");
  }
  if (/content security policy|unsafe-eval|by CSP/i.test(text)) {
    throw new LoadFailure('blocked', "script-src 'wasm-unsafe-eval'");
  }
}

/** Asks for a file now; gives a function that gives or throws what came of it. */
function asked({ href, integrity }) {
  let answer;
  try {
    answer = Promise.resolve(fetch(href, { integrity }));
  } catch (error) {
    answer = Promise.reject(error);
  }
  // Nobody may have asked for what came by the time that it fails.
  answer.catch(() => {});
  return () => answer;
}

/** Watches for a security policy that blocks one of the files. */
function watchPolicy(urls) {
  let directive = null;
  const look = (event) => {
    if (urls.some((url) => event.blockedURI === url.split('#')[0])) directive = event.effectiveDirective;
  };
  document.addEventListener('securitypolicyviolation', look);
  return {
    directive: () => directive,
    stop: () => document.removeEventListener('securitypolicyviolation', look),
  };
}
