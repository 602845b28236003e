// Before the module: brings it, its glue and its wasm, once for all panels of a page.
import { PanelModule } from './panel_module.js';

/** Why the module did not come: a key of the words, and a code for the help desk. */
export class LoadFailure extends Error {
  constructor(kind, code) {
    super(`${kind} ${code ?? ''}`);
    this.kind = kind;
    this.code = code;
  }
}

/** The loads that have come or are under way, by the glue's address. */
const loads = new Map();
let failed = 0;

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
    load.catch(() => {
      failed += 1;
      loads.delete(glue.href);
    });
  }
  return load;
}

/** Brings a script; its bytes must be those that its integrity names. */
export async function bringScript({ href, integrity }) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  if (integrity) link.integrity = integrity;
  // Some browsers keep a failed import for ever, but tell addresses apart by what follows #.
  link.href = failed === 0 ? href : `${href}#${failed}`;
  // An import cannot name an integrity, but waits for a preload that does. One that has
  // failed earlier is no help: the import would ask again, without.
  document.documentElement.append(link);
  try {
    return await import(link.href);
  } catch {
    throw await whyRefused(href, /javascript/i);
  } finally {
    link.remove();
  }
}

/** Why the browser refuses a file that should have a type which `right` fits. */
export async function whyRefused(href, right) {
  const { type } = await bytesOf(href);
  const isRight = right.test(type);
  return new LoadFailure(isRight ? 'damaged' : 'type', [nameOf(href), ...(isRight ? [] : [type])].join(' '));
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
  const { bytes } = await bytesOf(href);
  let isGenuine = false;
  try {
    if (integrity) {
      isGenuine = integrity === (await integrityOf(bytes));
      if (!isGenuine) throw 0;
    }
    await glue.default({ module_or_path: bytes });
    return true;
  } catch (error) {
    failByPolicy(error);
    // What was built so, and cannot be compiled, is newer than the browser.
    const isOld = isGenuine && error instanceof WebAssembly.CompileError;
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

/** The integrity that these bytes have; fails where the browser does not compute it, which
 *  is everywhere but under https and on the machine itself. */
async function integrityOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
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

/** The bytes of a file and its type, without `fetch`; else why there are none. */
function bytesOf(url) {
  return new Promise((resolve, reject) => {
    const fail = (kind, ...more) => reject(new LoadFailure(kind, [nameOf(url), ...more].join(' ')));
    try {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.responseType = 'arraybuffer';
      request.addEventListener('load', () => {
        const type = request.getResponseHeader('Content-Type') || '?';
        if (request.status < 200 || request.status > 299) return fail('missing', 'HTTP', request.status);
        // A server that answers everything with its page does not have the file.
        if (/html/i.test(type)) return fail('missing', type);
        return resolve({ bytes: request.response, type });
      });
      request.addEventListener('error', () => fail('network'));
      request.addEventListener('abort', () => fail('network'));
      request.send();
    } catch {
      // This one may have been replaced too.
      fail('network');
    }
  });
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

const nameOf = (url) => url.split('/').pop();
